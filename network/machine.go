package network

import (
	"errors"
	"fmt"

	"wakesleep/network/bits"
)

// Machine is a Helmholtz machine: its layers and both sets of weights.
type Machine struct {
	// Width and Height are those of the images; Width·Height = Layers[0].Units.
	Width, Height int
	// Layers run from the pixels, layer 0, to the top, layer L.
	Layers []Layer
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
// from the bottom to the top.
func New(width, height int, hidden []Layer) (*Machine, error) {
	layers := append([]Layer{{Units: width * height}}, hidden...)
	if err := checkLayers(width, height, layers); err != nil {
		return nil, err
	}
	return &Machine{
		Width: width, Height: height, Layers: layers,
		Generative:  newParameters(generative, layers),
		Recognition: newParameters(recognition, layers),
	}, nil
}

func checkLayers(width, height int, layers []Layer) error {
	if width < 1 || height < 1 || width > maxUnits || height > maxUnits || width*height > 1<<20 {
		return fmt.Errorf("images of %d×%d pixels; a machine takes 1 to %d pixels", width, height, 1<<20)
	}
	if len(layers) < 2 {
		return errors.New("a machine needs at least one hidden layer")
	}
	// The padded size of the direction that has more, with the pixels' own padding apart.
	weights, padded := 0, 0
	for l, layer := range layers[1:] {
		if layer.Units < 1 || layer.Units > maxUnits {
			return fmt.Errorf("layer %d has %d units; from 1 to %d are possible", l+1, layer.Units, maxUnits)
		}
		if layer.Kind > Categorical || layer.Kind == Categorical && (l+2 != len(layers) || layer.Units < 2) {
			return fmt.Errorf("layer %d: only the top may be categorical, with at least 2 units", l+1)
		}
		weights += layer.Units * layers[l].Units
		if l > 0 {
			padded += max(layer.Units*bits.PaddedStride(layers[l].Units), layers[l].Units*bits.PaddedStride(layer.Units))
		}
	}
	if weights > maxParameters/2 {
		return fmt.Errorf("%d weights in each direction; at most %d are possible: make the layers smaller",
			weights, maxParameters/2)
	}
	if padded > 2*weights+freePadding || padded > maxParameters/2 {
		return fmt.Errorf("layers of few units beside such of many: %d numbers of memory for %d weights; "+
			"make the small layers larger or the large ones smaller", padded, weights)
	}
	return nil
}

// Top is the index L of the highest layer.
func (m *Machine) Top() int { return len(m.Layers) - 1 }

// Hidden lists the layers above the pixels, bottom to top.
func (m *Machine) Hidden() []Layer { return m.Layers[1:] }

// Pixels is the number of visible units.
func (m *Machine) Pixels() int { return m.Layers[0].Units }

// Categorical reports whether exactly one unit of the top fires.
func (m *Machine) Categorical() bool { return m.Layers[m.Top()].Kind == Categorical }

// String is the machine's shape as people write it: "784-200-100-50c".
func (m *Machine) String() string {
	return ShapeString(m.Pixels(), m.Hidden())
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
		Width: m.Width, Height: m.Height, Layers: m.Layers,
		Generative:  newParameters(generative, m.Layers),
		Recognition: newParameters(recognition, m.Layers),
	}
	c.Copy(m)
	return c
}

// Copy overwrites m's parameters with those of from, a machine of the same
// layers.
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
	return newParameters(generative, m.Layers), newParameters(recognition, m.Layers)
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
	t.Generative = newParameters(generative, m.Layers)
	for i, v := range m.Generative.Flat {
		t.Generative.Flat[i] = float32(float64(v) / temperature)
	}
	return &t
}
