//go:build !purego

package bits

import (
	"math"
	"math/rand/v2"
	"testing"

	"wakesleep/internal/cpu"
)

// guarded returns n numbers with canaries in front and behind.
func guarded(n int) (all, numbers []float32) {
	const margin = 64
	all = make([]float32, n+2*margin)
	for i := range all {
		all[i] = float32(math.NaN())
	}
	return all, all[margin : margin+n : margin+n]
}

// intact reports whether all canaries are still there.
func intact(all []float32) bool {
	for _, v := range append(all[:64:64], all[len(all)-64:]...) {
		if v == v {
			return false
		}
	}
	return true
}

// operand makes bits and numbers, some of them −0 and of very different sizes.
func operand(r *rand.Rand, rows, inner, stride int, density float64) (words []uint64, wordStride int, b, all []float32) {
	m := NewMatrix(rows, inner)
	for i := range rows {
		for j := range inner {
			m.Set(i, j, r.Float64() < density)
		}
	}
	all, b = guarded(inner * stride)
	for i := range b {
		b[i] = float32(math.Ldexp(r.NormFloat64(), r.IntN(20)-10))
		if r.IntN(10) == 0 {
			b[i] = float32(math.Copysign(0, -1))
		}
	}
	return m.Words, m.Stride, b, all
}

func TestAssemblyEqualsPortable(t *testing.T) {
	if !cpu.AVX2 {
		t.Skip("this processor lacks AVX2")
	}
	kernels := map[string][2]func(*product){
		"walk":   {(*product).walkPortable, (*product).walkAVX2},
		"tables": {(*product).tablesPortable, (*product).tablesAVX2},
	}
	if cpu.AVX512 {
		kernels["tables of AVX2 alone"] = [2]func(*product){(*product).tablesPortable, func(p *product) {
			cpu.AVX512 = false
			defer func() { cpu.AVX512 = true }()
			p.tablesAVX2()
		}}
	}
	r := rand.New(rand.NewPCG(1, 1))
	for trial := range 400 {
		rows, inner, stride := 1+r.IntN(90), 1+r.IntN(300), 16*(1+r.IntN(16))
		if trial%20 == 0 {
			rows, inner = 400+r.IntN(800), 1+r.IntN(5000/(1+trial/20))
			stride = 16 * (1 + r.IntN(3))
		}
		density := []float64{0, .02, .13, .5, .97, 1}[r.IntN(6)]
		words, wordStride, b, ballast := operand(r, rows, inner, stride, density)
		for name, pair := range kernels {
			wantAll, want := guarded(rows * stride)
			gotAll, got := guarded(rows * stride)
			for i := range want {
				want[i] = float32(r.NormFloat64())
				got[i] = want[i]
			}
			first := 16 * r.IntN(stride/16)
			p := product{
				dst: want[first:], b: b[first:], stride: stride, words: words, wordStride: wordStride,
				rows: rows, inner: inner, cols: stride - first,
			}
			pair[0](&p)
			p.dst = got[first:]
			pair[1](&p)
			for i := range want {
				if math.Float32bits(want[i]) != math.Float32bits(got[i]) {
					t.Fatalf("%s %d×%d·%d at density %v: number %d is %v, portable %v", name, rows, inner, stride, density, i, got[i], want[i])
				}
			}
			if !intact(gotAll) || !intact(wantAll) || !intact(ballast) {
				t.Fatalf("%s %d×%d·%d wrote beyond its rows", name, rows, inner, stride)
			}
		}
	}
}

func TestTransposeWordsEqualsPortable(t *testing.T) {
	if !cpu.AVX2 {
		t.Skip("this processor lacks AVX2")
	}
	r := rand.New(rand.NewPCG(2, 2))
	for range 100 {
		var square, got [64]uint64
		for i := range square {
			square[i] = r.Uint64() & r.Uint64()
		}
		transposeWords(&got[0], &square[0])
		if got != transposedPortable(&square) {
			t.Fatal("the transpose of 64×64 bits differs from the portable one")
		}
	}
}
