package bits

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// BenchmarkMultiply reports dense-equivalent GFLOPS, the speed of an ordinary
// matrix product that takes as long. Choose's constants come from it.
func BenchmarkMultiply(b *testing.B) {
	for _, c := range []struct {
		rows, inner, cols int
		density           float64
	}{
		{500, 784, 200, .13},
		{500, 784, 200, .25},
		{500, 784, 200, .5},
		{500, 200, 784, .4},
		{500, 200, 200, .4},
		{784, 500, 200, .13},
		{200, 500, 200, .4},
		{200, 500, 784, .4},
		{100, 784, 200, .13},
		{16, 784, 200, .4},
		{1, 784, 200, .13},
		{1, 200, 784, .4},
		{1, 9, 6, .4},
		{1, 16, 8, .4},
	} {
		for _, s := range []string{"walk", "tables"} {
			name := fmt.Sprintf("%dx%dx%d/%.2f/%s", c.rows, c.inner, c.cols, c.density, s)
			b.Run(name, func(b *testing.B) {
				r := rand.New(rand.NewPCG(1, 2))
				x, y := randomBits(r, c.rows, c.inner, c.density), randomFloats(r, c.inner, c.cols)
				dst, initial := NewFloats(c.rows, c.cols), make([]float32, c.cols)
				b.ReportAllocs()
				for b.Loop() {
					Multiply(dst, x, y, initial, strategies[s], 0, c.rows)
				}
				flops := 2 * float64(c.rows) * float64(c.inner) * float64(c.cols) * float64(b.N)
				b.ReportMetric(flops/b.Elapsed().Seconds()/1e9, "GFLOPS")
			})
		}
	}
}
