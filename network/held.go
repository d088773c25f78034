package network

import (
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// DreamWith makes n dreams in which the top is held. Of a categorical top one of the
// given units fires, each as often as its share among them; of another top all of
// them fire, and the rest by their biases. The same seed gives the same dreams.
func (m *Machine) DreamWith(units []int, n int, seed uint64) *Dreams {
	top := m.Top()
	a := NewActivity(m, n, 1)
	s := random.New(seed, random.View, random.ViewDreams, 0)
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
