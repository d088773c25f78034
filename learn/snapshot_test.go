package learn

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"

	"wakesleep/internal/oracle"
)

// A snapshot of a machine alone is what stopping at that cycle leaves.
func TestSnapshotIsWhatStoppingLeaves(t *testing.T) {
	for name, s := range trainings() {
		for _, cycles := range []int{1, 8, 9, 20, 30} {
			tr, err := New(s, oracle.ManyImages(100), 2)
			if err != nil {
				t.Fatal(err)
			}
			defer tr.Close()
			var got *Checkpoint
			tr.Watch(func(awake bool) {
				if awake && int(tr.Cycles())+1 == cycles {
					tr.Snapshot(func(c *Checkpoint) { got = c })
				}
			})
			if err := tr.Train(context.Background(), func(EpochReport) {}); err != nil {
				t.Fatal(err)
			}
			if got == nil {
				t.Fatalf("%s: no snapshot after cycle %d", name, cycles)
			}
			if want := interrupted(t, s, cycles); bytesOf(t, got) != bytesOf(t, want) {
				t.Errorf("%s: the snapshot after %d cycles is another state, of cycle %d", name, cycles, got.Record.Cycles)
			}
			if bytesOf(t, tr.Finished()) != bytesOf(t, train(t, s, 1).Finished()) {
				t.Errorf("%s: a snapshot changed the training", name)
			}
		}
	}
}

// Members of classes are copied at different times, in different epochs of theirs, and in
// joint training all at once. Whenever that is, the training can be resumed from it to the
// same bytes, and reports the same epochs that stopping there would leave to report.
func TestSnapshotsOfClassesCanBeResumed(t *testing.T) {
	all := classTrainings()
	all["joint"] = jointTraining()
	for name, s := range all {
		set := oracle.Labelled(97)
		whole := classTrainer(t, s, set, 10, 1)
		reports := trainClasses(t, whole)
		want := bytesOf(t, whole.Finished())
		for _, threads := range []int{1, 2, 3} {
			for n, c := range snapshots(t, func() *Trainer { return classTrainer(t, s, set, 10, threads) }) {
				if testing.Short() && n%4 > 0 {
					continue
				}
				tr, err := Resume(reopened(t, c), set, 2)
				if err != nil {
					t.Fatalf("%s, %d threads, snapshot %d: %v", name, threads, n, err)
				}
				rest := trainClasses(t, tr)
				if bytesOf(t, tr.Finished()) != want {
					t.Errorf("%s, %d threads: resumed from snapshot %d, of cycle %d, it ended otherwise", name, threads, n, c.Record.Cycles)
				}
				if len(rest) > 0 && (rest[len(rest)-1].BoundNats != reports[len(reports)-1].BoundNats || rest[0].Epoch != len(reports)-len(rest)+1) {
					t.Errorf("%s, %d threads: from snapshot %d on, of cycle %d, %+v was reported, want %+v",
						name, threads, n, c.Record.Cycles, rest, reports)
				}
				tr.Close()
			}
		}
	}
}

// snapshots trains to the end, as often as it takes to get some snapshots, which are asked
// for at random cycles.
func snapshots(t *testing.T, trainer func() *Trainer) []*Checkpoint {
	t.Helper()
	var list []*Checkpoint
	for seed := uint64(1); len(list) < 4; seed++ {
		random := rand.New(rand.NewPCG(seed, 0))
		var mu sync.Mutex
		under := false
		tr := trainer()
		tr.Watch(func(awake bool) {
			mu.Lock()
			defer mu.Unlock()
			if !awake || under || random.IntN(3) > 0 {
				return
			}
			under = true
			tr.Snapshot(func(c *Checkpoint) {
				mu.Lock()
				defer mu.Unlock()
				list = append(list, c)
				under = false
			})
		})
		before := len(list)
		trainClasses(t, tr)
		if len(list) == before {
			t.Fatal("a whole training took no snapshot")
		}
		tr.Close()
	}
	return list
}

// Nobody is called after the training.
func TestSnapshotAskedForTooLate(t *testing.T) {
	tr := train(t, trainings()["classic"], 1)
	tr.Snapshot(func(*Checkpoint) { t.Error("a training that is over took a snapshot") })
	if err := tr.Train(context.Background(), func(EpochReport) {}); err != nil {
		t.Fatal(err)
	}
}
