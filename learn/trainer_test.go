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
	for name, s := range trainings() {
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
