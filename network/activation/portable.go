package activation

import "wakesleep/network/random"

// The functions here define what the kernels compute. Each works on at most
// foldEvery units.

// samplePortable draws units into words whose bits are zero, takes them into t
// and folds it.
func samplePortable(probs, logits []float32, words []uint64, s *random.Stream, t *tally) {
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
	}
	if n := len(logits) - first; n > 0 {
		s.Block(&u)
		p := b.evaluateRest(probs[first:], logits[first:])
		fired := fires(&p, &u) & (1<<n - 1)
		words[first/64] |= fired << (first % 64)
		t.addFirst(n, &b, fired)
	}
	t.fold()
}

// scorePortable is samplePortable for firings that are given.
func scorePortable(probs, logits []float32, words []uint64, t *tally) {
	var b block
	first := 0
	for ; first+lanes <= len(logits); first += lanes {
		b.evaluate((*[lanes]float32)(probs[first:]), (*[lanes]float32)(logits[first:]))
		t.add(&b, words[first/64]>>(first%64))
	}
	if n := len(logits) - first; n > 0 {
		b.evaluateRest(probs[first:], logits[first:])
		t.addFirst(n, &b, words[first/64]>>(first%64))
	}
	t.fold()
}

func probabilitiesPortable(probs, logits []float32) {
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

// errorsPortable is the loop in the comment of Errors, from unit first on.
func errorsPortable(p []float32, states []uint64, weight float32, first int) {
	for j := first; j < len(p); j++ {
		fired := float32(states[j/64] >> (j % 64) & 1)
		p[j] = weight * (fired - p[j])
	}
}

// addErrorsPortable is the loop in the comment of AddErrors, from unit first on.
func addErrorsPortable(dst, p []float32, states []uint64, weight float32, first int) {
	for j := first; j < len(p); j++ {
		fired := float32(states[j/64] >> (j % 64) & 1)
		dst[j] += float32(weight * (fired - p[j]))
	}
}

// powersPortable writes e to the power of each logit's distance from the greatest of
// all, from unit first on.
func powersPortable(dst, logits []float32, greatest float32, first int) {
	for j := first; j < len(dst); j++ {
		dst[j] = Exp(logits[j] - greatest)
	}
}
