package bits

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"wakesleep/internal/cpu"
	"wakesleep/internal/guard"
)

// guardedFloats is a matrix between guards, with numbers of very different sizes, some −0.
func guardedFloats(t *testing.T, r *rand.Rand, rows, cols int, edge guard.Edge) *Floats {
	f := FloatsOver(guard.Slice[float32](t, rows*PaddedStride(cols), edge), rows, cols)
	for i := range rows {
		for j := range f.Row(i) {
			f.Row(i)[j] = float32(math.Ldexp(r.NormFloat64(), r.IntN(20)-10))
			if r.IntN(10) == 0 {
				f.Row(i)[j] = float32(math.Copysign(0, -1))
			}
		}
	}
	return f
}

func guardedBits(t *testing.T, r *rand.Rand, rows, cols int, density float64, edge guard.Edge) *Matrix {
	m := randomBits(r, rows, cols, density)
	m.Words = guard.Copy(t, m.Words, edge)
	return m
}

// upper makes zeros of what lies on the diagonal and below.
func upper(f *Floats) *Floats {
	for i := range f.Rows {
		clear(f.Row(i)[:i+1])
	}
	return f
}

// sameData reports whether all numbers have the same bits, padding included.
func sameData(a, b *Floats) bool {
	return slices.EqualFunc(a.Data, b.Data, func(x, y float32) bool { return math.Float32bits(x) == math.Float32bits(y) })
}

// portably runs f without kernels.
func portably(f func()) {
	was := cpu.AVX2
	cpu.AVX2 = false
	defer func() { cpu.AVX2 = was }()
	f()
}

// allWays runs f with and without kernels, and with those of AVX2 alone.
func allWays(f func(name string)) {
	f("kernels")
	portably(func() { f("portable") })
	if wide := cpu.AVX512; wide {
		cpu.AVX512 = false
		defer func() { cpu.AVX512 = wide }()
		f("kernels of AVX2 alone")
	}
}

// clone copies a matrix, between guards.
func clone(t *testing.T, f *Floats, edge guard.Edge) *Floats {
	return FloatsOver(guard.Copy(t, f.Data, edge), f.Rows, f.Cols)
}

// triangleDefined is the definition in the comment of TrianglePart.
func triangleDefined(dst *Floats, a *Matrix, b *Floats, s Strategy) {
	for i := range dst.Rows {
		for j := range dst.Row(i) {
			if s == Tables {
				dst.Row(i)[j] = reference(a, b, slices.Clone(dst.Row(i)), s, i, j)
				continue
			}
			for k := range min(a.Cols, 64*(j/64+1)) {
				if a.Get(i, k) {
					dst.Row(i)[j] += b.Row(k)[j]
				}
			}
		}
	}
}

// compareTriangle compares a product of rows × units bits with its definition, in any
// number of parts.
func compareTriangle(t *testing.T, r *rand.Rand, rows, units int, density float64) {
	t.Helper()
	edge := guard.Edges[r.IntN(2)]
	a, b := guardedBits(t, r, rows, units, density, edge), upper(guardedFloats(t, r, units, units, edge))
	start := guardedFloats(t, r, rows, units, edge)
	for name, s := range strategies {
		want := clone(t, start, edge)
		triangleDefined(want, a, b, s)
		n := 1 + r.IntN(6)
		allWays(func(way string) {
			got := clone(t, start, edge)
			for k := range n {
				TrianglePart(got, a, b, s, k, n)
			}
			if !sameData(got, want) {
				t.Fatalf("%s, %s: %d×%d in %d parts differs from its definition", name, way, rows, units, n)
			}
		})
	}
}

// compareGradient compares the gradient of units of rows with its definition, in any
// number of parts.
func compareGradient(t *testing.T, r *rand.Rand, rows, units int, density float64) {
	t.Helper()
	edge := guard.Edges[r.IntN(2)]
	a, b := guardedBits(t, r, units, rows, density, edge), guardedFloats(t, r, rows, units, edge)
	for name, s := range strategies {
		want := NewFloats(units, units)
		for i := range units {
			for j := i + 1; j < units; j++ {
				want.Row(i)[j] = reference(a, b, nil, s, i, j)
			}
		}
		n := 1 + r.IntN(6)
		allWays(func(way string) {
			got := guardedFloats(t, r, units, units, edge)
			for k := range n {
				TriangleGradientPart(got, a, b, s, k, n)
			}
			if !sameData(got, want) {
				t.Fatalf("%s, %s: %d rows of %d units in %d parts differ from their definition", name, way, rows, units, n)
			}
		})
	}
}

var triangleDensities = []float64{0, .1, .4, 1}

func TestTrianglesOfAllSizes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for units := range 301 {
		density := triangleDensities[units%len(triangleDensities)]
		t.Run(fmt.Sprint(units), func(t *testing.T) {
			compareTriangle(t, r, 1+r.IntN(9), units, density)
			compareGradient(t, r, 1+r.IntN(70), units, density)
		})
	}
}

// Many rows are worked on otherwise than few.
func TestTrianglesOfManyRows(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for _, units := range []int{1, 16, 50, 64, 65, 130} {
		for _, rows := range []int{47, 48, 100, 513} {
			t.Run(fmt.Sprintf("%d×%d", rows, units), func(t *testing.T) {
				compareTriangle(t, r, rows, units, triangleDensities[r.IntN(4)])
				compareGradient(t, r, min(rows, 130), units, triangleDensities[r.IntN(4)])
			})
		}
	}
}

func FuzzTriangle(f *testing.F) {
	f.Add(uint16(3), uint16(70), uint8(128), uint64(1))
	f.Add(uint16(300), uint16(129), uint8(30), uint64(2))
	f.Add(uint16(1), uint16(1), uint8(255), uint64(3))
	f.Fuzz(func(t *testing.T, rows, units uint16, density uint8, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 10))
		m, n := int(rows)%350, int(units)%150
		compareTriangle(t, r, m, n, float64(density)/255)
		compareGradient(t, r, m, n, float64(density)/255)
		compareWords(t, r, m%20, n, float64(density)/255)
		compareContinued(t, r, m, n, float64(density)/255)
	})
}

// compareWords compares what words of bits add behind them with its definition.
func compareWords(t *testing.T, r *rand.Rand, rows, units int, density float64) {
	t.Helper()
	edge := guard.Edges[r.IntN(2)]
	a, b := guardedBits(t, r, rows, units, density, edge), guardedFloats(t, r, units, units, edge)
	start := guardedFloats(t, r, rows, units, edge)
	for word := range a.Stride {
		lo := r.IntN(rows + 1)
		hi := lo + r.IntN(rows+1-lo)
		want := clone(t, start, edge)
		for i := lo; i < hi; i++ {
			for k := 64 * word; k < min(64*(word+1), units); k++ {
				for j := 64 * (word + 1); a.Get(i, k) && j < units; j++ {
					want.Row(i)[j] += b.Row(k)[j]
				}
			}
		}
		allWays(func(way string) {
			got := clone(t, start, edge)
			AddWord(got, a, word, b, lo, hi)
			if !sameData(got, want) {
				t.Fatalf("%s: word %d in rows %d to %d of %d×%d differs from its definition", way, word, lo, hi, rows, units)
			}
		})
	}
}

func TestAddWordOfAllSizes(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for units := 0; units <= 300; units += 1 + units/40 {
		t.Run(fmt.Sprint(units), func(t *testing.T) { compareWords(t, r, 1+r.IntN(8), units, triangleDensities[units%4]) })
	}
}

// compareContinued compares products that start from rows which serve several each.
func compareContinued(t *testing.T, r *rand.Rand, inner, cols int, density float64) {
	t.Helper()
	edge := guard.Edges[r.IntN(2)]
	each, images := 1+r.IntN(6), r.IntN(20)
	a, b := guardedBits(t, r, each*images, inner, density, edge), guardedFloats(t, r, inner, cols, edge)
	initial := guardedFloats(t, r, images, cols, edge)
	repeated := NewFloats(each*images, cols)
	for i := range repeated.Rows {
		copy(repeated.Row(i), initial.Row(i/each))
	}
	n := 1 + r.IntN(6)
	for name, s := range strategies {
		want := NewFloats(each*images, cols)
		for i := range want.Rows {
			for j := range want.Row(i) {
				want.Row(i)[j] = reference(a, b, repeated.Row(i), s, i, j)
			}
		}
		allWays(func(way string) {
			got, copied := clone(t, NewFloats(each*images, cols), edge), clone(t, NewFloats(each*images, cols), edge)
			for k := range n {
				ContinuePart(got, initial, each, a, b, s, k, n)
				copied.RepeatPart(initial, each, k, n)
			}
			if !sameData(got, want) || !sameData(copied, repeated) {
				t.Fatalf("%s, %s: %d times %d rows of %d·%d in %d parts differ from their definition", name, way, each, images, inner, cols, n)
			}
		})
	}
}

func TestContinuedProducts(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	for range 150 {
		compareContinued(t, r, r.IntN(150), r.IntN(80), triangleDensities[r.IntN(4)])
	}
}

func TestContinuingFromOtherShapesPanics(t *testing.T) {
	a, b := NewMatrix(6, 5), NewFloats(5, 4)
	for name, f := range map[string]func(){
		"rows":    func() { ContinuePart(NewFloats(6, 4), NewFloats(3, 4), 3, a, b, Walk, 0, 1) },
		"columns": func() { NewFloats(6, 4).RepeatPart(NewFloats(3, 5), 2, 0, 1) },
		"square":  func() { TrianglePart(NewFloats(6, 4), a, b, Walk, 0, 1) },
		"word":    func() { AddWord(NewFloats(6, 5), a, 1, NewFloats(5, 5), 0, 6) },
		"part":    func() { TrianglePart(NewFloats(6, 5), a, NewFloats(5, 5), Tables, 2, 2) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		})
	}
}

// However many parts there are, each thing is in one of them, and no part costs much more
// than its share.
func TestCutsAreEvenAndComplete(t *testing.T) {
	for things := range 60 {
		for n := 1; n < 9; n++ {
			cost := func(i int) int { return 5 + i }
			total, next := 0, 0
			for i := range things {
				total += cost(i)
			}
			for k := range n {
				part, sum := cut(things, k, n, cost), 0
				if part.lo != next || part.hi < part.lo {
					t.Fatalf("part %d of %d of %d things is %v, want it to begin at %d", k, n, things, part, next)
				}
				for next = part.lo; next < part.hi; next++ {
					sum += cost(next)
				}
				if sum > total/n+2*(5+things) {
					t.Errorf("part %d of %d of %d things costs %d of %d", k, n, things, sum, total)
				}
			}
			if next != things {
				t.Fatalf("%d parts of %d things end at %d", n, things, next)
			}
		}
	}
}

func TestTrianglesAllocateNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector, under which short tests run, lets pools forget")
	}
	r := rand.New(rand.NewPCG(6, 6))
	a, b := randomBits(r, 130, 130, .4), upper(randomFloats(r, 130, 130))
	dst := NewFloats(130, 130)
	for name, s := range strategies {
		if n := testing.AllocsPerRun(10, func() {
			TrianglePart(dst, a, b, s, 1, 2)
			TriangleGradientPart(dst, a, b, s, 1, 2)
			AddWord(dst, a, 0, b, 0, 130)
		}); n >= 1 {
			t.Errorf("%s: %g allocations", name, n)
		}
	}
}
