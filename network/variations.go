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

// variationFirings is how many explanations each variation chooses from.
const variationFirings = 50

// Variations recognises a grey image (n[0] levels) and dreams n images from what it
// recognised: the causes of layer l are kept and the layers below drawn again. For
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
	causes := bits.NewMatrix(n, m.Layers[l].Units)
	weights := make([]float64, a.Samples)
	for i := range n {
		for k := range weights {
			weights[k] = a.LogWeight(i*a.Samples + k)
		}
		causes.CopyRow(i, a.States[l], i*a.Samples+drawIndex(weights, LogMeanExp(weights), &s))
	}
	return m.DreamOf(l, causes, seed)
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
