package images_test

import (
	"slices"
	"testing"

	"wakesleep/network/images"
)

func TestMeanOfACollection(t *testing.T) {
	s := &images.Set{Width: 3, Height: 1, Grey: []uint8{
		0, 255, 51,
		0, 255, 102,
	}}
	if got, want := s.Mean(), []float32{0, 1, .3}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestMeanOfADistribution(t *testing.T) {
	s := &images.Set{Width: 2, Height: 1, Grey: []uint8{255, 0, 255, 255}, Probabilities: []float64{.75, .25}}
	if got, want := s.Mean(), []float32{1, .25}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSpreadTakesPicturesEvenly(t *testing.T) {
	s := &images.Set{Width: 1, Height: 1, Grey: []uint8{0, 1, 2, 3, 4, 5, 6}, Labels: []uint8{6, 5, 4, 3, 2, 1, 0}}
	few := s.Spread(3)
	if !slices.Equal(few.Grey, []uint8{0, 2, 4}) || !slices.Equal(few.Labels, []uint8{6, 4, 2}) {
		t.Errorf("got %v, labels %v", few.Grey, few.Labels)
	}
	if s.Spread(7) != s {
		t.Error("all pictures are the Set itself")
	}
	s.Probabilities = make([]float64, 7)
	if s.Spread(3) != s {
		t.Error("a distribution must stay whole")
	}
}
