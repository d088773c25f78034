package activation

import "fmt"

// Errors turns the probabilities of a row of units into errors, the slopes of
// the weighted log-probability of its states in the logits. Unit j is bit j%64
// of word j/64 of states.
//
//	for j := range p {
//		fired := bit j of states, 0 or 1
//		p[j] = weight · (fired − p[j])
//	}
func Errors(p []float32, states []uint64, weight float32) {
	checkErrors("Errors", len(p), len(p), len(states))
	setErrors(p, states, weight)
}

// AddErrors adds the errors of a row of units, as [Errors] computes them, to
// dst, which is as long as p and does not overlap it.
//
//	for j := range p {
//		fired := bit j of states, 0 or 1
//		dst[j] += weight · (fired − p[j])
//	}
func AddErrors(dst, p []float32, states []uint64, weight float32) {
	checkErrors("AddErrors", len(dst), len(p), len(states))
	addErrors(dst, p, states, weight)
}

func checkErrors(operation string, dst, p, words int) {
	if dst != p || words < wordsFor(p) {
		panic(fmt.Sprintf("activation: %s: %d probabilities need as many errors and %d words, got %d and %d",
			operation, p, wordsFor(p), dst, words))
	}
}
