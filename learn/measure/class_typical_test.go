package measure

import (
	"math"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
)

// twoMachines are a machine that expects blank images and one that expects full
// ones, for images of one pixel, and say nothing by their causes.
func twoMachines(t *testing.T) *network.Ensemble {
	t.Helper()
	hidden, err := network.ParseLayers("1")
	if err != nil {
		t.Fatal(err)
	}
	e := &network.Ensemble{Labels: []uint8{0, 1}, Shares: []float64{.25, .75}}
	for _, bias := range []float32{-3, 2} {
		m, err := network.New(1, 1, hidden, nil)
		if err != nil {
			t.Fatal(err)
		}
		m.Generative.Biases[0][0] = bias
		e.Machines = append(e.Machines, m)
	}
	return e
}

func TestTypicalOfClassesIsByTheShortestDescription(t *testing.T) {
	c := twoMachines(t)
	set := oracle.ManyImages(1)
	set.Width, set.Height, set.Grey, set.Labels = 1, 1, []uint8{0, 255}, nil
	typical, err := NewTypical(t.Context(), c, set)
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
