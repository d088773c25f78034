package measure

import (
	"math"

	"wakesleep/internal/sentence"
	"wakesleep/network"
)

// Expected tells which results an evaluation of a machine can have, whatever the images and
// whichever units are silenced: for results that come from elsewhere, such as a file.
type Expected struct {
	machine *network.Machine
	samples int
	// reach bounds the nats that each layer costs one sample, pixels first.
	reach []float64
}

// Expect finds what to expect of m with the given number of samples, at least one.
func Expect(m *network.Machine, samples int) *Expected {
	e := &Expected{machine: m, samples: samples}
	for l := range m.Layers {
		e.reach = append(e.reach, max(reach(m, m.Generative, l), reach(m, m.Recognition, l)))
	}
	return e
}

// reach bounds −log of the probability of any state of a layer. A unit that is driven by z
// takes either state with a probability of at least e^−|z|/2, and one of n categories of at
// least e^−2|z|/n. It is twice as much as that, since probabilities are rounded.
func reach(m *network.Machine, p *network.Parameters, layer int) float64 {
	const each = 1e5 // nats: more than silencing a unit adds
	nats := each * float64(m.Layers[layer].Units)
	for _, b := range p.Biases[layer] {
		nats += 4 * math.Abs(float64(b))
	}
	for _, link := range p.Into[layer] {
		for i := range link.Weights.Rows {
			for _, w := range link.Weights.Row(i) {
				nats += 4 * math.Abs(float64(w))
			}
		}
	}
	return nats
}

// Check reports, in a part of a sentence, what r cannot be.
func (e *Expected) Check(r *ImageResult) error {
	counts := SampleCounts(e.samples)
	switch {
	case len(r.NLLNats) != len(counts):
		return sentence.Errorf("%d bounds instead of %d", len(r.NLLNats), len(counts))
	case len(r.LayerNats) != e.machine.Top():
		return sentence.Errorf("parts of %d layers instead of %d", len(r.LayerNats), e.machine.Top())
	case e.machine.Categorical() != (r.Category >= 0) || r.Category < -1 || r.Category >= e.machine.Layers[e.machine.Top()].Units:
		return sentence.Errorf("a category that the machine does not have")
	}
	return e.checkNats(r, counts)
}

// checkNats looks at the figures: each within reach, parts that make up the whole, and no
// bound above one with fewer of the same samples.
func (e *Expected) checkNats(r *ImageResult, counts []int) error {
	whole, size, most := r.DifferenceNats, math.Abs(r.DifferenceNats), e.reach[0]
	ok := r.DifferenceNats >= 0 && r.DifferenceNats <= e.reach[0]
	for l, nats := range r.LayerNats {
		ok = ok && math.Abs(nats) <= e.reach[l+1]
		whole, size, most = whole+nats, size+math.Abs(nats), most+e.reach[l+1]
	}
	for _, nats := range r.NLLNats {
		ok = ok && math.Abs(nats) <= most
	}
	if !ok { // also what is not a number
		return sentence.Errorf("a figure that is out of the machine's reach")
	}
	tolerance := 1e-6 * (1 + size)
	if math.Abs(r.NLLNats[0]-whole) > tolerance {
		return sentence.Errorf("parts that do not add up to the whole")
	}
	for i := 1; i < len(counts); i++ {
		if e.same(counts[i-1], counts[i]) && r.NLLNats[i] > r.NLLNats[i-1]+tolerance {
			return sentence.Errorf("a bound with %d samples above that with %d", counts[i], counts[i-1])
		}
	}
	return nil
}

// same tells whether the whole groups of a few samples, and those of more, are made of the
// same ones. Jensen's inequality holds for these alone.
func (e *Expected) same(few, more int) bool {
	return e.samples%few == e.samples%more
}
