package learn_test

import (
	"fmt"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/learn"
	"wakesleep/network/images"
)

// inkSet has grey images of 28×28 pixels, about as many of them on as in digits.
func inkSet(n int) *images.Set {
	s := &images.Set{Name: "ink", Width: 28, Height: 28}
	for i := range n * 784 {
		grey := uint8(0)
		if (i*i/7+i/784)%8 == 0 {
			grey = 255
		}
		s.Grey = append(s.Grey, grey)
	}
	return s
}

// BenchmarkStep times a wake step, a sleep step and a whole cycle of a machine for
// digits, 784-200-200-200 with K = 5 and batches of 100.
func BenchmarkStep(b *testing.B) {
	set := inkSet(1000)
	for _, steps := range []learn.Steps{learn.WakeOnly, learn.SleepOnly, learn.WakeSleep} {
		for _, threads := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/threads=%d", steps, threads), func(b *testing.B) {
				tr := trainer(b, learn.Defaults(), set, threads)
				b.ReportAllocs()
				for b.Loop() {
					if _, err := tr.Cycle(steps); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkConnections times a cycle of the machine of [BenchmarkStep] with other
// connections beside the chain.
func BenchmarkConnections(b *testing.B) {
	set := inkSet(1000)
	for _, connections := range []string{"chain", "skips", "lateral-top", "lateral"} {
		for _, threads := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/threads=%d", connections, threads), func(b *testing.B) {
				s := learn.Defaults()
				s.Connections = connections
				tr := trainer(b, s, set, threads)
				b.ReportAllocs()
				for b.Loop() {
					if _, err := tr.Cycle(learn.WakeSleep); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkBarsCycle times a cycle of the smallest machine, one image and one
// dream.
func BenchmarkBarsCycle(b *testing.B) {
	tr := trainer(b, learn.ClassicDefaults(), oracle.KirbyBars(), 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tr.Cycle(learn.WakeSleep); err != nil {
			b.Fatal(err)
		}
	}
}
