package random

import "math/bits"

// Lanes is the number of generators that run side by side in a [Stream].
const Lanes = 8

// Purpose separates streams that must never share numbers. The values are part
// of the definition of every stream: append new ones, never renumber.
type Purpose uint32

// The purposes in use.
const (
	Initialise Purpose = iota + 1 // starting weights
	Shuffle                       // order of the training images
	Binarise                      // grey levels to bits
	Wake                          // recognition in a wake step
	Sleep                         // dreams of a sleep step
	Evaluate                      // importance sampling of description lengths
	View                          // requests of the window, which never disturb training
	Sample                        // drawing of data from a known distribution
	Damage                        // killed units and added noise
	Shift                         // moves of training images
	Classify                      // classifiers that judge dreams
	Group                         // groups of images
	Compete                       // scores of machines that compete for images
)

// Stream is eight xoshiro128++ generators. Make one with [New]; the zero value
// yields only zeros. A Stream is a value: a copy continues independently with
// the same numbers. It is not safe for concurrent use.
type Stream struct {
	state  [4][Lanes]uint32 // words s0 to s3 of every lane
	buffer [Lanes]uint32
	left   int // numbers of buffer not yet handed out
}

// golden is 2^64 divided by the golden ratio, made odd.
const golden = 0x9e3779b97f4a7c15

// New returns the stream of (seed, purpose, step, shard), from its beginning.
//
// The four are hashed to a key k; lane l then starts from the four 32-bit words
// of mix(k+(2l+1)·g) and mix(k+(2l+2)·g), low half first, where mix is the
// finaliser of SplitMix64 and the increment g = mix(k) with its lowest bit set.
// A lane of zeros only, which would stay zero, starts from the word 1.
func New(seed uint64, purpose Purpose, step uint64, shard uint32) Stream {
	key := mix(seed + golden)
	key = mix(key ^ (uint64(purpose)<<32 | uint64(shard)))
	key = mix(key + golden + step)
	increment := mix(key) | 1
	var s Stream
	for l := range Lanes {
		low := mix(key + increment)
		key += 2 * increment
		high := mix(key)
		if low|high == 0 {
			low = 1
		}
		s.state[0][l], s.state[1][l] = uint32(low), uint32(low>>32)
		s.state[2][l], s.state[3][l] = uint32(high), uint32(high>>32)
	}
	return s
}

// mix is the finaliser of SplitMix64, a bijection of the 64-bit numbers.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Block puts the next number of every lane into dst, lane l into dst[l]:
//
//	for l := range 8 {
//		dst[l] = rotl(s0[l]+s3[l], 7) + s0[l]
//		t := s1[l] << 9
//		s2[l] ^= s0[l]
//		s3[l] ^= s1[l]
//		s1[l] ^= s2[l]
//		s0[l] ^= s3[l]
//		s2[l] ^= t
//		s3[l] = rotl(s3[l], 11)
//	}
//
// Block does not look at the numbers that [Stream.Uint32] has in store.
func (s *Stream) Block(dst *[Lanes]uint32) {
	s0, s1, s2, s3 := &s.state[0], &s.state[1], &s.state[2], &s.state[3]
	for l := range Lanes {
		a, b, c, d := s0[l], s1[l], s2[l], s3[l]
		dst[l] = bits.RotateLeft32(a+d, 7) + a
		c ^= a
		d ^= b
		s1[l] = b ^ c
		s0[l] = a ^ d
		s2[l] = c ^ b<<9
		s3[l] = bits.RotateLeft32(d, 11)
	}
}

// State is the memory of the generators, word s0 of every lane first, for
// kernels that draw blocks themselves and leave it as [Stream.Block] would.
func (s *Stream) State() *[4][Lanes]uint32 { return &s.state }
