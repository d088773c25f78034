package dataset

import (
	"slices"
	"testing"
)

func TestScaleInkLeavesEverythingInItsPlace(t *testing.T) {
	const w, h, width, height = 40, 56, 20, 28
	ink := make([]uint8, w*h)
	for y := range 10 { // a block at the top left, which PrepareInk would centre
		for x := range 8 {
			ink[y*w+x] = 255
		}
	}
	for i, level := range ScaleInk(ink, w, h, width, height) {
		want := uint8(0)
		if i%width < 4 && i/width < 5 {
			want = 255
		}
		if level != want {
			t.Errorf("pixel %d,%d has level %d, want %d", i%width, i/width, level, want)
		}
	}
	grey := []uint8{1, 2, 3, 4}
	if got := ScaleInk(grey, 2, 2, 2, 2); !slices.Equal(got, grey) {
		t.Errorf("an image of the right size became %v", got)
	}
	if got := ScaleInk(nil, 0, 0, 3, 2); len(got) != 6 {
		t.Errorf("nothing gives %d pixels", len(got))
	}
}

func TestScaleInkMakesSmallFieldsBlackAndWhite(t *testing.T) {
	ink := make([]uint8, 32*32)
	for i := range ink {
		if i%32 < 6 { // half of the second of eight columns
			ink[i] = 255
		}
	}
	for i, level := range ScaleInk(ink, 32, 32, 8, 8) {
		if want := map[bool]uint8{true: 255}[i%8 < 2]; level != want {
			t.Fatalf("pixel %d has level %d, want %d", i, level, want)
		}
	}
}
