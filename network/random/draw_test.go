package random

import (
	"math"
	"slices"
	"testing"
)

func TestToFloat32(t *testing.T) {
	for u, want := range map[uint32]float32{
		0: 0, 255: 0, 256: 1.0 / (1 << 24), 1 << 31: .5, math.MaxUint32: 1 - 1.0/(1<<24),
	} {
		if got := ToFloat32(u); got != want {
			t.Errorf("ToFloat32(%#x) = %g, want %g", u, got, want)
		}
	}
}

func TestUint32HandsOutBlocks(t *testing.T) {
	a, b := New(9, View, 1, 2), New(9, View, 1, 2)
	for range 3 {
		var u [Lanes]uint32
		a.Block(&u)
		for l, want := range u {
			if got := b.Uint32(); got != want {
				t.Fatalf("lane %d: %#x, want %#x", l, got, want)
			}
		}
	}
	c := New(9, View, 1, 2)
	d := c
	if low, high := d.Uint32(), d.Uint32(); c.Uint64() != uint64(high)<<32|uint64(low) {
		t.Error("Uint64 is not two Uint32, the lower first")
	}
}

func TestFloat32Moments(t *testing.T) {
	s := New(1, Evaluate, 0, 0)
	const n = 200000
	var sum, squares float64
	for range n {
		x := float64(s.Float32())
		sum += x
		squares += x * x
	}
	mean := sum / n
	if math.Abs(mean-.5) > 4.5*math.Sqrt(1./12/n) {
		t.Errorf("mean %.5f", mean)
	}
	if variance := squares/n - mean*mean; math.Abs(variance-1./12) > 4.5*math.Sqrt(1./180/n) {
		t.Errorf("variance %.5f", variance)
	}
}

func TestIntN(t *testing.T) {
	s := New(2, Shuffle, 0, 0)
	for _, n := range []int{1, 2, 7, 10, 1000} {
		counts := make([]int, n)
		const each = 500
		for range n * each {
			counts[s.IntN(n)]++ // panics when out of range
		}
		var chi2 float64
		for _, c := range counts {
			chi2 += float64(c-each) * float64(c-each) / each
		}
		if df := float64(n - 1); chi2 > df+5*math.Sqrt(2*df)+5 {
			t.Errorf("n=%d: chi-square %.1f", n, chi2)
		}
	}
	// A bound of 3/4 of 2^32 makes the rejection matter: without it a third of
	// the results would be twice as likely as the others.
	const draws = 30000
	if math.MaxInt < 3<<30 {
		return
	}
	var bound int64 = 3 << 30
	residues := [3]int{}
	for range draws {
		residues[s.IntN(int(bound))%3]++
	}
	for r, c := range residues {
		if math.Abs(float64(c)-draws/3) > 4.5*math.Sqrt(draws*2./9) {
			t.Errorf("%d of %d draws leave %d modulo 3", c, draws, r)
		}
	}
}

func TestIntNPanics(t *testing.T) {
	for _, n := range []int{0, -1} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("IntN(%d) did not panic", n)
				}
			}()
			s := New(1, View, 0, 0)
			s.IntN(n)
		}()
	}
}

func TestPermIsUniform(t *testing.T) {
	s := New(3, Shuffle, 1, 0)
	counts := map[[3]int32]int{}
	const draws = 6000
	for range draws {
		counts[[3]int32(s.Perm(3))]++
	}
	for p, n := range counts {
		if math.Abs(float64(n)-draws/6) > 4.5*math.Sqrt(draws*5./36) {
			t.Errorf("%v came %d times out of %d", p, n, draws)
		}
	}
	p := s.Perm(1000)
	slices.Sort(p)
	for i, v := range p {
		if int(v) != i {
			t.Fatalf("Perm(1000) lacks %d", i)
		}
	}
}

func TestNothingAllocates(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() {
		s := New(1, Wake, 2, 3)
		var u [Lanes]uint32
		s.Block(&u)
		s.IntN(10)
	}); n != 0 {
		t.Errorf("%g allocations", n)
	}
}
