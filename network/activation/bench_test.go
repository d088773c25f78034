package activation

import (
	"fmt"
	"testing"

	"wakesleep/network/bits"
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

// BenchmarkFireInTurn fires five rows, as many as draw from one stream in training, of
// which a fifth fires, and reports the time for a row.
func BenchmarkFireInTurn(b *testing.B) {
	const rows = 5
	for _, n := range []int{50, 200, 500} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := random.New(1, random.Sample, 0, 0)
			start, weights := bits.NewFloats(rows, n), bits.NewFloats(n, n)
			for i := range n {
				for j := i + 1; j < n; j++ {
					weights.Row(i)[j] = (s.Float32() - .5) * .3
				}
			}
			for i := range rows {
				for j := range n {
					start.Row(i)[j] = 2*s.Float32() - 2.5
				}
			}
			logits, states := bits.NewFloats(rows, n), bits.NewMatrix(rows, n)
			b.ReportAllocs()
			for b.Loop() {
				copy(logits.Data, start.Data)
				FireInTurn(logits, states, 0, rows, weights, nil, nil, &s)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
			b.ReportMetric(100*float64(states.Ones())/rows/float64(n), "%fire")
		})
	}
}
