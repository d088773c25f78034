package dataset

import (
	"slices"
	"testing"
)

// A shrunk digit is black and white, as a rule touches an edge of its field (ends of
// strokes are faint), and is what a drawing of the same digit becomes.
func TestDigits8(t *testing.T) {
	full, small := open(t, "digits"), open(t, "digits8")
	if small.Training.Count() != 60_000 || small.Test.Pixels() != 64 || &small.Test.Labels[0] != &full.Test.Labels[0] {
		t.Fatal("counts, size or labels are wrong")
	}
	if !small.Training.Binary() || !small.Test.Binary() {
		t.Error("the digits are grey")
	}
	const count = 500
	apart := 0
	for i := range count {
		image := small.Test.Image(i)
		if !touches(image, 0, 8) && !touches(image, 8*7, 8) && !touchesColumn(image, 0) && !touchesColumn(image, 7) {
			apart++
		}
		if drawn := PrepareInk(full.Test.Image(i), 28, 28, 8, 8, false); !slices.Equal(drawn, image) {
			t.Fatalf("digit %d is another when it is drawn", i)
		}
	}
	if apart > count/20 {
		t.Errorf("%d of %d digits touch no edge", apart, count)
	}
}

// An upright bar stays an upright bar in the middle.
func TestShrinkKeepsProportions(t *testing.T) {
	const w, h = 40, 40
	ink := make([]uint8, w*h)
	for y := 4; y < 36; y++ {
		for x := 3; x < 11; x++ {
			ink[y*w+x] = 255
		}
	}
	got := PrepareInk(ink, w, h, 8, 8, false)
	for i, v := range got {
		want := uint8(0)
		if x := i % 8; x == 3 || x == 4 {
			want = 255
		}
		if v != want {
			t.Fatalf("pixel %d, %d is %d, want %d", i%8, i/8, v, want)
		}
	}
}

func touches(image []uint8, from, n int) bool {
	return slices.ContainsFunc(image[from:from+n], func(v uint8) bool { return v > 0 })
}

func touchesColumn(image []uint8, x int) bool {
	for y := range 8 {
		if image[y*8+x] > 0 {
			return true
		}
	}
	return false
}
