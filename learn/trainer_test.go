package learn

import "testing"

// A step's memory is made once: in training nothing is left for the garbage
// collector.
func TestCyclesAllocateNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector, under which short tests run, lets pools forget")
	}
	for name, s := range trainings() {
		for _, threads := range []int{1, 2} {
			tr, err := NewTrainer(s, manyImages(1200), threads)
			if err != nil {
				t.Fatal(err)
			}
			tr.beginRun(0)
			cycle := func() {
				tr.follow(int(tr.cycles))
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
