package activation

import (
	"fmt"

	"wakesleep/network/random"
)

// FireInTurn draws a row of units that drive those after them. The logits, to which nothing
// has been added of what units of the row itself do, are completed unit by unit: where unit
// i fires, row i of weights, of which rows are stride numbers apart, is added to the logits
// of the units behind it. Firings are packed into words as [SampleBernoulli] does it.
//
// Mask has the units that are held, and states what they do, packed likewise; nil holds
// none. The stream gives one block for every eight units, the last, incomplete ones
// included, whatever is held.
//
// Definition, for units j ascending, where u is the uniform number of lane j%8 in block
// j/8:
//
//	u = max(u, 2^-25)
//	fires := logits[j] > Log(u)-Log(1-u)
//	if mask has j {
//		fires = states has j
//	}
//	if fires {
//		for i > j: logits[i] += weights[j*stride+i]
//	}
//
// which is a unit that fires with its probability, since u is below a probability p where
// log u/(1−u) is below its logit.
func FireInTurn(logits []float32, words []uint64, weights []float32, stride int, mask, states []uint64, s *random.Stream) {
	n := len(logits)
	if n > 0 && ((n-1)*stride+n > len(weights) || stride < n) || len(words) < wordsFor(n) {
		panic(fmt.Sprintf("activation: FireInTurn: %d logits, %d weights of stride %d, %d words", n, len(weights), stride, len(words)))
	}
	clear(words[:wordsFor(n)])
	var thresholds [random.Lanes]float32
	for first := 0; first < n; first += random.Lanes {
		turnThresholds(&thresholds, s)
		for j := first; j < min(first+random.Lanes, n); j++ {
			fires := logits[j] > thresholds[j-first]
			if bit := uint64(1) << (j % 64); mask != nil && mask[j/64]&bit != 0 {
				fires = states[j/64]&bit != 0
			}
			if fires {
				words[j/64] |= 1 << (j % 64)
				addTail(logits[j+1:], weights[j*stride+j+1:])
			}
		}
	}
}

// turnThresholds are the logits above which the next eight units fire.
func turnThresholds(thresholds *[random.Lanes]float32, s *random.Stream) {
	var block [random.Lanes]uint32
	s.Block(&block)
	for lane, b := range block {
		u := max(random.ToFloat32(b), 1.0/(1<<25))
		thresholds[lane] = Log(u) - Log(1-u)
	}
}

// addTail adds numbers to logits.
func addTail(logits, numbers []float32) {
	numbers = numbers[:len(logits)]
	for i := range logits {
		logits[i] += numbers[i]
	}
}
