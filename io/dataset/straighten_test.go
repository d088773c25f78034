package dataset

import (
	"bytes"
	"math"
	"testing"

	"wakesleep/network/images"
)

// moments is a naive reckoning of an image's mass, covariance of x and y, and
// variance of y.
func moments(grey []uint8, w int) (mass, covariance, variance float64) {
	var meanX, meanY float64
	for i, g := range grey {
		mass += float64(g)
		meanX += float64(g) * float64(i%w)
		meanY += float64(g) * float64(i/w)
	}
	if mass == 0 {
		return 0, 0, 0
	}
	meanX /= mass
	meanY /= mass
	for i, g := range grey {
		dx, dy := float64(i%w)-meanX, float64(i/w)-meanY
		covariance += float64(g) * dx * dy / mass
		variance += float64(g) * dy * dy / mass
	}
	return mass, covariance, variance
}

func TestStraightenDigits(t *testing.T) {
	set := open(t, "digits").Test
	upright := Straighten(set)
	if !upright.Straightened || set.Straightened || upright.Name != set.Name || !bytes.Equal(upright.Labels, set.Labels) {
		t.Error("the description of the set did not come through")
	}
	slanted := 0
	for i := range set.Count() {
		mass, before, spread := moments(set.Image(i), set.Width)
		massAfter, after, _ := moments(upright.Image(i), set.Width)
		if math.Abs(before) > .1*spread {
			slanted++
		}
		if math.Abs(after) > .02*spread {
			t.Errorf("image %d: covariance %v before, %v after", i, before, after)
		}
		near(t, "the mass", massAfter/mass, 1, .01)
	}
	if slanted < set.Count()/3 {
		t.Errorf("only %d images were slanted at all", slanted)
	}
	if Straighten(upright) != upright {
		t.Error("a straightened set was straightened again")
	}
}

// A line of slope one, by hand: every row moves until the line stands upright.
func TestStraightenImageDiagonal(t *testing.T) {
	diagonal := []uint8{
		255, 0, 0, 0, 0,
		0, 255, 0, 0, 0,
		0, 0, 255, 0, 0,
		0, 0, 0, 255, 0,
		0, 0, 0, 0, 255,
	}
	want := bytes.Repeat([]byte{0, 0, 255, 0, 0}, 5)
	if got := StraightenImage(diagonal, 5, 5); !bytes.Equal(got, want) {
		t.Errorf("%v", got)
	}
	short := []uint8{ // slope one, and ink that splits between two pixels
		200, 0, 0,
		0, 100, 0,
	}
	// Mean row 1/3: rows move by 1/3 and -2/3 of a pixel.
	want = []uint8{133, 67, 0, 67, 33, 0}
	if got := StraightenImage(short, 3, 2); !bytes.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestStraightenImageKeeps(t *testing.T) {
	for name, test := range map[string]struct {
		w, h int
		grey []uint8
	}{
		"blank":    {3, 3, make([]uint8, 9)},
		"one row":  {3, 3, []uint8{0, 0, 0, 9, 8, 255, 0, 0, 0}},
		"row only": {4, 1, []uint8{1, 0, 255, 7}},
		"nought": {5, 5, []uint8{
			0, 80, 200, 80, 0,
			0, 255, 0, 255, 0,
			0, 255, 0, 255, 0,
			0, 255, 0, 255, 0,
			0, 80, 200, 80, 0,
		}},
		"column": {2, 3, []uint8{0, 5, 0, 255, 0, 77}},
	} {
		if got := StraightenImage(test.grey, test.w, test.h); !bytes.Equal(got, test.grey) {
			t.Errorf("%s became %v", name, got)
		}
	}
}

func TestStraightenBars(t *testing.T) {
	bars := open(t, "bars4").Training
	upright := Straighten(bars)
	if !bytes.Equal(upright.Grey, bars.Grey) || upright.Probabilities == nil {
		t.Error("bars stand upright already")
	}
}

func TestStraightenImageRefusesWrongSize(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	StraightenImage(make([]uint8, 5), 2, 2)
}

func BenchmarkStraighten(b *testing.B) {
	set := open(b, "digits").Training
	for b.Loop() {
		fresh := images.Set{Width: set.Width, Height: set.Height, Grey: set.Grey}
		Straighten(&fresh)
	}
}
