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
// log r = −[fires ≠ (z ≥ 0)]·|z| − log(1+e) for each unit, which does
// not underflow and needs no clamp.
func SampleBernoulli(probs, logits []float32, words []uint64, s *random.Stream) (logProb float32) {
	checkRow("SampleBernoulli", len(probs), len(logits), len(words))
	clear(words[:wordsFor(len(logits))])
	t := newTally()
	for first := 0; first < len(logits); first += foldEvery {
		last := min(first+foldEvery, len(logits))
		sample(probs[first:last], logits[first:last], words[first/64:], s, &t)
	}
	return t.logProbability()
}

// ScoreBernoulli is [SampleBernoulli] for firings that are given: it writes
// the same probabilities and returns the log-probability of the given words.
func ScoreBernoulli(probs, logits []float32, words []uint64) (logProb float32) {
	checkRow("ScoreBernoulli", len(probs), len(logits), len(words))
	t := newTally()
	for first := 0; first < len(logits); first += foldEvery {
		last := min(first+foldEvery, len(logits))
		score(probs[first:last], logits[first:last], words[first/64:], &t)
	}
	return t.logProbability()
}

// Probabilities writes the probability of firing of every unit into probs,
// the same numbers as [SampleBernoulli]. probs may be the same slice as logits.
func Probabilities(probs, logits []float32) {
	checkRow("Probabilities", len(probs), len(logits), wordsFor(len(logits)))
	if len(logits) > 0 {
		probabilities(probs, logits)
	}
}

// wordsFor is the number of words that hold n bits.
func wordsFor(n int) int { return (n + 63) / 64 }

func checkRow(operation string, probs, logits, words int) {
	if probs != logits || words < wordsFor(logits) {
		panic(fmt.Sprintf("activation: %s: %d logits need as many probabilities and %d words, got %d and %d",
			operation, logits, wordsFor(logits), probs, words))
	}
}
