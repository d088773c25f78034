package dataset

import (
	"slices"
	"testing"

	"wakesleep/network/images"
)

func TestNegative(t *testing.T) {
	set := &images.Set{Name: "two", Width: 2, Height: 1, Grey: []uint8{0, 255, 3, 200, 1, 1}, Labels: []uint8{7, 8, 9}, Straightened: true}
	n := Negative(set, "two, swapped", 2)
	if err := n.Validate(); err != nil {
		t.Fatal(err)
	}
	if want := []uint8{255, 0, 252, 55}; !slices.Equal(n.Grey, want) {
		t.Errorf("levels %v, want %v", n.Grey, want)
	}
	if n.Name != "two, swapped" || !slices.Equal(n.Labels, []uint8{7, 8}) || !n.Straightened || n.Width != 2 {
		t.Errorf("the rest: %+v", n)
	}
	if set.Grey[0] != 0 || set.Name != "two" {
		t.Error("the original changed")
	}
}
