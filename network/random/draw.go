package random

import (
	"fmt"
	"math"
)

// ToFloat32 maps 32 random bits to a uniform number in [0, 1): the upper 24
// bits times 2^-24, which is exact.
func ToFloat32(u uint32) float32 {
	return float32(float32(int32(u>>8)) * (1.0 / (1 << 24)))
}

// Uint32 returns 32 random bits. The numbers of a block are handed out in the
// order of their lanes, then the next block is drawn.
func (s *Stream) Uint32() uint32 {
	if s.left == 0 {
		s.Block(&s.buffer)
		s.left = Lanes
	}
	u := s.buffer[(Lanes-s.left)%Lanes]
	s.left--
	return u
}

// Uint64 returns 64 random bits, the lower half drawn first.
func (s *Stream) Uint64() uint64 {
	low := uint64(s.Uint32())
	return low | uint64(s.Uint32())<<32
}

// Float32 returns a uniform number in [0, 1), a multiple of 2^-24.
func (s *Stream) Float32() float32 {
	return ToFloat32(s.Uint32())
}

// IntN returns a uniform integer in [0, n), every one exactly as likely as
// the others. It panics unless 0 < n < 2^32.
//
// Source: Daniel Lemire, "Fast random integer generation in an interval", ACM
// Transactions on Modeling and Computer Simulation 29:3 (2019).
func (s *Stream) IntN(n int) int {
	if n <= 0 || uint64(n) > math.MaxUint32 {
		panic(fmt.Sprintf("random: IntN(%d): the bound must lie between 1 and 2^32-1", n))
	}
	bound := uint32(n)
	product := uint64(s.Uint32()) * uint64(bound)
	if uint32(product) < bound {
		for threshold := -bound % bound; uint32(product) < threshold; {
			product = uint64(s.Uint32()) * uint64(bound)
		}
	}
	return int(product >> 32)
}

// Shuffle brings values into a random order (Fisher and Yates, from the end).
func (s *Stream) Shuffle(values []int32) {
	for i := len(values) - 1; i > 0; i-- {
		j := s.IntN(i + 1)
		values[i], values[j] = values[j], values[i]
	}
}

// Perm returns the integers from 0 to n-1 in a random order.
func (s *Stream) Perm(n int) []int32 {
	values := make([]int32, n)
	for i := range values {
		values[i] = int32(i)
	}
	s.Shuffle(values)
	return values
}
