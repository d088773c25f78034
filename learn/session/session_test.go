package session

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"wakesleep/internal/oracle"
	"wakesleep/learn"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func session(t *testing.T, change func(*learn.Settings)) *Session {
	t.Helper()
	s := trainings()["reweighted"]
	s.Average, s.FinalRate, s.Epochs = 0, nil, 0
	change(&s)
	tr, err := learn.New(s, oracle.ManyImages(100), 1)
	if err != nil {
		t.Fatal(err)
	}
	session := New(tr)
	t.Cleanup(session.Close)
	return session
}

// until waits for a condition on the status.
func until(t *testing.T, s *Session, what string, holds func(Status) bool) Status {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		if status := s.Status(); holds(status) {
			return status
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("waited in vain until %s; status %+v", what, s.Status())
	return Status{}
}

func idle(s Status) bool { return s.State == Idle }

func TestSessionRunsAsManyCyclesAsAsked(t *testing.T) {
	s := session(t, func(*learn.Settings) {})
	s.Run(learn.WakeSleep, 37)
	until(t, s, "37 cycles are done", func(st Status) bool { return idle(st) && st.Done == 37 })
	s.Run(learn.WakeOnly, 5)
	until(t, s, "5 more are done", func(st Status) bool { return idle(st) && st.Done == 5 && st.Steps == learn.WakeOnly })
	s.Run(learn.SleepOnly, 6)
	st := until(t, s, "6 more are done", func(st Status) bool { return idle(st) && st.Done == 6 })
	if st.Cycle != 48 || !st.Awake {
		t.Errorf("after 37+5+6 cycles: cycle %d, awake %v at rest", st.Cycle, st.Awake)
	}
	s.Play(learn.SleepOnly)
	until(t, s, "it sleeps", func(st Status) bool { return !st.Awake })
}

// A session is a trainer and nothing else: the same cycles give the same machine.
func TestSessionEqualsTrainer(t *testing.T) {
	s := session(t, func(*learn.Settings) {})
	s.Run(learn.WakeSleep, 20)
	until(t, s, "20 cycles are done", func(st Status) bool { return idle(st) && st.Done == 20 })
	settings := trainings()["reweighted"]
	settings.Average, settings.FinalRate, settings.Epochs, settings.Cycles = 0, nil, 0, 20
	want := train(t, settings, 1)
	if !oracle.Same(s.Fresh().Machine, want.Machine(0)) {
		t.Error("20 cycles in a session made another machine than 20 cycles of a trainer")
	}
}

func TestSessionPausesContinuesAndStops(t *testing.T) {
	s := session(t, func(*learn.Settings) {})
	s.Run(learn.WakeSleep, 1_000_000)
	until(t, s, "cycles are done", func(st Status) bool { return st.Done > 3 })
	s.Pause()
	held := s.Fresh()
	time.Sleep(5 * time.Millisecond)
	if again := s.Fresh(); again.State != Paused || again.Done != held.Done || again.Total != 1_000_000 {
		t.Errorf("paused at %d of %d, then %+v", held.Done, held.Total, again.Status)
	}
	s.Continue()
	until(t, s, "it goes on", func(st Status) bool { return st.Done > held.Done })
	s.Stop()
	if st := s.Fresh(); st.State != Idle {
		t.Errorf("stopped, then %+v", st.Status)
	}
}

func TestSnapshotsDoNotChange(t *testing.T) {
	s := session(t, func(*learn.Settings) {})
	first := s.Fresh()
	copied := first.Machine.Clone()
	s.Play(learn.WakeSleep)
	until(t, s, "cycles are done", func(st Status) bool { return st.Done > 20 })
	if !oracle.Same(first.Machine, copied) {
		t.Error("a snapshot's machine changed as training went on")
	}
	s.Snapshot()
	until(t, s, "a snapshot that was asked for is newer", func(Status) bool { return s.snapshot.Load().Cycle > first.Cycle })
}

func TestSessionChangesTheRate(t *testing.T) {
	s := session(t, func(*learn.Settings) {})
	if err := s.SetRate([]float64{-1}); err == nil {
		t.Error("a negative rate was taken")
	}
	if err := s.SetRate([]float64{.5, .25, .125, .0625}); err != nil {
		t.Fatal(err)
	}
	snap := s.Fresh()
	if snap.Rate[0] != .5 || snap.Rate[3] != .0625 {
		t.Errorf("rates are %v", snap.Rate)
	}
	if c := snap.Record.Changes; len(c) != 1 || c[0].Setting != "rate" || c[0].Value != "0.5,0.25,0.125,0.0625" {
		t.Errorf("changes on record: %+v", c)
	}
}

func TestSessionStopsWhenTrainingDivergesAndRecovers(t *testing.T) {
	s := session(t, func(s *learn.Settings) {
		s.Method, s.Samples, s.Optimiser = learn.Classic, 1, learn.SGD
		s.Layers = "7,4"
	})
	s.Run(learn.WakeSleep, 10)
	until(t, s, "10 cycles are done", func(st Status) bool { return idle(st) && st.Done == 10 })
	was := s.Fresh()
	good := was.Machine
	s.Play(learn.WakeSleep)
	until(t, s, "cycles are done", func(st Status) bool { return st.Done > 5 })
	s.ask(func(o *owner) {
		o.trainer.Machine(0).Generative.Biases[0][0] = float32(math.NaN())
	})
	st := until(t, s, "it stops by itself", func(st Status) bool { return idle(st) && st.Err != nil })
	if !errors.Is(st.Err, learn.ErrDiverged) {
		t.Errorf("stopped by %v", st.Err)
	}
	if !s.Recover() {
		t.Fatal("there is no good state to go back to")
	}
	snap := s.Fresh()
	if snap.Err != nil || !oracle.Same(snap.Machine, good) {
		t.Errorf("recovered, but not to the machine before the run: %v", snap.Err)
	}
	if snap.Bits != was.Bits || !slices.Equal(snap.Curve, was.Curve) {
		t.Errorf("recovered to %v bits and %d points of the curve, they were %v and %d",
			snap.Bits, len(snap.Curve), was.Bits, len(was.Curve))
	}
}

// A rate that ruined the machine is gone with what it did.
func TestRecoverGivesUpALaterRate(t *testing.T) {
	s := session(t, func(*learn.Settings) {})
	s.Run(learn.WakeSleep, 10)
	until(t, s, "10 cycles are done", func(st Status) bool { return idle(st) && st.Done == 10 })
	before := s.Fresh()
	s.Play(learn.WakeSleep)
	until(t, s, "cycles are done", func(st Status) bool { return st.Done > 5 })
	if err := s.SetRate([]float64{1000}); err != nil {
		t.Fatal(err)
	}
	s.ask(func(o *owner) { o.trainer.Machine(0).Generative.Biases[0][0] = float32(math.NaN()) })
	until(t, s, "it stops by itself", func(st Status) bool { return idle(st) && st.Err != nil })
	if !s.Recover() {
		t.Fatal("there is no good state to go back to")
	}
	back := s.Fresh()
	if !slices.Equal(back.Rate, before.Rate) || len(back.Record.Changes) != 0 {
		t.Errorf("recovered to the rates %v and the changes %v", back.Rate, back.Record.Changes)
	}
	s.Run(learn.WakeSleep, 5)
	until(t, s, "5 cycles are done", func(st Status) bool { return idle(st) && st.Done == 5 })
	if after := s.Fresh(); after.Err != nil || !slices.Equal(after.Rate, before.Rate) {
		t.Errorf("the next run went on at the rates %v: %v", after.Rate, after.Err)
	}
}

func TestSessionChangesThreadsUnderWay(t *testing.T) {
	one, two := session(t, func(*learn.Settings) {}), session(t, func(*learn.Settings) {})
	if two.SetThreads(0) == nil {
		t.Error("no threads were taken")
	}
	for run := range uint64(3) {
		one.Run(learn.WakeSleep, 7)
		two.Run(learn.WakeSleep, 7)
		for _, s := range []*Session{one, two} {
			until(t, s, "7 cycles are done", func(st Status) bool { return idle(st) && st.Cycle == 7*(run+1) })
		}
		if err := two.SetThreads(3); err != nil {
			t.Fatal(err)
		}
	}
	if !oracle.Same(one.Fresh().Machine, two.Fresh().Machine) {
		t.Error("more threads made another machine")
	}
}

func TestReplaceAndCheckpoint(t *testing.T) {
	s := session(t, func(*learn.Settings) {})
	s.Run(learn.WakeSleep, 9)
	until(t, s, "9 cycles are done", func(st Status) bool { return idle(st) && st.Done == 9 })
	c := s.Checkpoint()
	s.Run(learn.WakeSleep, 9)
	tr, err := learn.Continue(reopened(t, c), oracle.ManyImages(100), 2)
	if err != nil {
		t.Fatal(err)
	}
	s.Replace(tr, nil)
	if snap := s.Fresh(); snap.Cycle != 9 || snap.State != Idle || !oracle.Same(snap.Machine, c.Machines[0]) {
		t.Errorf("after loading: %+v", snap.Status)
	}
}

// Whoever replaced the training must not be shown the one before.
func TestReplacedTrainingIsInTheNextSnapshot(t *testing.T) {
	s := session(t, func(*learn.Settings) {})
	settings := learn.Defaults()
	for i := range 200 {
		settings.Layers, settings.Batch = []string{"4,2", "5,3"}[i%2], 10
		tr, err := learn.New(settings, oracle.ManyImages(100), 1)
		if err != nil {
			t.Fatal(err)
		}
		want := tr.Machine(0).String()
		s.Replace(tr, nil)
		if got := s.Snapshot().Machine.String(); got != want {
			t.Fatalf("replacement %d: the snapshot has a machine %s, want %s", i, got, want)
		}
	}
}

func TestCommandsAfterCloseDoNothing(t *testing.T) {
	s := session(t, func(*learn.Settings) {})
	s.Close()
	s.Close()
	s.Play(learn.WakeSleep)
	if s.Checkpoint() != nil || s.Recover() || s.SetRate([]float64{1}) == nil {
		t.Error("a closed session obeyed")
	}
	if s.Snapshot() == nil || s.Fresh() == nil {
		t.Error("a closed session forgot its last snapshot")
	}
}

func TestCurveHalvesAndKeepsItsMean(t *testing.T) {
	var c curve
	for i := range 5000 {
		c.add(uint64(i+1), float64(i))
	}
	points := c.clone().done
	if len(points) >= maxPoints || len(points) < maxPoints/2-1 {
		t.Errorf("%d points", len(points))
	}
	for i, p := range points {
		width := float64(c.each)
		if p.Bits != float64(p.Cycle)-(width+1)/2 {
			t.Fatalf("point %d at cycle %d is %v, not the mean of its %v cycles", i, p.Cycle, p.Bits, width)
		}
	}
	if !math.IsNaN(new(curve).recent()) {
		t.Error("a curve without points has a mean")
	}
}

// A rate that is far too large is found out.
func TestTroubleIsInTheStatus(t *testing.T) {
	s := session(t, func(s *learn.Settings) { s.Optimiser, s.Rate = learn.SGD, []float64{30} })
	if got := s.Status(); got.Troubles != 0 {
		t.Fatalf("%d troubles in the beginning", got.Troubles)
	}
	s.Run(learn.WakeSleep, 20_000)
	got := until(t, s, "trouble", func(now Status) bool { return now.Troubles > 0 || now.Err != nil })
	if got.Trouble != learn.AboveOneBit {
		t.Errorf("%q at cycle %d, %v bits, %v", got.Trouble, got.Cycle, got.Bits, got.Err)
	}
}
