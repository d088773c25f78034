package guard

import (
	"runtime"
	"runtime/debug"
	"testing"
	"unsafe"
)

// recorder is a test that may fail without failing the real one.
type recorder struct {
	testing.TB
	cleanups []func()
	failed   bool
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failed = true }
func (r *recorder) Cleanup(f func())      { r.cleanups = append(r.cleanups, f) }

func (r *recorder) end() {
	for _, f := range r.cleanups {
		f()
	}
}

func neighbour(s []float32, i int) *float32 {
	return (*float32)(unsafe.Add(unsafe.Pointer(&s[0]), 4*i))
}

func TestWritesBesideASliceAreSeen(t *testing.T) {
	for _, c := range []struct {
		edge   Edge
		at     int
		failed bool
	}{
		{Start, 4, false}, {Start, 5, true}, {End, 0, false}, {End, -1, true},
	} {
		r := &recorder{TB: t}
		s := Slice[float32](r, 5, c.edge)
		*neighbour(s, c.at) = 1
		r.end()
		if r.failed != c.failed {
			t.Errorf("edge %d, element %d: failed is %v", c.edge, c.at, r.failed)
		}
	}
}

func TestEdgesCannotBeRead(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only canaries on this system")
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	for edge, at := range map[Edge]int{Start: -1, End: 5} {
		s := Slice[float32](t, 5, edge)
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("edge %d could be read", edge)
				}
			}()
			s[0] = *neighbour(s, at)
		}()
	}
}

func TestSliceIsZero(t *testing.T) {
	for _, edge := range Edges {
		for _, n := range []int{0, 1, 2, 63, 480, 481, 511, 512, 513, 5000} {
			s := Slice[uint64](t, n, edge)
			for i := range s {
				if s[i] != 0 {
					t.Fatalf("slice of %d, edge %d: element %d", n, edge, i)
				}
			}
			if len(s) != n {
				t.Fatalf("slice of %d: %d elements", n, len(s))
			}
		}
	}
}
