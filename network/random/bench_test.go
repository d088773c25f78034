package random

import "testing"

func BenchmarkNew(b *testing.B) {
	var s Stream
	for step := uint64(0); b.Loop(); step++ {
		s = New(1, Wake, step, 3)
	}
	_ = s
}

func BenchmarkBlock(b *testing.B) {
	s := New(1, Wake, 1, 3)
	var u [Lanes]uint32
	for b.Loop() {
		s.Block(&u)
	}
}

func BenchmarkFloat32(b *testing.B) {
	s := New(1, Wake, 1, 3)
	for b.Loop() {
		s.Float32()
	}
}
