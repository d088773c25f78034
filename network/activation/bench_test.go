package activation

import (
	"testing"

	"wakesleep/network/random"
)

// benchmarkRow measures an operation on a row of 200 logits, and reports the
// time for one unit.
func benchmarkRow(b *testing.B, row func(probs, logits []float32, words []uint64, s *random.Stream)) {
	const n = 200
	s := random.New(1, random.Sample, 0, 0)
	logits, probs, words := make([]float32, n), make([]float32, n), make([]uint64, wordsFor(n))
	for j := range logits {
		logits[j] = 8*s.Float32() - 4
	}
	SampleBernoulli(probs, logits, words, &s)
	b.ReportAllocs()
	for b.Loop() {
		row(probs, logits, words, &s)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/unit")
}

func BenchmarkSampleBernoulli(b *testing.B) {
	benchmarkRow(b, func(p, z []float32, w []uint64, s *random.Stream) { SampleBernoulli(p, z, w, s) })
}

func BenchmarkScoreBernoulli(b *testing.B) {
	benchmarkRow(b, func(p, z []float32, w []uint64, _ *random.Stream) { ScoreBernoulli(p, z, w) })
}

func BenchmarkProbabilities(b *testing.B) {
	benchmarkRow(b, func(p, z []float32, _ []uint64, _ *random.Stream) { Probabilities(p, z) })
}

func BenchmarkSampleCategorical(b *testing.B) {
	benchmarkRow(b, func(p, z []float32, w []uint64, s *random.Stream) { SampleCategorical(p, z, w, s) })
}

func BenchmarkErrors(b *testing.B) {
	benchmarkRow(b, func(p, _ []float32, w []uint64, _ *random.Stream) { Errors(p, w, .5) })
}

func BenchmarkAddErrors(b *testing.B) {
	sum := make([]float32, 200)
	benchmarkRow(b, func(p, _ []float32, w []uint64, _ *random.Stream) { AddErrors(sum, p, w, .5) })
}
