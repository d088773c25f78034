package learn

import (
	"slices"
	"testing"

	"wakesleep/network/bits"
	"wakesleep/network/images"
)

// A training image that moves is the image at one of the places that it may be
// moved to, all of them turn up, and where it goes depends on cycle and image alone.
func TestImagesMove(t *testing.T) {
	const side, shift, batch = 9, 2, 7
	set := dots(side, 40)
	s := Settings{Batch: batch, Seed: 3, Shift: shift, Rebinarise: true}
	f := newFeed(set, s)
	seen := map[[2]int]int{}
	rows := bits.NewMatrix(batch, set.Pixels())
	for cycle := range uint64(200) {
		f.prepare(cycle)
		fillAll(f, rows, cycle)
		for row := range batch {
			x, y := onlyDot(t, rows, row, side)
			seen[[2]int{x - side/2, y - side/2}]++
		}
	}
	for dx := -shift; dx <= shift; dx++ {
		for dy := -shift; dy <= shift; dy++ {
			// 1,400 images fall on 25 places, 56 on each: 5 deviations is 37.
			if n := seen[[2]int{dx, dy}]; n < 19 || n > 93 {
				t.Errorf("moved by %d, %d: %d times", dx, dy, n)
			}
		}
	}
	if len(seen) != 25 {
		t.Errorf("%d places", len(seen))
	}
	again, other := bits.NewMatrix(batch, set.Pixels()), newFeed(set, s)
	other.prepare(199)
	fillAll(other, again, 199)
	if !slices.Equal(again.Words, rows.Words) {
		t.Error("another feed moves the images of a cycle elsewhere")
	}
}

// dots is a set of n pictures with one pixel on, in the middle.
func dots(side, n int) *images.Set {
	set := &images.Set{Name: "dots", Width: side, Height: side, Grey: make([]uint8, n*side*side)}
	for i := range n {
		set.Image(i)[side/2*side+side/2] = 255
	}
	return set
}

func fillAll(f *feed, rows *bits.Matrix, cycle uint64) {
	for lo := 0; lo < rows.Rows; lo += shardImages {
		f.fill(rows, cycle, lo, min(lo+shardImages, rows.Rows))
	}
}

// onlyDot finds the one pixel that is on.
func onlyDot(t *testing.T, rows *bits.Matrix, row, side int) (x, y int) {
	t.Helper()
	found := -1
	for i := range side * side {
		if rows.Row(row)[i/64]>>(i%64)&1 == 1 {
			if found >= 0 {
				t.Fatal("two pixels are on")
			}
			found = i
		}
	}
	if found < 0 {
		t.Fatal("no pixel is on")
	}
	return found % side, found / side
}

func TestShiftNeedsFreshDraws(t *testing.T) {
	s := Defaults()
	s.Shift = 1
	if s.Validate() == nil {
		t.Error("fixed images move")
	}
	s.Rebinarise = true
	if err := s.Validate(); err != nil {
		t.Error(err)
	}
}
