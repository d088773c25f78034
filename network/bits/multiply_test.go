package bits

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

var strategies = map[string]Strategy{"walk": Walk, "tables": Tables}

// randomBits fills a matrix with bits that are set with the given probability.
func randomBits(r *rand.Rand, rows, cols int, density float64) *Matrix {
	m := NewMatrix(rows, cols)
	for i := range rows {
		for j := range cols {
			m.Set(i, j, r.Float64() < density)
		}
	}
	return m
}

func randomFloats(r *rand.Rand, rows, cols int) *Floats {
	f := NewFloats(rows, cols)
	for i := range rows {
		for j := range f.Row(i) {
			f.Row(i)[j] = float32(r.NormFloat64())
		}
	}
	return f
}

// reference is the loop in the comment of Multiply, for one element.
func reference(a *Matrix, b *Floats, initial []float32, s Strategy, i, j int) float32 {
	var sum float32
	if initial != nil {
		sum = initial[j]
	}
	if s == Walk {
		for k := range a.Cols {
			if a.Get(i, k) {
				sum += b.Row(k)[j]
			}
		}
		return sum
	}
	for k := 0; k < a.Cols; k += 4 {
		var entry float32
		for m := k; m < min(k+4, a.Cols); m++ {
			if a.Get(i, m) {
				entry += b.Row(m)[j]
			}
		}
		sum += entry
	}
	return sum
}

// naive computes an element in float64, and the sum of the absolute terms.
func naive(a *Matrix, b *Floats, initial []float32, i, j int) (sum, size float64) {
	if initial != nil {
		sum = float64(initial[j])
	}
	size = math.Abs(sum)
	for k := range a.Cols {
		if a.Get(i, k) {
			sum += float64(b.Row(k)[j])
			size += math.Abs(float64(b.Row(k)[j]))
		}
	}
	return sum, size
}

// surrounded moves the data of f into the middle of a larger slice full of NaN,
// and returns a check that they are still there.
func surrounded(f *Floats) (intact func() error) {
	const guard = 40
	all := make([]float32, len(f.Data)+2*guard)
	for i := range all {
		all[i] = float32(math.NaN())
	}
	f.Data = append(all[:guard], f.Data...)[guard:]
	return func() error {
		for i, x := range all {
			inside := i >= guard && i < len(all)-guard
			if !inside && x == x {
				return fmt.Errorf("number %d of the guard region is %g", i-guard, x)
			}
		}
		return nil
	}
}

func TestMultiplyAgainstReferences(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		size := rapid.OneOf(rapid.IntRange(0, 20), rapid.IntRange(60, 70), rapid.IntRange(120, 200))
		rows, inner, cols := rapid.IntRange(0, 20).Draw(t, "rows"), size.Draw(t, "inner"), size.Draw(t, "cols")
		density := rapid.SampledFrom([]float64{0, .02, .13, .5, .9, 1}).Draw(t, "density")
		a, b := randomBits(r, rows, inner, density), randomFloats(r, inner, cols)
		var initial []float32
		if rapid.Bool().Draw(t, "initial") {
			initial = randomFloats(r, 1, cols).Row(0)
		}
		for name, s := range strategies {
			dst := NewFloats(rows, cols)
			checkDst, checkB := surrounded(dst), surrounded(b)
			middle := 0
			if rows > 0 {
				middle = r.IntN(rows + 1)
			}
			Multiply(dst, a, b, initial, s, middle, rows)
			Multiply(dst, a, b, initial, s, 0, middle)
			if err := checkDst(); err != nil {
				t.Fatalf("%s: result: %v", name, err)
			}
			if err := checkB(); err != nil {
				t.Fatalf("%s: right factor: %v", name, err)
			}
			compare(t, name, dst, a, b, initial, s)
			checkParts(t, r, dst, a, b, initial, s)
		}
	})
}

// checkParts compares a product in parts, and one added to another, with the whole.
func checkParts(t *rapid.T, r *rand.Rand, whole *Floats, a *Matrix, b *Floats, initial []float32, s Strategy) {
	parts, twice := NewFloats(whole.Rows, whole.Cols), NewFloats(whole.Rows, whole.Cols)
	n := 1 + r.IntN(5)
	for k := range n {
		MultiplyPart(parts, a, b, initial, s, k, n)
		MultiplyPart(twice, NewMatrix(a.Rows, a.Cols), b, initial, s, k, n)
	}
	for k := range n {
		AccumulatePart(twice, a, b, s, k, n)
	}
	for i, want := range whole.Data {
		if parts.Data[i] != want || twice.Data[i] != want {
			t.Fatalf("number %d is %g in %d parts and %g added to the initial row, want %g", i, parts.Data[i], n, twice.Data[i], want)
		}
	}
}

func compare(t *rapid.T, name string, dst *Floats, a *Matrix, b *Floats, initial []float32, s Strategy) {
	for i := range dst.Rows {
		for j, got := range dst.Row(i) {
			want := reference(a, b, initial, s, i, j)
			if math.Float32bits(got) != math.Float32bits(want) {
				t.Fatalf("%s: element %d,%d is %g, want %g", name, i, j, got, want)
			}
			exact, size := naive(a, b, initial, i, j)
			if math.Abs(float64(got)-exact) > 1e-7*float64(a.Cols+2)*size {
				t.Fatalf("%s: element %d,%d is %g, in float64 %g", name, i, j, got, exact)
			}
		}
		for _, x := range dst.Data[i*dst.Stride+dst.Cols : (i+1)*dst.Stride] {
			if x != 0 {
				t.Fatalf("%s: padding of row %d became %g", name, i, x)
			}
		}
	}
}

func TestMultiplyLeavesOtherRowsAlone(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	a, b := randomBits(r, 9, 30, .4), randomFloats(r, 30, 17)
	for name, s := range strategies {
		dst := NewFloats(9, 17)
		for i := range dst.Rows {
			dst.Row(i)[16] = 7
		}
		Multiply(dst, a, b, nil, s, 3, 5)
		for i := range dst.Rows {
			if outside := i < 3 || i >= 5; outside && dst.Row(i)[16] != 7 {
				t.Errorf("%s: row %d was written", name, i)
			}
		}
	}
}

func TestMultiplyAllocatesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	a, b := randomBits(r, 9, 130, .4), randomFloats(r, 130, 70)
	dst := NewFloats(9, 70)
	for name, s := range strategies {
		if n := testing.AllocsPerRun(10, func() { Multiply(dst, a, b, nil, s, 0, 9) }); n != 0 {
			t.Errorf("%s: %g allocations", name, n)
		}
	}
}

func TestMultiplyPanicsOnShapes(t *testing.T) {
	dst, a, b := NewFloats(2, 3), NewMatrix(2, 4), NewFloats(4, 3)
	for name, call := range map[string]func(){
		"inner":   func() { Multiply(dst, NewMatrix(2, 5), b, nil, Walk, 0, 2) },
		"rows":    func() { Multiply(NewFloats(3, 3), a, b, nil, Walk, 0, 2) },
		"cols":    func() { Multiply(NewFloats(2, 4), a, b, nil, Walk, 0, 2) },
		"initial": func() { Multiply(dst, a, b, make([]float32, 2), Walk, 0, 2) },
		"range":   func() { Multiply(dst, a, b, nil, Walk, 0, 3) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			call()
		})
	}
}
