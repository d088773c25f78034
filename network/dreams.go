package network

import (
	"wakesleep/network/activation"
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// Dreams are images that a machine made by itself, with their causes.
type Dreams struct {
	// States has one row for each dream in every layer; States[0] are the dreams
	// as firings.
	States []*bits.Matrix
	// Probabilities are those of the pixels, p(x | h): dreams × n[0].
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
// stay silent, and drive none of these.
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

// DreamAgain makes n dreams of the causes of one, which has a row in every layer: those of
// layer l and above are kept, and the layers below drawn from them.
func (m *Machine) DreamAgain(causes []*bits.Matrix, l, n int, seed uint64) *Dreams {
	if l < 1 || l > m.Top() || len(causes) != len(m.Layers) {
		panic("network: causes do not fit the layers")
	}
	a := NewActivity(m, n, 1)
	for kept := l; kept <= m.Top(); kept++ {
		for row := range n {
			a.States[kept].CopyRow(row, causes[kept], 0)
		}
	}
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

// GenerativeField is what a unit of layer l adds to the logits of the lower layer to, or
// of its own, when it fires: n[to] weights, shared with the machine; nil where no
// connection leads there.
func (m *Machine) GenerativeField(l, to, unit int) []float32 {
	w := m.Generative.Weights(l, to)
	if w == nil {
		return nil
	}
	return w.Row(unit)
}

// RecognitionField is what each unit of the lower layer from adds to the logit of a unit
// of layer l when it fires: n[from] weights; nil where no connection leads here.
func (m *Machine) RecognitionField(l, from, unit int) []float32 {
	w := m.Recognition.Weights(from, l)
	if w == nil {
		return nil
	}
	field := make([]float32, w.Rows)
	for i := range field {
		field[i] = w.Row(i)[unit]
	}
	return field
}

// PixelLogits are those of the pixels of one dream under its causes, n[0] numbers.
func (m *Machine) PixelLogits(d *Dreams, dream int) []float32 {
	a := NewActivity(m, 1, 1)
	for l := 1; l <= m.Top(); l++ {
		a.States[l].CopyRow(0, d.States[l], dream)
	}
	a.DriveDown(0)
	return a.Down[0].Row(0)
}

// Walk leads from one image to another, both given by the logits of their pixels, in
// two or more steps: images of probabilities, between which each pixel's logit changes
// evenly.
func Walk(from, to []float32, steps int) [][]float32 {
	walk := bits.NewFloats(steps, len(from))
	list := make([][]float32, steps)
	for k := range steps {
		list[k] = walk.Row(k)
		share := float32(k) / float32(steps-1)
		for i, z := range from {
			list[k][i] = z + share*(to[i]-z)
		}
		activation.Probabilities(list[k], list[k])
	}
	return list
}

// Dream makes n dreams of the mixture: each member dreams as often as its share
// says. The same seed gives the same dreams.
func (e *Ensemble) Dream(n int, seed uint64) *Dreams {
	return e.DreamOf(e.Dreamers(n, seed), seed)
}

// Dreamers are the members that make the dreams of [Ensemble.Dream].
func (e *Ensemble) Dreamers(n int, seed uint64) []int {
	s := random.New(seed, random.View, random.ViewClasses, 0)
	who := make([]int, n)
	for i := range who {
		who[i] = pick(e.Shares, float64(s.Float32()))
	}
	return who
}

// DreamEqually makes n dreams of all members in turn: dream i is of member
// i mod Count.
func (e *Ensemble) DreamEqually(n int, seed uint64) *Dreams {
	who := make([]int, n)
	for i := range who {
		who[i] = i % e.Count()
	}
	return e.DreamOf(who, seed)
}

// DreamOf makes a dream of each given member, by its index.
func (e *Ensemble) DreamOf(who []int, seed uint64) *Dreams {
	var all *Dreams
	for k, m := range e.Machines {
		var rows []int
		for i, dreamer := range who {
			if dreamer == k {
				rows = append(rows, i)
			}
		}
		if len(rows) == 0 {
			continue
		}
		some := m.Dream(len(rows), e.seed(seed, k))
		if len(rows) == len(who) {
			return some
		}
		if all == nil {
			all = newDreams(m, len(who))
		}
		for from, to := range rows {
			all.copyDream(to, some, from)
		}
	}
	if all == nil { // nobody dreams
		return newDreams(e.Machines[0], 0)
	}
	return all
}

// newDreams makes room for n dreams of machines with m's layers.
func newDreams(m *Machine, n int) *Dreams {
	d := &Dreams{Probabilities: bits.NewFloats(n, m.Pixels())}
	for _, layer := range m.Layers {
		d.States = append(d.States, bits.NewMatrix(n, layer.Units))
	}
	return d
}

// copyDream copies one dream of others to a place among these.
func (d *Dreams) copyDream(to int, of *Dreams, from int) {
	copy(d.Probabilities.Row(to), of.Probabilities.Row(from))
	for l, states := range d.States {
		states.CopyRow(to, of.States[l], from)
	}
}

// pick is the index in whose share u, from 0 to 1, lies.
func pick(shares []float64, u float64) int {
	for k, share := range shares[:len(shares)-1] {
		if u -= share; u < 0 {
			return k
		}
	}
	return len(shares) - 1
}
