package dataset

import (
	"slices"
	"testing"

	"wakesleep/network/images"
)

func TestNegative(t *testing.T) {
	set := &images.Set{Name: "two", Origin: images.Origin{Source: "two", File: true, Straightened: true}, Width: 2, Height: 1, Grey: []uint8{0, 255, 3, 200, 1, 1}, Labels: []uint8{7, 8, 9}}
	n := (&Source{Training: set, Test: set}).Images(images.Origin{Limit: 2, Swapped: true})
	if err := n.Validate(); err != nil {
		t.Fatal(err)
	}
	if want := []uint8{255, 0, 252, 55}; !slices.Equal(n.Grey, want) {
		t.Errorf("levels %v, want %v", n.Grey, want)
	}
	if n.Name != "two-negative" || !n.Swapped || !slices.Equal(n.Labels, []uint8{7, 8}) || !n.Straightened || n.Width != 2 {
		t.Errorf("the rest: %+v", n)
	}
	if set.Grey[0] != 0 || set.Name != "two" {
		t.Error("the original changed")
	}
}
