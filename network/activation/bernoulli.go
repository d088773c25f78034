package activation

import (
	"fmt"

	"wakesleep/network/random"
)

// SampleBernoulli draws a row of independent units from their logits, writes
// the probability of firing of each into probs, packs the firings into words
// (unit j is bit j%64 of word j/64, bits past the last unit are zero) and
// returns the natural logarithm of the probability of exactly these firings.
// probs may be the same slice as logits. The stream gives one block for every
// eight units, the last, incomplete ones included.
//
// Definition, for units j ascending, where u is the uniform number of lane j%8
// in block j/8:
//
//	z := logits[j]
//	e := Exp(-|z|)
//	probs[j] = (z >= 0 ? 1 : e) / (1 + e)
//	fires := u < probs[j]
//	if fires != (z >= 0) {
//		S[j%8] += |z|
//	}
//	P[j%8] *= 1 + e
//
// After every 512 units and at the end, S[l] += Log(P[l]) and P[l] = 1 for all
// eight lanes l; the result is −(((S0+S4)+(S2+S6))+((S1+S5)+(S3+S7))). It is
// log r = −[fires ≠ (z ≥ 0)]·|z| − log(1+e) for each unit, which neither
// underflows nor needs a clamp.
func SampleBernoulli(probs, logits []float32, words []uint64, s *random.Stream) (logProb float32) {
	checkRow("SampleBernoulli", len(probs), len(logits), len(words))
	clear(words[:wordsFor(len(logits))])
	t := newTally()
	var b block
	var u [lanes]uint32
	first := 0
	for ; first+lanes <= len(logits); first += lanes {
		s.Block(&u)
		p := (*[lanes]float32)(probs[first:])
		b.evaluate(p, (*[lanes]float32)(logits[first:]))
		fired := fires(p, &u)
		words[first/64] |= fired << (first % 64)
		t.add(&b, fired)
		if (first+lanes)%foldEvery == 0 {
			t.fold()
		}
	}
	if n := len(logits) - first; n > 0 {
		s.Block(&u)
		p := b.evaluateRest(probs[first:], logits[first:])
		fired := fires(&p, &u) & (1<<n - 1)
		words[first/64] |= fired << (first % 64)
		t.addFirst(n, &b, fired)
	}
	return t.logProbability()
}

// ScoreBernoulli is [SampleBernoulli] for firings that are given: it writes
// the same probabilities and returns the log-probability of the given words.
func ScoreBernoulli(probs, logits []float32, words []uint64) (logProb float32) {
	checkRow("ScoreBernoulli", len(probs), len(logits), len(words))
	t := newTally()
	var b block
	first := 0
	for ; first+lanes <= len(logits); first += lanes {
		b.evaluate((*[lanes]float32)(probs[first:]), (*[lanes]float32)(logits[first:]))
		t.add(&b, words[first/64]>>(first%64))
		if (first+lanes)%foldEvery == 0 {
			t.fold()
		}
	}
	if n := len(logits) - first; n > 0 {
		b.evaluateRest(probs[first:], logits[first:])
		t.addFirst(n, &b, words[first/64]>>(first%64))
	}
	return t.logProbability()
}

// Probabilities writes the probability of firing of every unit into probs,
// the same numbers as [SampleBernoulli]. probs may be the same slice as logits.
func Probabilities(probs, logits []float32) {
	checkRow("Probabilities", len(probs), len(logits), wordsFor(len(logits)))
	for j, z := range logits {
		probs[j] = Sigmoid(z)
	}
}

// fires compares the uniform numbers with the probabilities; bit l of the
// result is lane l.
func fires(p *[lanes]float32, u *[lanes]uint32) (fired uint64) {
	for l := range lanes {
		var bit uint64
		if random.ToFloat32(u[l]) < p[l] {
			bit = 1
		}
		fired |= bit << l
	}
	return fired
}

// wordsFor is the number of words that hold n bits.
func wordsFor(n int) int { return (n + 63) / 64 }

func checkRow(operation string, probs, logits, words int) {
	if probs != logits || words < wordsFor(logits) {
		panic(fmt.Sprintf("activation: %s: %d logits need as many probabilities and %d words, got %d and %d",
			operation, logits, wordsFor(logits), probs, words))
	}
}
