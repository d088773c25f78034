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
