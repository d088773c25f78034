package session

import (
	"slices"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/learn"
)

const contestImages = 97

// contestTrainer lets five machines compete until three are left; in nine epochs of
// three cycles each.
func contestTrainer(t *testing.T) *learn.Trainer {
	t.Helper()
	s := classTrainings()["reweighted"]
	s.Epochs, s.FinalRate, s.Average = 9, nil, 0
	s.Contest = learn.Contest{Keep: 3, Settled: 2, Every: 2, FirstLoss: 4, Memory: .5}
	groups := make([]int32, contestImages)
	for i := range groups {
		groups[i] = int32(i * 7 % 5)
	}
	tr, err := learn.NewContest(s, oracle.ManyImages(contestImages), groups, nil, 2)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// checkTogether wants a snapshot to have the machines that its record tells of.
func checkTogether(t *testing.T, snap *Snapshot) {
	t.Helper()
	var labels []uint8
	for _, c := range snap.Record.Classes {
		labels = append(labels, uint8(c.Label))
	}
	if !slices.Equal(labels, snap.Ensemble.Labels) || snap.Watched >= len(labels) {
		t.Fatalf("machines of classes %v, number %d of them is watched, and on record are %v", snap.Ensemble.Labels, snap.Watched, labels)
	}
}

// While machines are given up, the machine that is watched stays the same one, and after it has
// been given up itself it is the first.
func TestMachinesAreWatchedWhileOthersAreGivenUp(t *testing.T) {
	whole := run(t, own(t, contestTrainer(t)), learn.WakeSleep, 27)
	left := whole.Ensemble.Labels
	if len(left) != 3 || !whole.Ensemble.Found {
		t.Fatalf("classes %v are left, found: %v", left, whole.Ensemble.Found)
	}
	for label := range uint8(5) {
		tr := contestTrainer(t)
		s := own(t, tr)
		s.WatchClass(label)
		for i := range 18 {
			snap := run(t, s, learn.WakeSleep, 1+i%2) // so that each run ends otherwise than the one before
			checkTogether(t, snap)
			want := max(0, slices.Index(snap.Ensemble.Labels, label))
			if snap.Watched != want || !oracle.Same(snap.Machine, tr.Machine(want)) {
				t.Fatalf("of classes %v number %d is watched, want class %d", snap.Ensemble.Labels, snap.Watched, label)
			}
		}
	}
}

// Snapshots that are asked for meanwhile fit together as well.
func TestSnapshotsOfARunningContest(t *testing.T) {
	s := own(t, contestTrainer(t))
	s.WatchClass(4)
	s.Run(learn.WakeSleep, 27)
	until(t, s, "the run is over", func(st Status) bool {
		checkTogether(t, s.Snapshot())
		return idle(st) && st.Done == 27
	})
	checkTogether(t, s.Fresh())
}

// Going back to before a machine was given up, and on again, the one watched stays.
func TestWatchingOutlivesGoingBack(t *testing.T) {
	s := own(t, contestTrainer(t))
	before := s.Moment()
	left := run(t, s, learn.WakeSleep, 27).Ensemble.Labels
	last := left[len(left)-1]
	s.WatchClass(last)
	after := s.Moment()
	for _, m := range []*Moment{before, after, before} {
		tr, err := learn.Continue(m.Checkpoint, oracle.ManyImages(contestImages), 2)
		if err != nil {
			t.Fatal(err)
		}
		s.GoTo(tr, m, nil)
		snap := s.Fresh()
		checkTogether(t, snap)
		if got := snap.Ensemble.Labels[snap.Watched]; got != last {
			t.Errorf("of classes %v, %d is watched, want %d", snap.Ensemble.Labels, got, last)
		}
	}
}

// Names go with their categories.
func TestNamesAreOfTheMachinesThatAreLeft(t *testing.T) {
	s := own(t, contestTrainer(t))
	s.SetNames([]string{"a", "b", "c", "d", "e"})
	for i := range 18 {
		snap := run(t, s, learn.WakeSleep, 1+i%2)
		for k, label := range snap.Ensemble.Labels {
			if want := string(rune('a' + label)); snap.Record.Names[k] != want {
				t.Fatalf("class %d of %v is called %s, want %s", label, snap.Ensemble.Labels, snap.Record.Names[k], want)
			}
		}
	}
}
