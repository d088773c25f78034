package dreams

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"wakesleep/learn/perceptron"
	"wakesleep/network/bits"
)

const pixels = 16

// drawn are images of which pixel 5 is on with the given probability and each other
// one with one half.
func drawn(seed uint64, n int, p float64) *bits.Matrix {
	r := rand.New(rand.NewPCG(3, seed))
	x := bits.NewMatrix(n, pixels)
	for i := range n {
		for j := range pixels {
			on := .5
			if j == 5 {
				on = p
			}
			x.Set(i, j, r.Float64() < on)
		}
	}
	return x
}

func compare(t *testing.T, dreams, real *bits.Matrix, width int) *Comparison {
	t.Helper()
	c, err := TwoSample(t.Context(), dreams, real, width, Options{Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Equal distributions cannot be told apart. Of others the best accuracy is known: a
// pixel that is on in 80 % of one kind and 20 % of the other tells them in 80 %.
func TestTwoSampleOfKnownDistributions(t *testing.T) {
	const n = 4000
	real := drawn(1, n, .2)
	same := compare(t, drawn(2, n, .2), real, 0)
	other := compare(t, drawn(3, n, .8), real, 0)
	for what, a := range map[string]Accuracy{"equal": same.Dreams, "control": same.Control} {
		if math.Abs(a.Percent-50) > 4*a.StdErrPercent {
			t.Errorf("%s: %+v, want 50 %%", what, a)
		}
	}
	// The classifier falls a little short of the best one.
	if a := other.Dreams; a.Percent > 80+4*a.StdErrPercent || a.Percent < 75 {
		t.Errorf("different: %+v, want nearly 80 %%", a)
	}
	if want := 100 * math.Sqrt(.25/(2*n)); math.Abs(same.Dreams.StdErrPercent-want) > .01 {
		t.Errorf("standard error %v, want %v", same.Dreams.StdErrPercent, want)
	}
	if same.Control != other.Control {
		t.Error("the control depends on the dreams")
	}
}

func TestTwoSampleIgnoresThreads(t *testing.T) {
	dreams, real := drawn(4, 300, .7), drawn(5, 300, .4)
	one, err := TwoSample(t.Context(), dreams, real, 4, Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	if two := compare(t, dreams, real, 4); *one != *two {
		t.Errorf("%v with one thread, %v with two", one, two)
	}
}

func TestTwoSampleReportsAndStops(t *testing.T) {
	x, y := drawn(6, LeastImages, .5), drawn(7, LeastImages, .5)
	last := 0.0
	o := Options{Threads: 2, Progress: func(share float64) { last = share }}
	if _, err := TwoSample(t.Context(), x, y, 0, o); err != nil || last != 1 {
		t.Errorf("%v done, %v", last, err)
	}
	ctx, stop := context.WithCancel(t.Context())
	o.Progress = func(float64) { stop() }
	if _, err := TwoSample(ctx, x, y, 0, o); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestLoosePixels(t *testing.T) {
	picture := []string{
		"*..**",
		"*...*",
		"*.*..",
		".....",
		"*...*",
	}
	// Loose are the ends of lines and single pixels.
	want := []string{
		"*..*.",
		"....*",
		"*.*..",
		".....",
		"*...*",
	}
	x := bits.NewMatrix(1, 25)
	for j := range 25 {
		x.Set(0, j, picture[j/5][j%5] == '*')
	}
	wide := withLoose(x, 5)
	for j := range 25 {
		if wide.Get(0, j) != x.Get(0, j) {
			t.Errorf("pixel %d changed", j)
		}
		if got := wide.Get(0, 25+j); got != (want[j/5][j%5] == '*') {
			t.Errorf("pixel %d: loose is %v", j, got)
		}
	}
}

func TestShares(t *testing.T) {
	x := drawn(8, 500, .5)
	labels := make([]uint8, 500)
	ones := 0
	for i := range labels {
		if x.Get(i, 0) {
			labels[i] = 1
			ones++
		}
	}
	p, err := perceptron.Train(t.Context(), perceptron.Fixed(x, labels, 3),
		perceptron.Settings{Hidden: 8, Epochs: 40, Batch: 50, Rate: 1e-2, Seed: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	share := float64(ones) / 5
	got := Shares(p, x)
	if len(got) != 3 || math.Abs(got[0]-(100-share)) > 1e-9 || math.Abs(got[1]-share) > 1e-9 || got[2] != 0 {
		t.Errorf("%v, want %v %% ones", got, share)
	}
}
