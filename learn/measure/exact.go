package measure

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"

	"wakesleep/internal/sentence"
	"wakesleep/network"
)

// maxStates bounds the states of one layer, and maxPairs the pairs of states of
// two neighbouring layers, that exact evaluation enumerates. Where connections are not
// those of a chain, maxStates bounds the states of all hidden layers together. maxCategories
// bounds those of a categorical top, whose states take memory with the square of their number.
const (
	maxStates     = 1 << 16
	maxPairs      = 1 << 26
	maxCategories = 1 << 12
)

// Exact knows the probability that a machine gives to any image, by summing
// over all states of the hidden layers. It is for machines small enough.
type Exact struct {
	machine *network.Machine
	// states are those of what drives the pixels, and probabilities their own.
	states        []causes
	probabilities []float64
}

// causes are what fires in each layer; nil in those that are summed over.
type causes [][]bool

// Enumerable tells whether Enumerate can take machines with m's layers.
func Enumerable(m *network.Machine) bool {
	if !m.Chain() {
		n := 1
		for _, layer := range m.Hidden() {
			if n *= stateCount(layer); n > maxStates {
				return false
			}
		}
		return true
	}
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
	switch {
	case layer.Kind == network.Categorical && layer.Units <= maxCategories:
		return layer.Units
	case layer.Kind == network.Bernoulli && layer.Units <= 16:
		return 1 << layer.Units
	}
	return maxStates + 1
}

// Enumerate sums over the states of all layers that do not drive the pixels.
func Enumerate(m *network.Machine) (*Exact, error) {
	switch {
	case !Enumerable(m):
		return nil, sentence.Errorf("the machine %s has too many states to enumerate", m)
	case !m.Chain():
		return enumerateAll(m), nil
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
			stateProbabilities(given, drive(m, l, only(m, l+1, above)))
			floats.AddScaled(next, marginal[i], given)
		}
		states, marginal = statesOf(m.Layers[l]), next
	}
	e := &Exact{machine: m, probabilities: marginal}
	for _, h := range states {
		e.states = append(e.states, only(m, 1, h))
	}
	return e, nil
}

// only are causes of one layer.
func only(m *network.Machine, l int, h []bool) causes {
	c := make(causes, len(m.Layers))
	c[l] = h
	return c
}

// enumerateAll lists the states of all hidden layers together.
func enumerateAll(m *network.Machine) *Exact {
	e := &Exact{machine: m, states: []causes{make(causes, len(m.Layers))}, probabilities: []float64{1}}
	for l := m.Top(); l >= 1; l-- {
		var states []causes
		var probabilities []float64
		for i, above := range e.states {
			for _, h := range statesOf(m.Layers[l]) {
				c := slices.Clone(above)
				c[l] = h
				states = append(states, c)
				probabilities = append(probabilities, e.probabilities[i]*math.Exp(logOf(m.Layers[l].Kind, drive(m, l, c), h)))
			}
		}
		e.states, e.probabilities = states, probabilities
	}
	return e
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

// drive is the generative logits of layer l under its causes, to which, where it has lateral
// connections, its own states belong.
func drive(m *network.Machine, l int, c causes) []float64 {
	logits := make([]float64, m.Layers[l].Units)
	for j, b := range m.Generative.Biases[l] {
		logits[j] = float64(b)
	}
	for _, link := range m.Generative.Into[l] {
		for i, on := range c[link.From] {
			if on {
				for j, w := range link.Weights.Row(i) {
					logits[j] += float64(w)
				}
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
	return logOf(kind, logits, h)
}

// logOf is the log-probability of state h of a layer with those logits.
func logOf(kind network.Kind, logits []float64, h []bool) float64 {
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
