package measure

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"

	"wakesleep/network"
)

// maxStates bounds the states of one layer, and maxPairs the pairs of states of
// two neighbouring layers, that exact evaluation enumerates.
const (
	maxStates = 1 << 16
	maxPairs  = 1 << 26
)

// Exact knows the probability that a machine gives to any image, by summing
// over all states of the hidden layers. It is for machines small enough.
type Exact struct {
	machine *network.Machine
	// bottom has the marginal probability of each state of layer 1.
	bottom []float64
	states [][]bool
}

// Enumerable tells whether Enumerate can take machines with m's layers.
func Enumerable(m *network.Machine) bool {
	above := 1
	for l := m.Top(); l >= 1; l-- {
		n := stateCount(m.Layers[l])
		if n > maxStates || n*above > maxPairs {
			return false
		}
		above = n
	}
	return true
}

// stateCount is the number of states of a layer, at most maxStates+1.
func stateCount(layer network.Layer) int {
	if layer.Kind == network.Categorical {
		return layer.Units
	}
	if layer.Units > 16 {
		return maxStates + 1
	}
	return 1 << layer.Units
}

// Enumerate sums over the states of all layers above the first.
func Enumerate(m *network.Machine) (*Exact, error) {
	if !Enumerable(m) {
		return nil, fmt.Errorf("the machine %s has too many states to enumerate", m)
	}
	top := m.Top()
	states := statesOf(m.Layers[top])
	marginal := make([]float64, len(states))
	for i, h := range states {
		marginal[i] = math.Exp(logProbability(m.Layers[top].Kind, m.Generative.Biases[top], h))
	}
	for l := top - 1; l >= 1; l-- {
		next := make([]float64, stateCount(m.Layers[l]))
		given := make([]float64, len(next))
		for i, above := range states {
			stateProbabilities(given, drive(m, l, above))
			floats.AddScaled(next, marginal[i], given)
		}
		states, marginal = statesOf(m.Layers[l]), next
	}
	return &Exact{machine: m, bottom: marginal, states: states}, nil
}

// stateProbabilities gives, for the logits of a layer of independent units, the
// probability of each of its states in the order of statesOf: every unit
// doubles the list.
func stateProbabilities(p, logits []float64) {
	p[0] = 1
	for i, z := range logits {
		off, on := p[:1<<i], p[1<<i:2<<i]
		floats.ScaleTo(on, 1/(1+math.Exp(-z)), off)
		floats.Scale(1/(1+math.Exp(z)), off)
	}
}

// statesOf lists all states of a layer.
func statesOf(layer network.Layer) [][]bool {
	states := make([][]bool, stateCount(layer))
	for s := range states {
		states[s] = make([]bool, layer.Units)
		for i := range states[s] {
			if layer.Kind == network.Categorical {
				states[s][i] = i == s
			} else {
				states[s][i] = s>>i&1 == 1
			}
		}
	}
	return states
}

// drive is the generative logits of layer l under a state of the layer above.
func drive(m *network.Machine, l int, above []bool) []float64 {
	logits := make([]float64, m.Layers[l].Units)
	for j, b := range m.Generative.Biases[l] {
		logits[j] = float64(b)
	}
	for i, on := range above {
		if on {
			for j, w := range m.Generative.Weights[l+1].Row(i) {
				logits[j] += float64(w)
			}
		}
	}
	return logits
}

// logProbability is that of state h of a layer that its biases alone drive.
func logProbability(kind network.Kind, biases []float32, h []bool) float64 {
	logits := make([]float64, len(biases))
	for i, b := range biases {
		logits[i] = float64(b)
	}
	if kind == network.Categorical {
		return categoricalLog(logits, h)
	}
	return bernoulliLog(logits, h)
}

func bernoulliLog(logits []float64, h []bool) float64 {
	sum := 0.0
	for i, z := range logits {
		if h[i] {
			z = -z
		}
		// −log(1 + e^z) without overflow.
		sum -= math.Log1p(math.Exp(-math.Abs(z))) + max(z, 0)
	}
	return sum
}

func categoricalLog(logits []float64, h []bool) float64 {
	for i, on := range h {
		if on {
			return logits[i] - network.LogMeanExp(logits) - math.Log(float64(len(logits)))
		}
	}
	return math.Inf(-1)
}
