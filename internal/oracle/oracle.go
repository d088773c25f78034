// Package oracle computes exactly what small machines do: in float64, from the
// definitions, one unit at a time and over all states, sharing no code with
// the machine itself. Tests compare the program with it.
package oracle

import (
	"math"
	"slices"

	"wakesleep/network"
)

// State is what fires in every layer, from the pixels to the top.
type State [][]bool

// States lists all states of all layers of m.
func States(m *network.Machine) []State {
	all := []State{{}}
	for _, layer := range m.Layers {
		var longer []State
		for _, below := range all {
			for _, h := range LayerStates(layer) {
				longer = append(longer, append(append(State{}, below...), h))
			}
		}
		all = longer
	}
	return all
}

// Explanations lists all states whose pixels are x.
func Explanations(m *network.Machine, x []bool) []State {
	var found []State
	for _, s := range States(m) {
		if slices.Equal(s[0], x) {
			found = append(found, s)
		}
	}
	return found
}

// LayerStates lists all states of one layer.
func LayerStates(layer network.Layer) [][]bool {
	var states [][]bool
	for code := range 1 << layer.Units {
		h := make([]bool, layer.Units)
		on := 0
		for i := range h {
			if h[i] = code&(1<<i) != 0; h[i] {
				on++
			}
		}
		if layer.Kind != network.Categorical || on == 1 {
			states = append(states, h)
		}
	}
	return states
}

// LogP is log p(s), the joint log-probability of all layers.
func LogP(m *network.Machine, s State) float64 {
	sum := 0.0
	for l := range s {
		sum += LogPLayer(m, s, l)
	}
	return sum
}

// LogPLayer is log p(h[l] | the layers above).
func LogPLayer(m *network.Machine, s State, l int) float64 {
	return logLayer(m.Layers[l].Kind, logits(m.Generative, l, s), s[l])
}

// LogPUnit is log p of a unit of a Bernoulli layer being on, or off, given the layers above
// and, where there are lateral connections, the units before it.
func LogPUnit(m *network.Machine, s State, l, unit int, on bool) float64 {
	return logLayer(network.Bernoulli, logits(m.Generative, l, s)[unit:unit+1], []bool{on})
}

// LogQ is log q(h | x) of all hidden layers, given the pixels.
func LogQ(m *network.Machine, s State) float64 {
	sum := 0.0
	for l := 1; l < len(s); l++ {
		sum += LogQLayer(m, s, l)
	}
	return sum
}

// LogQLayer is log q(h[l] | the layers below).
func LogQLayer(m *network.Machine, s State, l int) float64 {
	return logLayer(m.Layers[l].Kind, logits(m.Recognition, l, s), s[l])
}

// logits are those of layer l, which its biases drive, and the states of all layers that
// have a connection with it. In a lateral one a unit is driven by those before it.
func logits(p *network.Parameters, l int, s State) []float64 {
	sums := make([]float64, len(p.Biases[l]))
	for j := range sums {
		sums[j] = float64(p.Biases[l][j])
		for from, driving := range s {
			w := p.Weights(from, l)
			for i, on := range driving {
				if on && w != nil && (from != l || i < j) {
					sums[j] += float64(w.Row(i)[j])
				}
			}
		}
	}
	return sums
}

func logLayer(kind network.Kind, logits []float64, h []bool) float64 {
	if kind == network.Categorical {
		total, chosen := 0.0, 0.0
		for i, z := range logits {
			total += math.Exp(z)
			if h[i] {
				chosen = z
			}
		}
		return chosen - math.Log(total)
	}
	sum := 0.0
	for i, z := range logits {
		if h[i] {
			z = -z
		}
		sum += math.Log(1 / (1 + math.Exp(z)))
	}
	return sum
}

// LogProbability is log p(x), summed over all explanations.
func LogProbability(m *network.Machine, x []bool) float64 {
	sum := 0.0
	for _, s := range Explanations(m, x) {
		sum += math.Exp(LogP(m, s))
	}
	return math.Log(sum)
}

// FreeEnergy is E_q[log q(h|x) − log p(x,h)] in nats, and its part that is the
// difference, E_q[−log p(x | h)].
func FreeEnergy(m *network.Machine, x []bool) (free, difference float64) {
	for _, s := range Explanations(m, x) {
		q := math.Exp(LogQ(m, s))
		free += q * (LogQ(m, s) - LogP(m, s))
		difference -= q * LogPLayer(m, s, 0)
	}
	return free, difference
}

// Slope is the derivative of f with respect to a parameter, by central
// differences.
func Slope(parameter *float32, f func() float64) float64 {
	const step = 1.0 / 1024
	at := *parameter
	defer func() { *parameter = at }()
	*parameter = at + step
	up, width := f(), float64(*parameter)
	*parameter = at - step
	return (up - f()) / (width - float64(*parameter))
}
