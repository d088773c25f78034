package vector

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wakesleep/internal/cpu"
	"wakesleep/internal/guard"
	"wakesleep/network/bits"
)

// These tests hold the kernels to the portable definitions, bit for bit. Without
// kernels they compare the definitions with themselves.

// portably runs f without kernels.
func portably(f func()) {
	was := cpu.AVX2
	cpu.AVX2 = false
	defer func() { cpu.AVX2 = was }()
	f()
}

// same tells whether all numbers have the same bits, or are both NaN: the
// definitions leave open which NaN.
func same(a, b []float32) bool {
	return slices.EqualFunc(a, b, func(x, y float32) bool {
		return math.Float32bits(x) == math.Float32bits(y) || x != x && y != y
	})
}

// anyFloats are ordinary numbers and some of every other kind.
func anyFloats(r *rand.Rand, n int) []float32 {
	x := random(r, n)
	for i := range x {
		switch r.IntN(12) {
		case 0:
			x[i] = float32(math.Copysign(0, r.NormFloat64()))
		case 1:
			x[i] = float32(math.Inf(r.IntN(2) - 1))
		case 2:
			x[i] = float32(math.NaN())
		case 3, 4:
			x[i] = math.Float32frombits(r.Uint32())
		case 5:
			x[i] *= 1e-40
		}
	}
	return x
}

// operations change the first vector, and Adam the last two as well.
var operations = map[string]func(v [4][]float32, rate, epsilon float32){
	"AddScaled": func(v [4][]float32, rate, _ float32) { AddScaled(v[0], v[1], rate) },
	"Approach":  func(v [4][]float32, rate, _ float32) { Approach(v[0], v[1], rate) },
	"Adam":      func(v [4][]float32, rate, epsilon float32) { Adam(v[0], v[1], v[2], v[3], rate, epsilon) },
}

func compare(t *testing.T, vectors [4][]float32, rate, epsilon float32) {
	t.Helper()
	for name, run := range operations {
		for _, edge := range guard.Edges {
			var got, want [4][]float32
			for i, v := range vectors {
				got[i], want[i] = guard.Copy(t, v, edge), slices.Clone(v)
			}
			run(got, rate, epsilon)
			portably(func() { run(want, rate, epsilon) })
			for i := range got {
				if !same(got[i], want[i]) {
					t.Fatalf("%s of %d numbers: vector %d of %v becomes\n%v, want\n%v",
						name, len(want[i]), i, vectors, got[i], want[i])
				}
			}
		}
	}
}

func compareRandom(t *testing.T, n int, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	scalars := anyFloats(r, 2)
	vectors := [4][]float32{anyFloats(r, n), anyFloats(r, n), anyFloats(r, n), anyFloats(r, n)}
	compare(t, vectors, scalars[0], scalars[1])
	compare(t, vectors, 1e-3, 1e-8)
}

func TestKernelsAtAllLengths(t *testing.T) {
	for n := range 120 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			for seed := range uint64(5) {
				compareRandom(t, n, seed)
			}
		})
	}
}

func TestKernelsOnRandomVectors(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n, seed := rapid.IntRange(0, 3000).Draw(rt, "n"), rapid.Uint64().Draw(rt, "seed")
		t.Run("", func(t *testing.T) { compareRandom(t, n, seed) })
	})
}

func FuzzKernels(f *testing.F) {
	f.Add([]byte{}, float32(1e-3), float32(1e-8))
	f.Add(make([]byte, 16*9), float32(0), float32(0))
	f.Fuzz(func(t *testing.T, data []byte, rate, epsilon float32) {
		n := min(len(data)/16, 200)
		var vectors [4][]float32
		for i := range vectors {
			for j := range n {
				bits := binary.LittleEndian.Uint32(data[4*(i*n+j):])
				vectors[i] = append(vectors[i], math.Float32frombits(bits))
			}
		}
		compare(t, vectors, rate, epsilon)
	})
}

func TestKernelOfAddRows(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	for columns := range 230 {
		t.Run(fmt.Sprint(columns), func(t *testing.T) {
			for _, count := range []int{0, 1, 2, 7, 30} {
				for _, edge := range guard.Edges {
					compareAddRows(t, r, count, columns, edge)
				}
			}
		})
	}
}

func compareAddRows(t *testing.T, r *rand.Rand, count, columns int, edge guard.Edge) {
	t.Helper()
	data := guard.Slice[float32](t, count*bits.PaddedStride(columns), edge)
	rows := bits.FloatsOver(data, count, columns)
	for i := range count {
		copy(rows.Row(i), anyFloats(r, columns))
	}
	start := random(r, columns)
	got, want := guard.Copy(t, start, edge), slices.Clone(start)
	AddRows(got, rows)
	portably(func() { AddRows(want, rows) })
	if !same(got, want) {
		t.Fatalf("%d rows of %d columns: %v, want %v", count, columns, got, want)
	}
}
