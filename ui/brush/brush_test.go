package brush

import (
	"math"
	"testing"
)

// area is the ink in pixels.
func area(s Surface) float64 {
	sum := 0.0
	for _, v := range s.Levels {
		sum += float64(v) / 255
	}
	return sum
}

func TestDotHasTheAreaOfACircle(t *testing.T) {
	s := NewSurface(60, 60)
	s.Line(30.3, 29.6, 30.3, 29.6, 12)
	if got, want := area(s), math.Pi*12*12; math.Abs(got-want) > .01*want {
		t.Errorf("a dot of radius 12 has %.1f pixels of ink, want %.1f", got, want)
	}
}

func TestLineHasTheAreaOfACapsule(t *testing.T) {
	s := NewSurface(100, 100)
	s.Line(20, 30, 80, 75, 6)
	want := math.Pi*36 + 12*75
	if got := area(s); math.Abs(got-want) > .01*want {
		t.Errorf("a line of length 75 and radius 6 has %.1f pixels of ink, want %.1f", got, want)
	}
}

func TestInkIsClippedAtTheEdge(t *testing.T) {
	s := NewSurface(20, 20)
	s.Line(-50, 10, 70, 10, 3)
	if got, want := area(s), 20*6.0; math.Abs(got-want) > 1e-9 {
		t.Errorf("a line across the field has %.2f pixels of ink, want %.2f", got, want)
	}
	s.Line(500, -400, 500, -400, 30)
	if got := area(s); math.Abs(got-120) > 1e-9 {
		t.Errorf("a dot outside left %.2f pixels of ink, want 120", got)
	}
}

func TestEraseUndoesLineAndKeepsTheRest(t *testing.T) {
	s := NewSurface(40, 40)
	s.Line(5, 8, 35, 8, 3)
	kept := area(s)
	s.Line(5, 30, 35, 30, 3)
	s.Erase(5, 30, 35, 30, 4.5)
	if got := area(s); math.Abs(got-kept) > 1e-9 {
		t.Errorf("after erasing one of two lines %.2f pixels of ink are left, want %.2f", got, kept)
	}
}

func TestOverlappingStrokesKeepInk(t *testing.T) {
	s := NewSurface(30, 30)
	s.Line(15, 15, 15, 15, 5)
	once := area(s)
	s.Line(15, 15, 15, 15, 5)
	if got := area(s); got != once {
		t.Errorf("the same dot twice has %.2f pixels of ink, once %.2f", got, once)
	}
}
