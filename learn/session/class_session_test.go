package session

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
)

// constantly are class trainings whose rates do not fall, as play's do not.
func constantly() map[string]learn.Settings {
	all := classTrainings()
	for name, s := range all {
		s.FinalRate, s.Average = nil, 0
		all[name] = s
	}
	return all
}

func classSession(t *testing.T, s learn.Settings, threads int) *Session {
	t.Helper()
	return own(t, classTrainer(t, s, oracle.Labelled(97), 0, threads))
}

func own(t *testing.T, tr *learn.Trainer) *Session {
	t.Helper()
	s := New(tr)
	t.Cleanup(s.Close)
	return s
}

// run does n cycles and returns how it stands then.
func run(t *testing.T, s *Session, steps learn.Steps, n int) *Snapshot {
	t.Helper()
	s.Run(steps, n)
	until(t, s, "the run is over", func(st Status) bool { return idle(st) && st.Done == n })
	return s.Fresh()
}

// A cycle of a session is a cycle of every class, each with its own epochs.
func TestSessionOfClassesEqualsTrainersAlone(t *testing.T) {
	for name, s := range constantly() {
		set := oracle.Labelled(97)
		for _, threads := range []int{1, 2, 5} {
			snap := run(t, classSession(t, s, threads), learn.WakeSleep, 31)
			if snap.Cycle != 31 || snap.Record.Cycles != 93 || snap.Record.Classes[2].Cycles != 31 {
				t.Errorf("%s: cycle %d, on record %d", name, snap.Cycle, snap.Record.Cycles)
			}
			bits := 0.0
			for k, label := range []uint8{2, 4, 7} {
				one := s
				one.Seed, one.Epochs, one.Cycles = network.ClassSeed(s.Seed, label), 0, 31
				tr, err := learn.New(one, set.Select(func(i int) bool { return set.Labels[i] == label }), 1)
				if err != nil {
					t.Fatal(err)
				}
				tr.Begin(31)
				for i := range 31 {
					bound, err := tr.Cycle(learn.WakeSleep)
					if err != nil {
						t.Fatal(err)
					}
					if i == 30 {
						bits += bound / 3 / math.Ln2
					}
				}
				if !oracle.Same(snap.Ensemble.Machines[k], tr.Machine(0)) {
					t.Errorf("%s, %d threads: class %d became another machine than alone", name, threads, label)
				}
				tr.Close()
			}
			if last := snap.Curve[len(snap.Curve)-1]; last.Cycle != 31 || math.Abs(last.Bits-bits) > 1e-9*bits {
				t.Errorf("%s: the curve ends at %+v, want a mean over classes of %v bits", name, last, bits)
			}
		}
	}
}

// What was played and saved ends, trained on, in the same bytes as trained at once.
func TestPlayedClassesCanBeResumed(t *testing.T) {
	for name, s := range constantly() {
		set := oracle.Labelled(97)
		whole := classTrainer(t, s, set, 10, 1)
		trainClasses(t, whole)
		want := bytesOf(t, whole.Finished())
		for _, n := range []int{1, 4, 8} {
			session := own(t, classTrainer(t, s, set, 10, 2))
			run(t, session, learn.WakeSleep, n)
			part := reopened(t, session.Checkpoint())
			if part.Record.Life() != uint64(n) {
				t.Errorf("%s: a file of %d cycles says %d", name, n, part.Record.Life())
			}
			rest, err := learn.Resume(part, set, 2)
			if err != nil {
				t.Fatal(err)
			}
			trainClasses(t, rest)
			if bytesOf(t, rest.Finished()) != want {
				t.Errorf("%s: played for %d cycles, training ended in other bytes", name, n)
			}
			rest.Close()
		}
	}
}

func TestSnapshotsOfClassesDoNotChange(t *testing.T) {
	s := classSession(t, constantly()["reweighted"], 2)
	first := s.Fresh()
	copies := first.Ensemble.Machines
	before := slices.Clone(copies[1].Generative.Flat)
	if first.Machine != copies[0] || first.Watched != 0 {
		t.Error("the machine watched at first is not that of the lowest label")
	}
	s.WatchClass(4)
	if snap := s.Fresh(); snap.Watched != 1 || snap.Machine != copies[1] {
		t.Error("at rest, watching another class needs no other copies")
	}
	s.Play(learn.WakeSleep)
	until(t, s, "cycles are done", func(st Status) bool { return st.Done > 20 })
	s.Snapshot()
	until(t, s, "a newer snapshot is there", func(Status) bool { return s.snapshot.Load().Cycle > 20 })
	playing := s.snapshot.Load()
	if playing.Watched != 1 || oracle.Same(playing.Machine, copies[1]) {
		t.Error("the machine watched did not learn")
	}
	if !slices.Equal(before, copies[1].Generative.Flat) {
		t.Error("a snapshot's machine changed as training went on")
	}
	exact := s.Fresh()
	if exact.Machine != exact.Ensemble.Machines[1] {
		t.Error("a fresh snapshot has machines that are not fresh")
	}
	s.Stop()
	if e := s.Fresh().Ensemble; !slices.Equal(e.Labels, []uint8{2, 4, 7}) {
		t.Errorf("a snapshot's machines are those of classes %v", e.Labels)
	}
}

func TestClassSessionChangesTheRate(t *testing.T) {
	s := classSession(t, constantly()["reweighted"], 2)
	run(t, s, learn.WakeSleep, 3)
	if s.SetRate([]float64{-1}) == nil {
		t.Error("a negative rate was taken")
	}
	if err := s.SetRate([]float64{.5, .25, .125, .0625}); err != nil {
		t.Fatal(err)
	}
	if snap := s.Fresh(); snap.Rate[3] != .0625 || len(snap.Record.Changes) != 1 || snap.Record.Changes[0].Cycle != 3 {
		t.Errorf("rates %v, changes on record %+v", snap.Rate, snap.Record.Changes)
	}
	part := reopened(t, s.Checkpoint())
	want := run(t, s, learn.WakeSleep, 8)
	again, err := learn.Continue(part, oracle.Labelled(97), 2)
	if err != nil {
		t.Fatal(err)
	}
	s.Replace(again, nil)
	got := run(t, s, learn.WakeSleep, 8)
	if len(got.Record.Changes) != 1 || !oracle.Same(got.Ensemble.Machines[2], want.Ensemble.Machines[2]) {
		t.Error("after loading, training went on at another rate")
	}
	if err := s.SetThreads(1); err != nil || s.SetThreads(0) == nil {
		t.Error("threads cannot be changed")
	}
}

func TestDivergedClassSessionRecovers(t *testing.T) {
	tr := classTrainer(t, constantly()["classic"], oracle.Labelled(97), 0, 2)
	c := tr.Finished()
	c.SetCalibration(&network.Calibration{Scales: []float64{1, 1, 1}, Offsets: []float64{0, 0, 0}})
	tr, err := learn.Continue(c, oracle.Labelled(97), 2)
	if err != nil {
		t.Fatal(err)
	}
	s := own(t, tr)
	good := s.Fresh()
	if good.Ensemble.Calibration == nil {
		t.Error("the calibration is lost before a cycle")
	}
	s.Play(learn.WakeSleep)
	until(t, s, "cycles are done", func(st Status) bool { return st.Done > 5 })
	s.ask(func(*owner) {
		tr.Machine(1).Generative.Biases[0][0] = float32(math.NaN())
	})
	st := until(t, s, "it stops by itself", func(st Status) bool { return idle(st) && st.Err != nil })
	if !errors.Is(st.Err, learn.ErrDiverged) || !strings.Contains(st.Err.Error(), "class 4") {
		t.Errorf("stopped by %v", st.Err)
	}
	if s.Fresh().Ensemble.Calibration != nil {
		t.Error("a calibration of other machines is kept")
	}
	if !s.Recover() {
		t.Fatal("there is no good state to go back to")
	}
	snap := s.Fresh()
	for k, m := range good.Ensemble.Machines {
		if !oracle.Same(snap.Ensemble.Machines[k], m) {
			t.Errorf("class %d is not as it was before the run", good.Ensemble.Labels[k])
		}
	}
	if snap.Err != nil || snap.Cycle != 0 || snap.Ensemble.Calibration == nil {
		t.Errorf("recovered: %+v", snap.Status)
	}
}

// Nothing that is not a number may get into a file.
func TestClassesThatOnlySleepCanBeSaved(t *testing.T) {
	s := classSession(t, constantly()["classic"], 2)
	if snap := run(t, s, learn.SleepOnly, 15); !math.IsNaN(snap.Bits) || len(snap.Curve) != 0 {
		t.Errorf("dreams have a description length: %v", snap.Bits)
	}
	if _, err := learn.Resume(reopened(t, s.Checkpoint()), oracle.Labelled(97), 1); err != nil {
		t.Error(err)
	}
}

func TestAnyClassMachinesCanBeAdopted(t *testing.T) {
	trained := classTrainer(t, classTrainings()["reweighted"], oracle.Labelled(97), 10, 2)
	trainClasses(t, trained)
	finished := reopened(t, trained.Finished())
	finished.SetCalibration(&network.Calibration{Scales: []float64{1, 1, 1}, Offsets: []float64{0, 0, 0}})
	strange := oracle.Labelled(60)
	for i := range strange.Labels {
		if i%5 == 0 {
			strange.Labels[i] = 9
		}
	}
	for name, c := range map[string]struct {
		set     *images.Set
		heldOut int
		images  int
	}{
		"its own images":   {oracle.Labelled(97), 10, 97},
		"fewer images":     {oracle.Labelled(50), 0, 50},
		"a stranger's too": {strange, 0, 48},
	} {
		tr, err := learn.Continue(finished, c.set, 2)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		s := own(t, tr)
		first := s.Fresh()
		if r := first.Record; r.HeldOut != c.heldOut || r.Images != c.images || r.Calibration == nil ||
			!oracle.Same(first.Machine, finished.Machines[0]) {
			t.Errorf("%s: adopted as %+v", name, r)
		}
		run(t, s, learn.WakeSleep, 25)
		if _, err := learn.Resume(reopened(t, s.Checkpoint()), learn.KnownTo(first.Ensemble, c.set), 1); err != nil {
			t.Errorf("%s: cannot be resumed: %v", name, err)
		}
	}
	missing := oracle.Labelled(97).Select(func(i int) bool { return i%6 != 3 })
	for name, c := range map[string]struct {
		set  *images.Set
		says string
	}{"no labels": {oracle.ManyImages(97), "no labels"}, "no image": {missing, "class 4"}, "few images": {oracle.Labelled(20), "batch"}} {
		if _, err := learn.Continue(finished, c.set, 2); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
