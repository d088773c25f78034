package activation

import (
	"fmt"
	"math/bits"
	"slices"

	"wakesleep/network/random"
)

// chunk is how many units are worked on at once.
const chunk = 64

// normaliser is what a row of logits has in common.
type normaliser struct {
	greatest float32 // greatest logit
	index    int     // the first unit that has it
	sum      float32 // of Exp(z−greatest), in order
}

func normaliserOf(logits []float32) normaliser {
	n := normaliser{greatest: logits[0]}
	for j, z := range logits {
		if z > logits[n.index] {
			n.index = j
		}
		n.greatest = max(n.greatest, z) // NaN if there is one
	}
	var e [chunk]float32
	for part := range slices.Chunk(logits, chunk) {
		powers(e[:len(part)], part, n.greatest)
		for _, power := range e[:len(part)] {
			n.sum += power
		}
	}
	return n
}

// softmax writes the probabilities of logits, all or some of the row's, e^(z−max)
// divided by the row's sum. probs may be the same slice.
func (n *normaliser) softmax(probs, logits []float32) {
	powers(probs, logits, n.greatest)
	for j := range probs {
		probs[j] /= n.sum
	}
}

// logProbability does not take the logarithm of the probability, which may
// have underflowed.
func (n *normaliser) logProbability(z float32) float32 {
	return (z - n.greatest) - Log(n.sum)
}

// SampleCategorical draws the one unit that fires, writes the probability of
// each into probs, sets the bit of the one that fires as the only one in words,
// and returns the natural logarithm of its probability,
// (z−max) − Log(sum of Exp(z−max)). probs may be the same slice as logits.
//
// The stream gives one block, of which the first number u is used. The unit
// that fires is the first at which the sum of the probabilities, added up in
// order, exceeds u; if rounding leaves the whole sum at or below u, it is
// the most probable one.
func SampleCategorical(probs, logits []float32, words []uint64, s *random.Stream) float32 {
	checkCategories("SampleCategorical", probs, logits, words)
	var block [lanes]uint32
	s.Block(&block)
	u := random.ToFloat32(block[0])
	n := normaliserOf(logits)
	fires, logit, found := n.index, n.greatest, false
	var cumulated float32
	var kept [chunk]float32 // the logits, which probs may overwrite
	for first := 0; first < len(logits); first += chunk {
		part := logits[first:min(first+chunk, len(logits))]
		copy(kept[:], part)
		p := probs[first : first+len(part)]
		n.softmax(p, part)
		for j := range p {
			if cumulated += p[j]; !found && cumulated > u {
				fires, logit, found = first+j, kept[j], true
			}
		}
	}
	clear(words[:wordsFor(len(logits))])
	words[fires/64] = 1 << (fires % 64)
	return n.logProbability(logit)
}

// ScoreCategorical is [SampleCategorical] for a firing that is given: it writes
// the same probabilities and returns the log-probability of the one unit whose
// bit is set. It panics unless exactly one is.
func ScoreCategorical(probs, logits []float32, words []uint64) float32 {
	checkCategories("ScoreCategorical", probs, logits, words)
	logit := logits[onlyBit(words[:wordsFor(len(logits))])]
	n := normaliserOf(logits)
	n.softmax(probs, logits)
	return n.logProbability(logit)
}

// onlyBit returns the position of the one bit that is set.
func onlyBit(words []uint64) int {
	position, ones := 0, 0
	for i, w := range words {
		if w != 0 {
			position = 64*i + bits.TrailingZeros64(w)
		}
		ones += bits.OnesCount64(w)
	}
	if ones != 1 {
		panic(fmt.Sprintf("activation: %d of the categorical units fire, want exactly one", ones))
	}
	return position
}

func checkCategories(operation string, probs, logits []float32, words []uint64) {
	checkRow(operation, len(probs), len(logits), len(words))
	if len(logits) == 0 {
		panic("activation: " + operation + ": a categorical layer needs at least one unit")
	}
}
