//go:build !amd64 || purego

package activation

import "wakesleep/network/random"

func sample(probs, logits []float32, words []uint64, s *random.Stream, t *tally) {
	samplePortable(probs, logits, words, s, t)
}

func score(probs, logits []float32, words []uint64, t *tally) {
	scorePortable(probs, logits, words, t)
}

func probabilities(probs, logits []float32) { probabilitiesPortable(probs, logits) }

func setErrors(p []float32, states []uint64, weight float32) {
	errorsPortable(p, states, weight, 0)
}

func addErrors(dst, p []float32, states []uint64, weight float32) {
	addErrorsPortable(dst, p, states, weight, 0)
}

func powers(dst, logits []float32, greatest float32) { powersPortable(dst, logits, greatest, 0) }

func drawThresholds(thresholds [][turnRows][lanes]float32, row int, s *random.Stream) {
	thresholdsPortable(thresholds, row, s)
}

func (w *word) fire(fired *firings) { w.firePortable(fired) }
