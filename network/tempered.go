package network

import "fmt"

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
