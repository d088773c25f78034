package network

import "wakesleep/network/bits"

// Parameters are the weights and biases of one direction of a machine. They
// lie in one block of memory, so that optimisers, averages and checks are
// single loops; Weights and Biases are views into it.
type Parameters struct {
	// Flat is the whole block, with rows padded by zeros that stay zero.
	Flat []float32
	// Weights has, for l = 1 … L, the matrix of connection l, which joins layers
	// l−1 and l: inputs × outputs, so n[l] × n[l−1] in the generative direction
	// and n[l−1] × n[l] in the recognition direction. Weights[0] is nil.
	Weights []*bits.Floats
	// Biases has those of layer l, n[l] long. Recognition has none for layer 0.
	Biases [][]float32
	// Sections cut Flat by the connection whose learning rate they share.
	Sections []Section
}

// Section is a range of a direction's Flat block.
type Section struct {
	// Start and End delimit the range, End excluded.
	Start, End int
	// Connection is 0 for the one between pixels and first hidden layer, and so
	// on upwards; the top's generative biases are fed by none and count as L.
	Connection int
}

type direction uint8

const (
	generative direction = iota
	recognition
)

// String is the direction's name in files.
func (d direction) String() string { return [...]string{"generative", "recognition"}[d] }

// shape is the extent of connection l: inputs × outputs.
func (d direction) shape(layers []Layer, l int) (inputs, outputs int) {
	if d == generative {
		return layers[l].Units, layers[l-1].Units
	}
	return layers[l-1].Units, layers[l].Units
}

// feeder is the connection, counted from 0, that feeds layer l.
func (d direction) feeder(l int) int { return l - d.firstBias() }

// firstBias is the lowest layer that has biases.
func (d direction) firstBias() int {
	if d == generative {
		return 0
	}
	return 1
}

// newParameters lays out a direction's block, all zeros.
func newParameters(d direction, layers []Layer) *Parameters {
	p := &Parameters{
		Weights: make([]*bits.Floats, len(layers)),
		Biases:  make([][]float32, len(layers)),
	}
	size := 0
	reserve := func(n, connection int) {
		p.Sections = append(p.Sections, Section{Start: size, End: size + n, Connection: connection})
		size += n
	}
	for l := 1; l < len(layers); l++ {
		inputs, outputs := d.shape(layers, l)
		reserve(inputs*bits.PaddedStride(outputs), l-1)
	}
	for l := d.firstBias(); l < len(layers); l++ {
		reserve(bits.PaddedStride(layers[l].Units), d.feeder(l))
	}
	p.Flat = make([]float32, size)
	p.bind(d, layers)
	return p
}

// bind points Weights and Biases into Flat, section by section.
func (p *Parameters) bind(d direction, layers []Layer) {
	sections := p.Sections
	next := func() []float32 {
		s := sections[0]
		sections = sections[1:]
		return p.Flat[s.Start:s.End:s.End]
	}
	for l := 1; l < len(layers); l++ {
		inputs, outputs := d.shape(layers, l)
		p.Weights[l] = bits.FloatsOver(next(), inputs, outputs)
	}
	for l := d.firstBias(); l < len(layers); l++ {
		p.Biases[l] = next()[:layers[l].Units]
	}
}

// Copy overwrites p with the values of from, which must have the same layout.
func (p *Parameters) Copy(from *Parameters) {
	if len(p.Flat) != len(from.Flat) {
		panic("network: parameters of different machines")
	}
	copy(p.Flat, from.Flat)
}

// Count is the number of weights and biases, padding left out.
func (p *Parameters) Count() int {
	n := 0
	for _, w := range p.Weights[1:] {
		n += w.Rows * w.Cols
	}
	for _, b := range p.Biases {
		n += len(b)
	}
	return n
}

// finite reports whether no value is infinite or not a number: x−x is zero for
// finite x only, and sums of zeros stay zero.
func (p *Parameters) finite() bool {
	var sum float32
	for _, v := range p.Flat {
		sum += v - v
	}
	return sum == 0
}
