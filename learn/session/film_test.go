package session

import (
	"slices"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
)

// filmed are trainings of both kinds, with their images.
func filmed(t *testing.T) map[string]func() (*learn.Trainer, *images.Set) {
	t.Helper()
	makers := map[string]func() (*learn.Trainer, *images.Set){}
	for name, s := range trainings() {
		s.FinalRate, s.Average, s.Epochs, s.Cycles = nil, 0, 0, 0
		makers[name] = func() (*learn.Trainer, *images.Set) {
			set := oracle.ManyImages(100)
			tr, err := learn.New(s, set, 1)
			if err != nil {
				t.Fatal(err)
			}
			return tr, set
		}
	}
	for name, s := range constantly() {
		makers["classes, "+name] = func() (*learn.Trainer, *images.Set) {
			set := oracle.Labelled(97)
			return classTrainer(t, s, set, 0, 2), set
		}
	}
	return makers
}

// all are the machines of a snapshot.
func all(s *Snapshot) []*network.Machine {
	return s.Ensemble.Machines
}

func sameMachines(a, b *Snapshot) bool {
	return slices.EqualFunc(all(a), all(b), oracle.Same)
}

// Going back to a frame in the midst of a run and training on gives the machine
// that the run gave, bit for bit, whatever happened after the frame.
func TestGoingBackAndOnIsExact(t *testing.T) {
	for name, begin := range filmed(t) {
		tr, set := begin()
		s := own(t, tr)
		run(t, s, learn.WakeSleep, 7)
		if err := s.SetRate([]float64{.02}); err != nil {
			t.Fatal(err)
		}
		there := run(t, s, learn.WakeSleep, 30)
		i := slices.IndexFunc(there.Film, func(f *Frame) bool { return f.Cycle() == 7+23 })
		if i < 0 {
			t.Fatalf("%s: no frame after 23 cycles of a run", name)
		}
		frame := there.Film[i]
		if err := s.SetRate([]float64{.5}); err != nil {
			t.Fatal(err)
		}
		run(t, s, learn.SleepOnly, 5)
		again, err := learn.Continue(frame.Checkpoint, set, 2)
		if err != nil {
			t.Fatal(err)
		}
		s.GoTo(again, frame.Moment, nil)
		back := s.Fresh()
		if back.Cycle != 30 || len(back.Record.Changes) != 1 || len(back.Curve) != 30 || back.State != Idle {
			t.Errorf("%s: back at cycle %d with %d changes and %d points of the curve", name, back.Cycle, len(back.Record.Changes), len(back.Curve))
		}
		if got := run(t, s, learn.WakeSleep, 7); !sameMachines(got, there) || got.Bits != there.Bits {
			t.Errorf("%s: another machine than the first time", name)
		}
	}
}

// Going back to a run's beginning and doing it again is exact even where the rate
// falls along the run and weights are averaged in its end.
func TestDoingARunAgainIsExact(t *testing.T) {
	set := oracle.ManyImages(100)
	tr, err := learn.New(trainings()["reweighted"], set, 1)
	if err != nil {
		t.Fatal(err)
	}
	s := own(t, tr)
	run(t, s, learn.WakeSleep, 9)
	before := s.Moment()
	first := run(t, s, learn.WakeSleep, 40)
	again, err := learn.Continue(before.Checkpoint, set, 1)
	if err != nil {
		t.Fatal(err)
	}
	s.GoTo(again, before, nil)
	if got := run(t, s, learn.WakeSleep, 40); !sameMachines(got, first) {
		t.Error("another machine than the first time")
	}
}

// A frame is what a trainer alone gives after as many cycles, and its dreams are
// that machine's.
func TestFramesAreOfTheirCycle(t *testing.T) {
	for name, begin := range filmed(t) {
		tr, _ := begin()
		film := run(t, own(t, tr), learn.WakeSleep, 41).Film
		var at []uint64
		for _, f := range film {
			at = append(at, f.Cycle())
			alone, _ := begin()
			for range f.Cycle() {
				if _, err := alone.Cycle(learn.WakeSleep); err != nil {
					t.Fatal(err)
				}
			}
			want := FrameDreams(alone.Finished().Ensemble)
			alone.Close()
			if !slices.EqualFunc(f.Dreams, want, slices.Equal) || len(f.Dreams) != 12 {
				t.Errorf("%s: the dreams of cycle %d are not that machine's", name, f.Cycle())
			}
		}
		if !slices.Equal(at, []uint64{0, 10, 23, 39}) {
			t.Errorf("%s: frames of cycles %v", name, at)
		}
	}
}

// The film goes on when the training is replaced, and what is replaced is its last
// frame; a run that begins where nothing has happened adds none.
func TestFilmSurvivesReplacement(t *testing.T) {
	begin := filmed(t)["reweighted"]
	tr, _ := begin()
	s := own(t, tr)
	s.Attach("first")
	run(t, s, learn.WakeSleep, 15)
	fresh, _ := begin()
	s.Replace(fresh, nil)
	s.Attach("second")
	s.Run(learn.WakeSleep, 3)
	s.Stop()
	s.Run(learn.WakeSleep, 3)
	film := run(t, s, learn.WakeOnly, 2).Film
	last := film[2]
	if last.Cycle() != 15 || last.Tag != "first" || last.Run != 1 {
		t.Errorf("what was replaced is %v at cycle %d of run %d", last.Tag, last.Cycle(), last.Run)
	}
	if f := film[3]; f.Cycle() != 0 || f.Tag != "second" {
		t.Errorf("the new machine begins as %v at cycle %d", f.Tag, f.Cycle())
	}
	for i := 1; i < len(film); i++ {
		if film[i].Cycle() == film[i-1].Cycle() {
			t.Errorf("two frames of cycle %d", film[i].Cycle())
		}
	}
}

// Keep takes its turn among commands, and copies nothing twice.
func TestKeepStandsBetweenCommands(t *testing.T) {
	tr, _ := filmed(t)["reweighted"]()
	s := own(t, tr)
	var kept [3]*Moment
	s.Keep(func(m *Moment) { kept[0] = m })
	s.Keep(func(m *Moment) { kept[1] = m })
	s.Run(learn.WakeSleep, 4)
	until(t, s, "the run is over", func(st Status) bool { return idle(st) && st.Done == 4 })
	s.Keep(func(m *Moment) { kept[2] = m })
	now := s.Moment()
	if kept[0].Cycle() != 0 || kept[0] != kept[1] || kept[2].Cycle() != 4 || kept[2] != now {
		t.Error("a state was not kept when it was asked for, or was copied twice")
	}
	if kept[0].Checkpoint != s.Snapshot().Film[0].Checkpoint {
		t.Error("the film has a copy of its own of the run's beginning")
	}
	s.FitNames([]string{"a", "b", "c"})
	if m := s.Moment(); m == now || len(m.Checkpoint.Record.Names) != 3 {
		t.Error("the state lacks names that were given since")
	}
}

// A film of any length keeps its ends and few frames, closest where a run begins.
func TestFilmIsThinnedGeometrically(t *testing.T) {
	tr, _ := filmed(t)["reweighted"]()
	defer tr.Close()
	small := &Moment{Checkpoint: tr.Checkpoint()}
	var f film
	runs := []int{1_000_000, 300, 300}
	for _, cycles := range runs {
		f.begin()
		f.take(small, learn.WakeSleep, 0)
		for done := 1; done <= cycles; done++ {
			f.current = false
			if f.wants(done) {
				f.take(small, learn.WakeSleep, done)
			}
		}
	}
	if len(f.frames) != maxFrames {
		t.Fatalf("%d frames", len(f.frames))
	}
	var offsets [3][]int
	for _, frame := range f.frames {
		offsets[frame.Run-1] = append(offsets[frame.Run-1], frame.Offset)
	}
	for k, list := range offsets {
		if len(list) < 4 || list[0] != 0 || list[len(list)-1] < runs[k]/2 || !slices.IsSorted(list) {
			t.Errorf("run %d of %d cycles has frames %v", k+1, runs[k], list)
		}
		for i := 3; i < len(list); i++ {
			if ratio := float64(list[i]) / float64(list[i-1]); ratio > 16 {
				t.Errorf("run %d: from %d to %d nothing is left", k+1, list[i-1], list[i])
			}
		}
	}
}

// Machines that are too large for the memory of a film leave fewer frames.
func TestFilmIsBoundedInMemory(t *testing.T) {
	s := learn.ClassicDefaults()
	s.Layers, s.Rate = "4000", []float64{.1}
	tr, err := learn.New(s, &images.Set{Name: "blank", Width: 28, Height: 28, Grey: make([]uint8, 784)}, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	large := &Moment{Checkpoint: tr.Finished()}
	if want := 4 * (2*784*4000 + 784 + 2*4000); large.Checkpoint.Bytes() != want {
		t.Fatalf("%d bytes, want %d", large.Checkpoint.Bytes(), want)
	}
	f := film{runs: 1}
	for i := range 12 {
		// Dreams would take long, and are not what this is about.
		f.frames = append(f.frames, &Frame{Moment: large, Run: 1, Offset: 10 << i})
		f.thin()
	}
	if n := len(f.frames); n != maxFilm/large.Checkpoint.Bytes() || f.frames[0].Offset != 10 || f.frames[n-1].Offset != 10<<11 {
		t.Errorf("%d frames of %d bytes", n, large.Checkpoint.Bytes())
	}
}
