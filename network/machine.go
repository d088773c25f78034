package network

import (
	"fmt"
	"slices"

	"wakesleep/internal/sentence"
	"wakesleep/network/bits"
)

// Machine is a Helmholtz machine: its layers and both sets of weights.
type Machine struct {
	// Width and Height are those of the images; Width·Height = Layers[0].Units.
	Width, Height int
	// Layers run from the pixels, layer 0, to the top, layer L.
	Layers []Layer
	// Connections say which layers drive which.
	Connections Connections
	// Generative connections run downwards and dream.
	Generative *Parameters
	// Recognition connections run upwards and name causes.
	Recognition *Parameters
}

// maxParameters bounds a machine to what a laptop's memory holds while it
// trains: 256 million numbers, a gigabyte for each copy.
const maxParameters = 1 << 28

// freePadding is how many numbers more than two for each weight a machine may take: rows
// have at least sixteen, so that layers of one unit beside large ones would let a small
// file ask for gigabytes.
const freePadding = 1 << 20

// New makes a machine with all weights and biases zero. The hidden layers run
// from the bottom to the top; no connections at all stand for those of [Chain].
func New(width, height int, hidden []Layer, connections Connections) (*Machine, error) {
	layers := append([]Layer{{Units: width * height}}, hidden...)
	connections = connections.or(layers)
	if err := checkShape(width, height, layers, connections); err != nil {
		return nil, err
	}
	return &Machine{
		Width: width, Height: height, Layers: layers, Connections: connections,
		Generative:  newParameters(generative, layers, connections),
		Recognition: newParameters(recognition, layers, connections),
	}, nil
}

// checkShape reports layers and connections that no machine has.
func checkShape(width, height int, layers []Layer, connections Connections) error {
	if err := checkLayers(width, height, layers); err != nil {
		return err
	}
	if err := connections.check(layers); err != nil {
		return err
	}
	return checkWeights(layers, connections)
}

func checkLayers(width, height int, layers []Layer) error {
	if width < 1 || height < 1 || width > maxUnits || height > maxUnits || width*height > 1<<20 {
		return sentence.Errorf("images of %d×%d pixels; a machine takes 1 to %d pixels", width, height, 1<<20)
	}
	if len(layers) < 2 {
		return sentence.Errorf("a machine needs at least one hidden layer")
	}
	for l, layer := range layers[1:] {
		if layer.Units < 1 || layer.Units > maxUnits {
			return sentence.Errorf("layer %d has %d units; from 1 to %d are possible", l+1, layer.Units, maxUnits)
		}
		if layer.Kind > Categorical || layer.Kind == Categorical && (l+2 != len(layers) || layer.Units < 2) {
			return sentence.Errorf("layer %d: only the top may be categorical, with at least 2 units", l+1)
		}
	}
	return nil
}

// checkWeights bounds the weights of each direction, and what their padding takes. The
// padding of the pixels counts apart.
func checkWeights(layers []Layer, connections Connections) error {
	var weights, padded [2]int
	for _, c := range connections {
		d, from, to := c.direction(), layers[c.From].Units, layers[c.To].Units
		weights[d] += from * to
		if c.From > 0 && c.To > 0 {
			padded[d] += from * bits.PaddedStride(to)
		}
		if weights[d] > maxParameters/2 {
			return sentence.Errorf("more than %d weights in one direction, which are the most that are possible: make the layers smaller",
				maxParameters/2)
		}
	}
	for d := range weights {
		if padded[d] > 2*weights[d]+freePadding || padded[d] > maxParameters/2 {
			return sentence.Errorf("layers of few units beside such of many: %d numbers of memory for %d weights; "+
				"make the small layers larger or the large ones smaller", padded[d], weights[d])
		}
	}
	return nil
}

// Chain tells whether every layer is driven by its neighbours alone.
func (m *Machine) Chain() bool { return slices.Equal(m.Connections, Chain(m.Layers)) }

// Top is the index L of the highest layer.
func (m *Machine) Top() int { return len(m.Layers) - 1 }

// Hidden lists the layers above the pixels, bottom to top.
func (m *Machine) Hidden() []Layer { return m.Layers[1:] }

// Pixels is the number of visible units.
func (m *Machine) Pixels() int { return m.Layers[0].Units }

// Categorical reports whether exactly one unit of the top fires.
func (m *Machine) Categorical() bool { return m.Layers[m.Top()].Kind == Categorical }

// String is the machine's shape as people write it: "784-200-100-50c", with its connections
// behind that unless they are those of a chain: "784-200-200 lateral".
func (m *Machine) String() string {
	shape := ShapeString(m.Pixels(), m.Hidden())
	if m.Chain() {
		return shape
	}
	return shape + " " + m.Connections.Name(m.Hidden())
}

// ShapeString writes pixels and hidden layers as "784-200-100-50c".
func ShapeString(pixels int, hidden []Layer) string {
	text := fmt.Sprint(pixels)
	for _, layer := range hidden {
		text += "-" + FormatLayers([]Layer{layer})
	}
	return text
}

// Clone is an independent copy.
func (m *Machine) Clone() *Machine {
	c := &Machine{
		Width: m.Width, Height: m.Height, Layers: m.Layers, Connections: m.Connections,
		Generative:  newParameters(generative, m.Layers, m.Connections),
		Recognition: newParameters(recognition, m.Layers, m.Connections),
	}
	c.Copy(m)
	return c
}

// Copy overwrites m's parameters with those of from, a machine of the same
// layers and connections.
func (m *Machine) Copy(from *Machine) {
	m.Generative.Copy(from.Generative)
	m.Recognition.Copy(from.Recognition)
}

// Finite reports whether no parameter is infinite or not a number.
func (m *Machine) Finite() bool {
	return m.Generative.finite() && m.Recognition.finite()
}

// Gradients makes zeroed parameters laid out as m's, generative and
// recognition: room for gradients, moments or averages.
func (m *Machine) Gradients() (gen, rec *Parameters) {
	return newParameters(generative, m.Layers, m.Connections), newParameters(recognition, m.Layers, m.Connections)
}

// Tempered is a machine that dreams at a temperature: its generative logits are m's
// divided by it. Below one, dreams keep to what is likely; above, they lose their
// form. One is m itself. The recognition parameters are m's own, not a copy.
func (m *Machine) Tempered(temperature float64) *Machine {
	if !(temperature > 0) {
		panic(fmt.Sprintf("network: a temperature of %v; it must be above zero", temperature))
	}
	if temperature == 1 {
		return m
	}
	t := *m
	t.Generative = newParameters(generative, m.Layers, m.Connections)
	for i, v := range m.Generative.Flat {
		t.Generative.Flat[i] = float32(float64(v) / temperature)
	}
	return &t
}
