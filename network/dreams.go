package network

import (
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// Dreams are images that a machine made by itself, with their causes.
type Dreams struct {
	// States has one row for each dream in every layer; States[0] are the dreams
	// as firings.
	States []*bits.Matrix
	// Probabilities are those of the pixels, p(x | h[1]): dreams × n[0].
	Probabilities *bits.Floats
}

// Count is the number of dreams.
func (d *Dreams) Count() int { return d.Probabilities.Rows }

// Dream makes n dreams: the top fires at random by its biases, and each layer
// below by the generative weights. The same seed gives the same dreams.
func (m *Machine) Dream(n int, seed uint64) *Dreams {
	a := NewActivity(m, n, 1)
	s := random.New(seed, random.View, random.ViewDreams, 0)
	a.Dream(&s)
	return &Dreams{States: a.States, Probabilities: a.Down[0]}
}

// DreamOf makes n dreams of causes that are given: the states of layer l, a row
// for each dream, are kept and the layers below drawn from them. Layers above l
// stay silent.
func (m *Machine) DreamOf(l int, causes *bits.Matrix, seed uint64) *Dreams {
	if l < 1 || l > m.Top() || causes.Cols != m.Layers[l].Units {
		panic("network: causes do not fit the layer")
	}
	a := NewActivity(m, causes.Rows, 1)
	for above := l + 1; above <= m.Top(); above++ {
		a.States[above].Clear()
	}
	copy(a.States[l].Words, causes.Words)
	s := random.New(seed, random.View, random.ViewDreamsBelow, 0)
	a.DreamBelow(l, &s)
	return &Dreams{States: a.States, Probabilities: a.Down[0]}
}

// CategoryImage is the machine's ideal of a top unit: the mean over the given
// number of dreams in which that unit alone fires, n[0] probabilities.
func (m *Machine) CategoryImage(unit, dreams int, seed uint64) []float32 {
	causes := bits.NewMatrix(dreams, m.Layers[m.Top()].Units)
	for i := range dreams {
		causes.Set(i, unit, true)
	}
	return m.DreamOf(m.Top(), causes, seed).Probabilities.ColumnMeans()
}

// GenerativeField is what unit of layer l ≥ 1 adds to the logits of layer l−1
// when it fires: n[l−1] weights, shared with the machine.
func (m *Machine) GenerativeField(l, unit int) []float32 {
	return m.Generative.Weights[l].Row(unit)
}

// RecognitionField is what each unit of layer l−1 adds to the logit of unit of
// layer l ≥ 1 when it fires: n[l−1] weights.
func (m *Machine) RecognitionField(l, unit int) []float32 {
	w := m.Recognition.Weights[l]
	field := make([]float32, w.Rows)
	for i := range field {
		field[i] = w.Row(i)[unit]
	}
	return field
}
