// Package guard gives tests slices with forbidden memory on both sides, to catch
// kernels that reach outside.
//
// On Linux the page beside one end of a slice cannot be touched at all, so that
// even reading it ends the test. The memory beside the other end holds a pattern
// that must not change; a test with both edges looks at both ends.
package guard

import (
	"testing"
	"unsafe"
)

// Edge is the end of a slice beside which memory cannot be touched.
type Edge int

// The edges.
const (
	Start Edge = iota
	End
)

// Edges are both, for loops.
var Edges = []Edge{Start, End}

const (
	pattern = 0xa5
	// margin is the least number of bytes with the pattern beside a slice.
	margin = 256
)

// Slice returns n zeros. When the test ends it fails if memory beside them was
// written to. T must not hold pointers.
func Slice[T any](tb testing.TB, n int, edge Edge) []T {
	tb.Helper()
	var zero T
	size := n * int(unsafe.Sizeof(zero))
	memory, free := allocate(tb, size)
	for i := range memory {
		memory[i] = pattern
	}
	start := 0
	if edge == End {
		start = len(memory) - size
	}
	before, inside, after := memory[:start], memory[start:start+size], memory[start+size:]
	clear(inside)
	tb.Cleanup(func() {
		check(tb, "before", before)
		check(tb, "behind", after)
		free()
	})
	if n == 0 {
		return []T{}
	}
	return unsafe.Slice((*T)(unsafe.Pointer(&inside[0])), n)
}

// Copy is Slice with the numbers of another one.
func Copy[T any](tb testing.TB, from []T, edge Edge) []T {
	tb.Helper()
	s := Slice[T](tb, len(from), edge)
	copy(s, from)
	return s
}

func check(tb testing.TB, where string, memory []byte) {
	tb.Helper()
	for _, b := range memory {
		if b != pattern {
			tb.Errorf("memory %s a slice was written to", where)
			return
		}
	}
}
