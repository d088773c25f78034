package images_test

import (
	"slices"
	"testing"

	"wakesleep/network/images"
)

func TestSelect(t *testing.T) {
	s := &images.Set{
		Name: "four", Width: 2, Height: 1, Grey: []uint8{1, 2, 3, 4, 5, 6, 7, 8}, Labels: []uint8{9, 3, 9, 5},
	}
	odd := s.Select(func(i int) bool { return i%2 == 1 })
	if !slices.Equal(odd.Grey, []uint8{3, 4, 7, 8}) || !slices.Equal(odd.Labels, []uint8{3, 5}) || odd.Validate() != nil {
		t.Errorf("%+v", odd)
	}
	if s.Count() != 4 || !slices.Equal(s.Labels, []uint8{9, 3, 9, 5}) {
		t.Errorf("the set itself changed: %+v", s)
	}
	if classes := s.Classes(); !slices.Equal(classes, []uint8{3, 5, 9}) {
		t.Errorf("classes %v", classes)
	}
	s.Labels = nil
	if part := s.Select(func(i int) bool { return i == 2 }); part.Labels != nil || part.Image(0)[0] != 5 {
		t.Errorf("without labels: %+v", part)
	}
}
