package measure

import (
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
	"wakesleep/network/images"
)

// BenchmarkEvaluate measures importance samples of images as dense as digits by a
// machine as large as those of the papers.
func BenchmarkEvaluate(b *testing.B) {
	m := oracle.Machine(28, 28, "200,200,200", 1)
	for _, p := range [][]float32{m.Generative.Flat, m.Recognition.Flat} {
		for i := range p {
			p[i] *= .1
		}
	}
	set := &images.Set{Name: "noise", Width: 28, Height: 28, Grey: make([]uint8, 20*784)}
	for j := range set.Grey {
		if j*j%7 == 1 {
			set.Grey[j] = 255
		}
	}
	const samples = 1000
	for b.Loop() {
		if _, err := Evaluate(b.Context(), network.Alone(m), set, Options{Samples: samples, Threads: 1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*samples*set.Count()), "ns/sample")
}
