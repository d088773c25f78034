package bits

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// BenchmarkTriangle times the two products of a lateral layer beside those of a full
// matrix: the shapes are those of a wake step with batches of 100 and five samples. Of n
// parts it times that which takes longest.
func BenchmarkTriangle(b *testing.B) {
	const rows = 500
	for _, units := range []int{50, 200, 500} {
		for _, density := range []float64{.1, .2, .4} {
			r := rand.New(rand.NewPCG(1, 2))
			states, weights := randomBits(r, rows, units, density), NewFloats(units, units)
			for i := range units {
				for j := i + 1; j < units; j++ {
					weights.Row(i)[j] = float32(r.NormFloat64())
				}
			}
			transposed := NewMatrix(units, rows)
			TransposeRange(transposed, states, 0, transposed.Rows)
			logits, gradient := randomFloats(r, rows, units), NewFloats(units, units)
			forth := Choose(rows, units, units, states.Ones())
			back := Choose(units, rows, units, states.Ones())
			for name, part := range map[string]func(k, n int){
				"forth":     func(k, n int) { TrianglePart(logits, states, weights, forth, k, n) },
				"fullForth": func(k, n int) { AccumulatePart(logits, states, weights, forth, k, n) },
				"back":      func(k, n int) { TriangleGradientPart(gradient, transposed, logits, back, k, n) },
				"fullBack":  func(k, n int) { MultiplyPart(gradient, transposed, logits, nil, back, k, n) },
			} {
				for _, p := range [][2]int{{0, 1}, {0, 2}, {1, 2}} {
					b.Run(fmt.Sprintf("%s/%d/%.1f/part=%d of %d", name, units, density, p[0], p[1]), func(b *testing.B) {
						for b.Loop() {
							part(p[0], p[1])
						}
						b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N), "µs")
					})
				}
			}
		}
	}
}
