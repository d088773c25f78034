package network

import "wakesleep/network/bits"

// Size tells how large a machine of the given layers is, before it is made.
type Size struct {
	// Parameters is the number of weights and biases of both directions, and Padded that
	// of the numbers that they take in memory.
	Parameters, Padded int64
	// Arrays is the number of named arrays that hold them.
	Arrays int
}

// SizeOf measures a machine of some pixels and hidden layers, which ParseLayers returned.
func SizeOf(pixels int, hidden []Layer) Size {
	var s Size
	layers := append([]Layer{{Units: pixels}}, hidden...)
	for _, d := range []direction{generative, recognition} {
		for l := 1; l < len(layers); l++ {
			s.add(d.shape(layers, l))
		}
		for l := d.firstBias(); l < len(layers); l++ {
			s.add(1, layers[l].Units)
		}
	}
	return s
}

// add counts an array.
func (s *Size) add(rows, cols int) {
	s.Parameters += int64(rows) * int64(cols)
	s.Padded += int64(rows) * int64(bits.PaddedStride(cols))
	s.Arrays++
}
