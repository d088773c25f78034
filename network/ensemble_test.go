package network_test

import (
	"math"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
)

func TestCompletionsOfAllMachinesAreThoseOfTheirMixture(t *testing.T) {
	const n = 6000
	c := &network.Ensemble{Labels: []uint8{3, 8}, Shares: []float64{.75, .25}}
	for seed := range c.Labels {
		m := oracle.Machine(2, 2, "2", uint64(seed)+1)
		for i := range m.Recognition.Flat { // unsure, so that few samples do
			m.Recognition.Flat[i] /= 4
		}
		c.Machines = append(c.Machines, m)
	}
	grey, known := []uint8{255, 0, 0, 0}, []bool{true, true, false, false}
	want, total := map[uint64]float64{}, 0.0
	for k, share := range []float64{.75, .25} {
		for _, s := range oracle.States(c.Machines[k]) {
			if s[0][0] && !s[0][1] {
				p := share * math.Exp(oracle.LogP(c.Machines[k], s))
				want[code(s[0])] += p
				total += p
			}
		}
	}
	got := c.Complete(grey, known, n, 30, 2, 5)
	counts := map[uint64]float64{}
	for i := range n {
		counts[got.States[0].Row(i)[0]]++
	}
	for x, p := range want {
		p /= total
		if slack := 5*math.Sqrt(p*(1-p)/n) + .01; math.Abs(counts[x]/n-p) > slack {
			t.Errorf("image %04b has share %v, want %v ± %v", x, counts[x]/n, p, slack)
		}
	}
}

func code(x []bool) uint64 {
	c := uint64(0)
	for j, on := range x {
		if on {
			c |= 1 << j
		}
	}
	return c
}
