package neighbours

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wakesleep/internal/cpu"
	"wakesleep/internal/guard"
)

// byTheBook sorts all other rows.
func byTheBook(c *Codes, i, k int) (rows, distances []int32) {
	for j := range c.Rows {
		if j != i {
			rows = append(rows, int32(j))
		}
	}
	slices.SortStableFunc(rows, func(a, b int32) int { return cmp.Compare(c.Distance(i, int(a)), c.Distance(i, int(b))) })
	rows = rows[:k]
	for _, j := range rows {
		distances = append(distances, c.Distance(i, int(j)))
	}
	return rows, distances
}

// randomCodes are near to few others if few numbers occur.
func randomCodes(r *rand.Rand, rows, cols, numbers int) *Codes {
	c := NewCodes(rows, cols)
	code := make([]uint8, cols)
	for i := range rows {
		for j := range code {
			code[j] = uint8(r.IntN(numbers) * 255 / max(1, numbers-1))
		}
		c.Set(i, code)
	}
	return c
}

func check(t interface{ Fatalf(string, ...any) }, c *Codes, k, threads int) {
	got, err := Nearest(context.Background(), c, k, threads, nil)
	if err != nil {
		t.Fatalf("%v", err)
	}
	for i := range c.Rows {
		rows, distances := byTheBook(c, i, k)
		if !slices.Equal(got.Of(i), rows) || !slices.Equal(got.Distances[i*k:][:k], distances) {
			t.Fatalf("%d×%d: row %d is near %v (%v), want %v (%v)", c.Rows, c.Cols, i, got.Of(i), got.Distances[i*k:][:k], rows, distances)
		}
	}
}

func TestNearestIsTheNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		rows := rapid.IntRange(2, 70).Draw(t, "rows")
		c := randomCodes(r, rows, rapid.IntRange(1, 40).Draw(t, "cols"), rapid.IntRange(1, 256).Draw(t, "numbers"))
		check(t, c, rapid.IntRange(1, rows-1).Draw(t, "k"), rapid.IntRange(1, 3).Draw(t, "threads"))
	})
}

// Several searches share more rows than one takes.
func TestManyRows(t *testing.T) {
	check(t, randomCodes(rand.New(rand.NewPCG(1, 2)), 3*searchRows+5, 9, 3), 10, 2)
}

// The greatest numbers there may be do not overflow.
func TestGreatestDistances(t *testing.T) {
	c := NewCodes(3, mostCols)
	code := make([]uint8, mostCols)
	c.Set(0, code)
	for j := range code {
		code[j] = 255
	}
	c.Set(1, code)
	code[0] = 254
	c.Set(2, code)
	check(t, c, 2, 1)
	if d := c.Distance(0, 1); d != mostCols*255*255 {
		t.Errorf("distance %d", d)
	}
}

func TestProbabilitiesAreRounded(t *testing.T) {
	c := NewCodes(1, 5)
	c.SetProbabilities(0, []float32{0, 1, .5, -1, 1.0 / 255})
	if want := []int16{0, 255, 128, 0, 1, 0}; !slices.Equal(c.row(0), want) {
		t.Errorf("%v, want %v", c.row(0), want)
	}
}

func TestStoppedSearch(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c := randomCodes(rand.New(rand.NewPCG(1, 2)), 2*searchRows, 3, 256)
	_, err := Nearest(ctx, c, 1, 1, func(int) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped search ended with %v", err)
	}
}

// The kernel is what plain Go defines, and touches no other memory.
func TestKernel(t *testing.T) {
	if !cpu.AVX2 {
		t.Skip("no kernels here")
	}
	r := rand.New(rand.NewPCG(3, 4))
	for _, edge := range guard.Edges {
		for pairs := range 40 {
			pairs++
			rows, panel := guard.Slice[int16](t, together*2*pairs, edge), guard.Slice[int16](t, panelRows*2*pairs, edge)
			norms, limits := guard.Slice[int32](t, panelRows, edge), guard.Slice[int32](t, together, edge)
			for _, numbers := range [][]int16{rows, panel} {
				for i := range numbers {
					numbers[i] = int16(r.IntN(256))
				}
			}
			for i := range norms {
				norms[i] = r.Int32N(1 << 20)
			}
			norms[r.IntN(panelRows)] = infinite
			for i := range limits {
				limits[i] = norms[0] - r.Int32N(1<<20*int32(pairs))
			}
			got, want := guard.Slice[comparison](t, 1, edge), new(comparison)
			compare(&got[0], rows, panel, pairs, norms, limits)
			comparePortable(want, rows, panel, pairs, norms, limits)
			if got[0] != *want {
				t.Fatalf("%d pairs: %v, want %v", pairs, got[0], *want)
			}
		}
	}
}

// BenchmarkNearest looks up rows like those of a feature machine.
func BenchmarkNearest(b *testing.B) {
	for _, n := range []int{2000, 20000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := randomCodes(rand.New(rand.NewPCG(1, 2)), n, 300, 256)
			for b.Loop() {
				if _, err := Nearest(context.Background(), c, 10, 2, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(n)*300*float64(b.N)/b.Elapsed().Seconds()/1e9, "products/ns")
		})
	}
}

// A code that is looked up has the rows near it that it would have as a row.
func TestNearestToACode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		rows, cols := rapid.IntRange(1, 60).Draw(t, "rows"), rapid.IntRange(1, 40).Draw(t, "cols")
		all := randomCodes(r, rows+1, cols, rapid.IntRange(1, 256).Draw(t, "numbers"))
		some := NewCodes(rows, cols)
		for i := range rows {
			some.Set(i, all.Code(i))
		}
		k := rapid.IntRange(1, rows).Draw(t, "k")
		want, _ := byTheBook(all, rows, k)
		if got := some.NearestTo(all.Code(rows), k, rapid.IntRange(1, 5).Draw(t, "threads")); !slices.Equal(got, want) {
			t.Fatalf("near are %v, want %v", got, want)
		}
	})
}
