package activation

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"

	"wakesleep/network/random"
)

// TestSameBitsEverywhere pins the bits of the results, which have to be the same
// on every processor and with every compiler setting (GOAMD64=v3 and arm64 fuse
// products and sums where the source lets them). Other tests say whether the
// results are right. Change the constant when you change the definition on purpose.
func TestSameBitsEverywhere(t *testing.T) {
	h := fnv.New64a()
	put := func(x float32) {
		var b [4]byte
		binary.LittleEndian.PutUint32(b[:], math.Float32bits(x))
		h.Write(b[:])
	}
	s := random.New(1, random.View, 2, 3)
	for range 200 {
		logits, words := make([]float32, 77), make([]uint64, 2)
		for j := range logits {
			logits[j] = float32(16*s.Float32()) - 8
		}
		for _, z := range logits {
			put(Exp(z))
			put(Log(z + 9))
		}
		put(SampleCategorical(make([]float32, 77), logits, words, &s))
		put(SampleBernoulli(logits, logits, words, &s))
		for _, p := range logits {
			put(p)
		}
		binary.Write(h, binary.LittleEndian, words)
	}
	const want = 0xc012f6e53a29d854
	if got := h.Sum64(); got != want {
		t.Errorf("hash %#x, want %#x", got, uint64(want))
	}
}
