package oracle

import (
	"math/rand/v2"

	"wakesleep/network"
)

// Machine makes a machine with the given layers, as ParseLayers reads them, and
// random parameters, of a size at which no unit always or never fires.
func Machine(width, height int, layers string, seed uint64) *network.Machine {
	hidden, err := network.ParseLayers(layers)
	if err != nil {
		panic(err)
	}
	m, err := network.New(width, height, hidden)
	if err != nil {
		panic(err)
	}
	Randomise(m, seed)
	return m
}

// Randomise draws all parameters of m.
func Randomise(m *network.Machine, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	each := func(p *network.Parameters) {
		for _, w := range p.Weights[1:] {
			for i := range w.Rows {
				for j := range w.Cols {
					w.Row(i)[j] = float32(r.NormFloat64())
				}
			}
		}
		for _, b := range p.Biases {
			for i := range b {
				b[i] = float32(r.NormFloat64() / 2)
			}
		}
	}
	each(m.Generative)
	each(m.Recognition)
}

// EachParameter calls f for every weight and bias of one direction, with the
// same parameter of another block of the same layout.
func EachParameter(p, other *network.Parameters, f func(parameter, other *float32)) {
	for l, w := range p.Weights {
		for i := 0; w != nil && i < w.Rows; i++ {
			for j := range w.Cols {
				f(&w.Row(i)[j], &other.Weights[l].Row(i)[j])
			}
		}
	}
	for l, b := range p.Biases {
		for i := range b {
			f(&b[i], &other.Biases[l][i])
		}
	}
}
