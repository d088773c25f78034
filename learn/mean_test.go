package learn

import (
	"slices"
	"testing"

	"wakesleep/network"
)

func TestMeanOfClassesCountsImages(t *testing.T) {
	c := &Checkpoint{
		Ensemble: &network.Ensemble{Machines: make([]*network.Machine, 2), Shares: []float64{.25, .75}},
		states:   []*state{{}, {}},
	}
	for k := range c.Machines {
		hidden, _ := network.ParseLayers("1")
		c.Machines[k], _ = network.New(1, 1, hidden, nil)
	}
	if c.Mean() != nil {
		t.Error("a mean that no file tells")
	}
	c.states[0].mean, c.states[1].mean = []float32{1}, []float32{.5}
	if got, want := c.Mean(), []float32{.625}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
