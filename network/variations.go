package network

import (
	"fmt"
	"math"

	"wakesleep/network/activation"
	"wakesleep/network/bits"
	"wakesleep/network/images"
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
// differ. In a layer with lateral connections this goes unit by unit: a unit that is
// flipped, or changed by the coupling, changes the chances of those behind it. The same
// seed draws the same number for each unit, whatever is flipped.
func (m *Machine) Changed(d *Dreams, flips [][]int, seed uint64) *Dreams {
	if len(flips) > len(m.Layers) {
		panic(fmt.Sprintf("network: flips for %d layers in a machine of %d", len(flips), len(m.Layers)))
	}
	before, after := NewActivity(m, d.Count(), 1), NewActivity(m, d.Count(), 1)
	s := random.New(seed, random.View, random.ViewChanges, 0)
	for l := m.Top(); l >= 0; l-- {
		copy(before.States[l].Words, d.States[l].Words)
		copy(after.States[l].Words, d.States[l].Words)
		var flipped []int
		if l < len(flips) {
			flipped = flips[l]
		}
		switch _, lateral := m.Generative.Drive(l); {
		case lateral != nil:
			before.DriveDown(l)
			after.DriveDown(l)
			for row := range d.Count() {
				coupleInTurn(before, after, l, row, lateral, flipped, &s)
			}
			continue
		case l < m.Top():
			couple(after.States[l], probabilities(before, l), probabilities(after, l), &s)
		}
		flip(after.States[l], flipped, m.Layers[l].Kind)
	}
	return &Dreams{States: after.States, Probabilities: after.Down[0]}
}

// probabilities are those of layer l under the states above it.
func probabilities(a *Activity, l int) *bits.Floats {
	a.DriveDown(l)
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
			states.Set(row, unit, coupled(states.Get(row, unit), before[unit], after[unit], s.Float32()))
		}
	}
}

// coupled is the state with probability q of a unit whose state, on or off, had
// probability p; u is a random number.
func coupled(on bool, p, q, u float32) bool {
	if on {
		return u*p < q
	}
	return u*(1-p) < q-p
}

// coupleInTurn couples a row of a layer with lateral connections, whose logits are those of
// its drive from above, and flips units of it.
func coupleInTurn(before, after *Activity, l, row int, lateral *bits.Floats, flips []int, s *random.Stream) {
	was, is := before.Down[l].Row(row), after.Down[l].Row(row)
	for unit := range was {
		on := before.States[l].Get(row, unit)
		fires := coupled(on, activation.Sigmoid(was[unit]), activation.Sigmoid(is[unit]), s.Float32())
		for _, flipped := range flips {
			if flipped == unit {
				fires = !fires
			}
		}
		after.States[l].Set(row, unit, fires)
		weights := lateral.Row(unit)
		for i := unit + 1; i < len(was); i++ {
			if on {
				was[i] += weights[i]
			}
			if fires {
				is[i] += weights[i]
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

// variationFirings is how many explanations each variation chooses from.
const variationFirings = 50

// Variations recognises a grey image (n[0] levels) and dreams n images from what it
// recognised: the causes of layer l, and of those above it, are kept and the layers below
// drawn again. For
// each the image is drawn on or off and recognised fifty times, and of these causes one
// is chosen by its importance weight. The same seed gives the same images.
func (m *Machine) Variations(grey []uint8, l, n int, seed uint64) *Dreams {
	if len(grey) != m.Pixels() {
		panic("network: image and machine differ in their number of pixels")
	}
	if l < 1 || l > m.Top() {
		panic("network: variations keep a hidden layer's causes")
	}
	s := random.New(seed, random.View, random.ViewVariations, 0)
	a := NewActivity(m, n, variationFirings)
	for i := range n {
		images.Binarise(a.States[0].Row(i), grey, &s)
	}
	a.Recognise(&s)
	a.Score()
	dreams := NewActivity(m, n, 1)
	weights := make([]float64, a.Samples)
	for i := range n {
		for k := range weights {
			weights[k] = a.LogWeight(i*a.Samples + k)
		}
		chosen := i*a.Samples + drawIndex(weights, LogMeanExp(weights), &s)
		for kept := l; kept <= m.Top(); kept++ {
			dreams.States[kept].CopyRow(i, a.States[kept], chosen)
		}
	}
	s = random.New(seed, random.View, random.ViewDreamsBelow, 0)
	dreams.DreamBelow(l, &s)
	return &Dreams{States: dreams.States, Probabilities: dreams.Down[0]}
}

// drawIndex draws an index by log-weights, whose log mean is given. Where all weights
// are zero, the last is drawn.
func drawIndex(weights []float64, logMean float64, s *random.Stream) int {
	u := float64(s.Float32()) * float64(len(weights))
	for k, w := range weights[:len(weights)-1] {
		if u -= math.Exp(w - logMean); u < 0 {
			return k
		}
	}
	return len(weights) - 1
}
