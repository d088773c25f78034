package learn

import (
	"math"
	"slices"
	"testing"

	"wakesleep/network"
)

// twoMachines are a machine that expects blank images and one that expects full
// ones, for images of one pixel, and say nothing by their causes.
func twoMachines(t *testing.T) *ClassMachines {
	t.Helper()
	hidden, err := network.ParseLayers("1")
	if err != nil {
		t.Fatal(err)
	}
	c := &ClassMachines{Labels: []uint8{0, 1}}
	c.Record.Classes = []ClassRecord{{Images: 1}, {Label: 1, Images: 3}}
	for _, bias := range []float32{-3, 2} {
		m, err := network.New(1, 1, hidden)
		if err != nil {
			t.Fatal(err)
		}
		m.Generative.Biases[0][0] = bias
		c.Machines = append(c.Machines, m)
		c.parts = append(c.parts, &Checkpoint{Machine: m})
	}
	return c
}

func TestTypicalOfClassesIsByTheShortestDescription(t *testing.T) {
	c := twoMachines(t)
	set := manyImages(1)
	set.Width, set.Height, set.Grey, set.Labels = 1, 1, []uint8{0, 255}, nil
	typical, err := c.MeasureTypical(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	blank, full := math.Log2(1+math.Exp(-3)), math.Log2(1+math.Exp(-2))
	for i, want := range []float64{blank, full} {
		if got := typical.lengths.values[i]; math.Abs(got-want) > 1e-5 {
			t.Errorf("an image costs %v bits, want %v", got, want)
		}
	}
	r := c.Recognise([]uint8{255}, 10, 1)
	if got := r.Plainest().FreeEnergy(); math.Abs(got-full) > 1e-5 {
		t.Errorf("the plainest description has %v bits, want %v", got, full)
	}
}

func TestMeanOfClassesCountsImages(t *testing.T) {
	c := twoMachines(t)
	if c.Mean() != nil {
		t.Error("a mean that no file tells")
	}
	c.parts[0].Mean, c.parts[1].Mean = []float32{1}, []float32{.5}
	if got, want := c.Mean(), []float32{.625}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
