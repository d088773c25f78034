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

// SizeOf measures a machine of some pixels, hidden layers and connections, which ParseLayers
// and ParseConnections returned; no connections at all stand for those of [Chain].
func SizeOf(pixels int, hidden []Layer, connections Connections) Size {
	var s Size
	layers := append([]Layer{{Units: pixels}}, hidden...)
	for _, a := range outlines(layers, connections.or(layers), "") {
		cols := a.Shape[len(a.Shape)-1]
		rows := 1
		if len(a.Shape) > 1 {
			rows = a.Shape[0]
		}
		s.Parameters += int64(rows) * int64(cols)
		s.Padded += int64(rows) * int64(bits.PaddedStride(cols))
		s.Arrays++
	}
	return s
}
