package network

import "wakesleep/network/bits"

// Parameters are the weights and biases of one direction of a machine. They
// lie in one block of memory, so that optimisers, averages and checks are
// single loops; Into and Biases are views into it.
type Parameters struct {
	// Flat is the whole block, with rows padded by zeros that stay zero.
	Flat []float32
	// Into has for each layer the connections of this direction that drive it, in the
	// order of the layers that drive; a lateral one comes last.
	Into [][]Link
	// Biases has those of layer l, n[l] long. Recognition has none for layer 0.
	Biases [][]float32
	// Sections cut Flat by the connection whose learning rate they share.
	Sections []Section
}

// Link is a connection with its weights.
type Link struct {
	Connection
	// Weights is n[From] × n[To]. Those of a lateral connection lie above the diagonal,
	// since units are driven by those before them; the rest is zero.
	Weights *bits.Floats
}

// Weights are those of the connection of two layers; nil where there is none.
func (p *Parameters) Weights(from, to int) *bits.Floats {
	for _, link := range p.Into[to] {
		if link.From == from {
			return link.Weights
		}
	}
	return nil
}

// Drive parts the connections that drive a layer into those from other layers and the
// weights of the lateral one, nil where there is none.
func (p *Parameters) Drive(to int) (others []Link, lateral *bits.Floats) {
	others = p.Into[to]
	if n := len(others); n > 0 && others[n-1].From == to {
		return others[:n-1], others[n-1].Weights
	}
	return others, nil
}

// Section is a range of a direction's Flat block.
type Section struct {
	// Start and End delimit the range, End excluded.
	Start, End int
	// Connection is 0 for what drives the first hidden layer in recognition and the
	// pixels in dreams, and so on upwards; what drives the top in dreams, its biases
	// and lateral connections, counts as L.
	Connection int
}

type direction uint8

const (
	generative direction = iota
	recognition
)

// String is the direction's name in files.
func (d direction) String() string { return [...]string{"generative", "recognition"}[d] }

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
func newParameters(d direction, layers []Layer, connections Connections) *Parameters {
	p := &Parameters{
		Into:   make([][]Link, len(layers)),
		Biases: make([][]float32, len(layers)),
	}
	size := 0
	reserve := func(n, connection int) {
		p.Sections = append(p.Sections, Section{Start: size, End: size + n, Connection: connection})
		size += n
	}
	for to := range layers {
		for _, c := range connections.of(d, to) {
			reserve(layers[c.From].Units*bits.PaddedStride(layers[to].Units), d.feeder(to))
			p.Into[to] = append(p.Into[to], Link{Connection: c})
		}
	}
	for l := d.firstBias(); l < len(layers); l++ {
		reserve(bits.PaddedStride(layers[l].Units), d.feeder(l))
	}
	p.Flat = make([]float32, size)
	p.bind(d, layers)
	return p
}

// bind points Into and Biases into Flat, section by section.
func (p *Parameters) bind(d direction, layers []Layer) {
	sections := p.Sections
	next := func() []float32 {
		s := sections[0]
		sections = sections[1:]
		return p.Flat[s.Start:s.End:s.End]
	}
	for to, links := range p.Into {
		for i, link := range links {
			links[i].Weights = bits.FloatsOver(next(), layers[link.From].Units, layers[to].Units)
		}
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

// Count is the number of weights and biases. Padding is left out, and so is what is zero in
// lateral connections.
func (p *Parameters) Count() int {
	n := 0
	for _, links := range p.Into {
		for _, link := range links {
			n += link.Count()
		}
	}
	for _, b := range p.Biases {
		n += len(b)
	}
	return n
}

// Count is the number of weights.
func (k Link) Count() int {
	if k.From == k.To {
		return k.Weights.Rows * (k.Weights.Rows - 1) / 2
	}
	return k.Weights.Rows * k.Weights.Cols
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
