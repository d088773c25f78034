package network

import (
	"fmt"

	"wakesleep/network/activation"
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// DreamWith makes n dreams in which the top is held. Of a categorical top one of the
// given units fires, each as often as its share among them; of another top all of
// them fire, and the rest by their biases. The same seed gives the same dreams.
func (m *Machine) DreamWith(units []int, n int, seed uint64) *Dreams {
	top := m.Top()
	a := NewActivity(m, n, 1)
	s := random.New(seed, random.View, 1, 0)
	a.DriveDown(top, 0, 1)
	if m.Categorical() {
		exclude(a.Down[top], units)
	}
	a.FireDown(top, 0, n, &s)
	if !m.Categorical() {
		for row := range n {
			for _, unit := range units {
				a.States[top].Set(row, unit, true)
			}
		}
	}
	a.DreamBelow(top, &s)
	return &Dreams{States: a.States, Probabilities: a.Down[0]}
}

// never is a logit so low that its unit does not fire where any other can.
const never = -1e30

// exclude gives all units but those listed no chance.
func exclude(logits *bits.Floats, units []int) {
	if len(units) == 0 {
		panic("network: no category is left to dream of")
	}
	possible := make([]bool, logits.Cols)
	for _, unit := range units {
		possible[unit] = true
	}
	for row := range logits.Rows {
		for unit, z := range logits.Row(row) {
			if !possible[unit] {
				z = never
			}
			logits.Row(row)[unit] = z
		}
	}
}

// Changed dreams every dream again with causes flipped, and with no more changed than
// these bring about: flips has, for each layer from the pixels up, the units whose
// state is turned over. Of a categorical top the last unit listed fires instead.
//
// A unit below is drawn anew by a coupling: where its probability rises from p to q
// and it was off, it goes on with probability (q−p)/(1−p); where it falls and the
// unit was on, it stays on with probability q/p. So dreams drawn from the causes are
// changed into dreams drawn from the changed causes, and as few units as possible
// differ. The same seed draws the same number for each unit, whatever is flipped.
func (m *Machine) Changed(d *Dreams, flips [][]int, seed uint64) *Dreams {
	if len(flips) > len(m.Layers) {
		panic(fmt.Sprintf("network: flips for %d layers in a machine of %d", len(flips), len(m.Layers)))
	}
	before, after := NewActivity(m, d.Count(), 1), NewActivity(m, d.Count(), 1)
	s := random.New(seed, random.View, 3, 0)
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

// flip turns units over, or makes another category fire.
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
