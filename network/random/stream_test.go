package random

import (
	"math"
	"testing"
)

// xoshiro128plusplus is the reference of Blackman and Vigna, one generator.
type xoshiro128plusplus [4]uint32

func (s *xoshiro128plusplus) next() uint32 {
	rotl := func(x uint32, k int) uint32 { return x<<k | x>>(32-k) }
	result := rotl(s[0]+s[3], 7) + s[0]
	t := s[1] << 9
	s[2] ^= s[0]
	s[3] ^= s[1]
	s[1] ^= s[2]
	s[0] ^= s[3]
	s[2] ^= t
	s[3] = rotl(s[3], 11)
	return result
}

func TestLanesAreXoshiro(t *testing.T) {
	s := New(42, Wake, 7, 3)
	var lanes [Lanes]xoshiro128plusplus
	for l := range lanes {
		lanes[l] = xoshiro128plusplus{s.state[0][l], s.state[1][l], s.state[2][l], s.state[3][l]}
	}
	var u [Lanes]uint32
	for n := range 1000 {
		s.Block(&u)
		for l := range lanes {
			if want := lanes[l].next(); u[l] != want {
				t.Fatalf("number %d of lane %d is %#x, want %#x", n, l, u[l], want)
			}
		}
	}
}

// The first numbers from the state 1, 2, 3, 4, as Rust's rand crate lists them,
// made with the authors' C code.
func TestPublishedNumbers(t *testing.T) {
	var s Stream
	for l := range Lanes {
		s.state[0][l], s.state[1][l], s.state[2][l], s.state[3][l] = 1, 2, 3, 4
	}
	want := []uint32{641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295}
	var u [Lanes]uint32
	for n, w := range want {
		s.Block(&u)
		if u[0] != w || u[7] != w {
			t.Errorf("number %d is %d, want %d", n, u[0], w)
		}
	}
}

func TestNewIsPureAndSeparates(t *testing.T) {
	first := func(seed uint64, p Purpose, step uint64, shard uint32) [Lanes]uint32 {
		s := New(seed, p, step, shard)
		var u [Lanes]uint32
		s.Block(&u)
		return u
	}
	before := first(1, Wake, 2, 3)
	first(1, Wake, 3, 3)
	if first(1, Wake, 2, 3) != before {
		t.Error("New is not a pure function")
	}
	seen := map[uint32]int{}
	const edge = 6
	for seed := range uint64(edge) {
		for p := range Purpose(edge) {
			for step := range uint64(edge) {
				for shard := range uint32(edge) {
					for _, u := range first(seed, p, step, shard) {
						seen[u]++
					}
				}
			}
		}
	}
	// 10,368 numbers of 32 bits: .0125 coincidences are expected.
	if n := edge * edge * edge * edge * Lanes; len(seen) < n-1 {
		t.Errorf("%d different first numbers out of %d", len(seen), n)
	}
}

func TestNoLaneIsZero(t *testing.T) {
	for step := range uint64(10000) {
		s := New(0, 0, step, 0)
		for l := range Lanes {
			if s.state[0][l]|s.state[1][l]|s.state[2][l]|s.state[3][l] == 0 {
				t.Fatalf("step %d: lane %d is zero", step, l)
			}
		}
	}
}

// TestFirstNumbersAcrossStreams tests what training uses: the early numbers of
// many streams, for uniformity and for correlation of lanes and neighbours.
func TestFirstNumbersAcrossStreams(t *testing.T) {
	const streams = 20000
	var counts [Lanes][16]int
	var withNextLane, withNextStep float64
	var last [Lanes]uint32
	for step := range uint64(streams) {
		s := New(5, Sleep, step, 0)
		var u [Lanes]uint32
		s.Block(&u)
		for l, x := range u {
			counts[l][x>>28]++
			centred := float64(ToFloat32(x)) - .5
			withNextLane += centred * (float64(ToFloat32(u[(l+1)%Lanes])) - .5)
			withNextStep += centred * (float64(ToFloat32(last[l])) - .5)
		}
		last = u
	}
	for l := range counts {
		var chi2 float64
		for _, n := range counts[l] {
			d := float64(n) - streams/16
			chi2 += d * d / (streams / 16)
		}
		if chi2 > 45 { // 15 degrees of freedom: P < 1e-4
			t.Errorf("lane %d: chi-square %.1f with 15 degrees of freedom", l, chi2)
		}
	}
	// The sums have standard deviation sqrt(160000)/12.
	if limit := 4.5 * math.Sqrt(streams*Lanes) / 12; math.Abs(withNextLane) > limit || math.Abs(withNextStep) > limit {
		t.Errorf("correlation sums %.1f and %.1f, limit %.1f", withNextLane, withNextStep, limit)
	}
}
