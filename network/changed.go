package network

import (
	"fmt"

	"wakesleep/network/activation"
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// Changed dreams every dream again with causes flipped, and changes no more than that
// requires: flips has, for each layer from the pixels up, the units whose state is
// flipped. Of a categorical top the last unit listed fires instead.
//
// A unit below is drawn again by a coupling: where its probability rises from p to q
// and it was off, it switches on with probability (q−p)/(1−p); where it falls and the
// unit was on, it stays on with probability q/p. So dreams drawn from the causes are
// changed into dreams drawn from the changed causes, and as few units as possible
// differ. The same seed draws the same number for each unit, whatever is flipped.
func (m *Machine) Changed(d *Dreams, flips [][]int, seed uint64) *Dreams {
	if len(flips) > len(m.Layers) {
		panic(fmt.Sprintf("network: flips for %d layers in a machine of %d", len(flips), len(m.Layers)))
	}
	before, after := NewActivity(m, d.Count(), 1), NewActivity(m, d.Count(), 1)
	s := random.New(seed, random.View, random.ViewChanges, 0)
	for l := m.Top(); l >= 0; l-- {
		copy(before.States[l].Words, d.States[l].Words)
		copy(after.States[l].Words, d.States[l].Words)
		if l < m.Top() {
			couple(after.States[l], probabilities(before, l), probabilities(after, l), &s)
		}
		if l < len(flips) {
			flip(after.States[l], flips[l], m.Layers[l].Kind)
		}
	}
	return &Dreams{States: after.States, Probabilities: after.Down[0]}
}

// probabilities are those of layer l under the states above it.
func probabilities(a *Activity, l int) *bits.Floats {
	a.DriveDown(l, 0, 1)
	for row := range a.Rows() {
		activation.Probabilities(a.Down[l].Row(row), a.Down[l].Row(row))
	}
	return a.Down[l]
}

// couple turns states drawn with probabilities p into states drawn with q.
func couple(states *bits.Matrix, p, q *bits.Floats, s *random.Stream) {
	for row := range states.Rows {
		before, after := p.Row(row), q.Row(row)
		for unit := range before {
			u := s.Float32()
			if states.Get(row, unit) {
				states.Set(row, unit, u*before[unit] < after[unit])
			} else {
				states.Set(row, unit, u*(1-before[unit]) < after[unit]-before[unit])
			}
		}
	}
}

// flip flips units, or makes another category fire.
func flip(states *bits.Matrix, units []int, kind Kind) {
	for row := range states.Rows {
		for _, unit := range units {
			if kind == Categorical {
				clear(states.Row(row))
			}
			states.Set(row, unit, !states.Get(row, unit))
		}
	}
}
