//go:build !purego

package activation

import (
	"wakesleep/internal/cpu"
	"wakesleep/network/random"
)

//go:generate go run -C ../_asm ./activation -out ../activation/kernels_amd64.s -stubs ../activation/kernels_amd64.go -pkg activation

func sample(probs, logits []float32, words []uint64, s *random.Stream, t *tally) {
	if cpu.AVX2 {
		sampleAVX2(&probs[0], &logits[0], len(logits), &words[0], &t.sums, &t.products, s.State())
		return
	}
	samplePortable(probs, logits, words, s, t)
}

func score(probs, logits []float32, words []uint64, t *tally) {
	if cpu.AVX2 {
		scoreAVX2(&probs[0], &logits[0], len(logits), &words[0], &t.sums, &t.products)
		return
	}
	scorePortable(probs, logits, words, t)
}

func probabilities(probs, logits []float32) {
	if cpu.AVX2 {
		probabilitiesAVX2(&probs[0], &logits[0], len(logits))
		return
	}
	probabilitiesPortable(probs, logits)
}

func setErrors(p []float32, states []uint64, weight float32) {
	done := cpu.Eights(len(p))
	if done > 0 {
		errorsAVX2(&p[0], &states[0], weight, done)
	}
	errorsPortable(p, states, weight, done)
}

func addErrors(dst, p []float32, states []uint64, weight float32) {
	done := cpu.Eights(len(p))
	if done > 0 {
		addErrorsAVX2(&dst[0], &p[0], &states[0], weight, done)
	}
	addErrorsPortable(dst, p, states, weight, done)
}

func powers(dst, logits []float32, greatest float32) {
	done := cpu.Eights(len(dst))
	if done > 0 {
		powersAVX2(&dst[0], &logits[0], greatest, done)
	}
	powersPortable(dst, logits, greatest, done)
}

func drawThresholds(thresholds [][turnRows][lanes]float32, row int, s *random.Stream) {
	if cpu.AVX2 {
		thresholdsAVX2(&thresholds[0][row][0], turnRows*lanes, len(thresholds), s.State())
		return
	}
	thresholdsPortable(thresholds, row, s)
}

func (w *word) fire(fired *firings) {
	switch {
	case !cpu.AVX2:
		w.firePortable(fired)
	case w.rows == turnRows:
		turn5AVX2(&w.logits[0], w.pitch, &w.thresholds[0][0][0], &fired[0][0], &w.weights[0], w.stride, w.units)
	default:
		for row := range w.rows {
			turn1AVX2(&w.logits[row*w.pitch], 0, &w.thresholds[0][row][0], &fired[0][row], &w.weights[0], w.stride, w.units)
		}
	}
}
