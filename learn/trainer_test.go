package learn

import (
	"testing"

	"wakesleep/internal/oracle"
)

// A step's memory is made once: in training nothing is left for the garbage
// collector.
func TestCyclesAllocateNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector, under which short tests run, lets pools forget")
	}
	all := trainings()
	for _, connections := range []string{"chain", "skips", "lateral-top", "lateral"} {
		// Layers of more units than a word has bits, and more images than one stream serves.
		s := all["reweighted"]
		s.Layers, s.Connections, s.Batch = "70,66,130", connections, 32
		all[connections+" of more units"] = s
	}
	for name, s := range all {
		for _, threads := range []int{1, 2} {
			tr, err := New(s, oracle.ManyImages(1200), threads)
			if err != nil {
				t.Fatal(err)
			}
			tr.Begin(0)
			cycle := func() {
				if _, err := tr.Cycle(WakeSleep); err != nil {
					t.Fatal(err)
				}
			}
			if n := testing.AllocsPerRun(50, cycle); n >= 1 {
				t.Errorf("%s on %d threads: %v allocations a cycle", name, threads, n)
			}
			tr.Close()
		}
	}
}
