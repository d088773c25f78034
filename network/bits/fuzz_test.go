package bits

import (
	"math"
	"math/rand/v2"
	"testing"
)

// FuzzMultiply compares the kernels that run, cut into parts, with the loops in the
// documentation of Multiply.
func FuzzMultiply(f *testing.F) {
	f.Add(uint16(3), uint16(70), uint16(17), uint8(128), uint64(1))
	f.Add(uint16(600), uint16(129), uint16(5), uint8(30), uint64(2))
	f.Add(uint16(1), uint16(1), uint16(1), uint8(255), uint64(3))
	f.Fuzz(func(t *testing.T, rows, inner, cols uint16, density uint8, seed uint64) {
		m, k, n := int(rows)%700, int(inner)%400, int(cols)%70
		r := rand.New(rand.NewPCG(seed, 9))
		a, b := randomBits(r, m, k, float64(density)/255), randomFloats(r, k, n)
		for name, s := range strategies {
			dst := NewFloats(m, n)
			check := surrounded(dst)
			for part := range 3 {
				MultiplyPart(dst, a, b, nil, s, part, 3)
			}
			if err := check(); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for range min(200, m*n) {
				i, j := r.IntN(m), r.IntN(n)
				if got, want := dst.Row(i)[j], reference(a, b, nil, s, i, j); math.Float32bits(got) != math.Float32bits(want) {
					t.Fatalf("%s: element %d,%d is %g, want %g", name, i, j, got, want)
				}
			}
		}
	})
}
