package learn

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// findings are settings of a feature machine from which classes are found.
func findings() Settings {
	compete := contests()["reweighted"]
	compete.Contest.Keep = 5
	return Settings{
		Layers: "30,4", Method: Reweighted, Samples: 3, Batch: 10, Rate: []float64{.01}, Epochs: 2, Optimiser: Adam,
		Init: Glorot, Rebinarise: true, Average: 1, Seed: 3,
		Finding: &Finding{Neighbours: 10, Groups: 8, Compete: compete},
	}
}

// eight are images of eight bars.
func eight(n int) (*images.Set, []int) {
	set, labels := halves(n)
	for i := range labels {
		labels[i] = i % 8
	}
	return set, labels
}

// Even a machine that has learnt nothing keeps alike what is alike, and the groups are the
// same on any number of threads.
func TestSoughtGroups(t *testing.T) {
	set, labels := eight(800)
	m := oracle.Machine(4, 4, "30,4", 3)
	var want []int32
	for _, threads := range []int{1, 3} {
		stages := map[Stage]float64{}
		found, near, err := findings().Finding.Seek(context.Background(), m, set, 1, threads, func(s Stage, share float64) { stages[s] = share })
		if err != nil {
			t.Fatal(err)
		}
		if near.K != 10 || len(near.Rows) != 8000 {
			t.Errorf("%d lists of %d", len(near.Rows), near.K)
		}
		if want == nil {
			want = found.Of
		}
		if !slices.Equal(found.Of, want) {
			t.Errorf("%d threads found other groups than one", threads)
		}
		if stages[Coding] != 1 || stages[Searching] != 1 || stages[Cutting] != 1 {
			t.Errorf("shares done: %v", stages)
		}
		group := map[int]int32{}
		for i, label := range labels {
			if g, known := group[label]; known && g != found.Of[i] {
				t.Fatalf("bar %d is in groups %d and %d", label, g, found.Of[i])
			}
			group[label] = found.Of[i]
		}
		if len(found.Sizes) != 8 {
			t.Errorf("sizes %v", found.Sizes)
		}
	}
}

// Where no image is more alike to some than to others it says so, and by which figure.
func TestNoGroups(t *testing.T) {
	set := &images.Set{Name: "noise", Width: 8, Height: 8, Grey: make([]uint8, 64*600)}
	s := random.New(1, random.Sample, 0, 0)
	for i := range set.Grey {
		set.Grey[i] = uint8(s.Uint64()%2) * 255
	}
	f := findings().Finding
	_, _, err := f.Seek(context.Background(), oracle.Machine(8, 8, "30,4", 3), set, 1, 2, func(Stage, float64) {})
	if err == nil || !strings.Contains(err.Error(), "no groups were found") {
		t.Errorf("noise has groups, error %v", err)
	}
}

func TestStoppedSeeking(t *testing.T) {
	set, _ := eight(800)
	for _, stage := range []Stage{Coding, Searching, Cutting} {
		ctx, cancel := context.WithCancel(context.Background())
		_, _, err := findings().Finding.Seek(ctx, oracle.Machine(4, 4, "30,4", 3), set, 1, 2, func(s Stage, _ float64) {
			if s == stage {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped while %s, it ended with %v", stage, err)
		}
		cancel()
	}
}

// A feature machine's training is followed by a contest: the same one from a file, whenever
// that was written.
func TestContestFollowsFeatures(t *testing.T) {
	set, _ := eight(800)
	s := findings()
	tr, err := New(s, set, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	var stopped []*Checkpoint
	tr.Watch(func(awake bool) {
		if awake && tr.Cycles()%50 == 7 {
			tr.Snapshot(func(c *Checkpoint) { stopped = append(stopped, c) })
		}
	})
	trainClasses(t, tr)
	stopped = append(stopped, tr.Checkpoint())
	next, err := tr.Next(context.Background(), func(Stage, float64) {})
	if err != nil {
		t.Fatal(err)
	}
	defer next.Close()
	if next.Machines() != 8 {
		t.Errorf("%d machines compete", next.Machines())
	}
	trainClasses(t, next)
	if first := reopened(t, next.Finished()).Record.Contest.First; first == nil || first.Layers != s.Layers {
		t.Errorf("what was learnt first is not on record: %+v", first)
	}
	want := bytesOf(t, next.Checkpoint())
	for n, c := range stopped {
		again, err := Resume(reopened(t, c), set, 1)
		if err != nil {
			t.Fatal(err)
		}
		trainClasses(t, again)
		last, err := again.Next(context.Background(), func(Stage, float64) {})
		if err != nil {
			t.Fatal(err)
		}
		trainClasses(t, last)
		if bytesOf(t, last.Checkpoint()) != want {
			t.Errorf("resumed from state %d, other machines were found", n)
		}
		again.Close()
		last.Close()
	}
	if open := s.OpenEnded(); open.Validate() != nil {
		t.Errorf("settings without an end: %v", open.Validate())
	}
	if nothing, err := next.Next(context.Background(), nil); nothing != nil || err != nil {
		t.Errorf("a contest is followed by %v, %v", nothing, err)
	}
}

func TestImpossibleFindings(t *testing.T) {
	small, _ := eight(40)
	large, _ := eight(200)
	for fault, change := range map[string]func(s *Settings) *images.Set{
		"neighbours":       func(s *Settings) *images.Set { s.Finding.Neighbours = 1; return large },
		"groups to begin":  func(s *Settings) *images.Set { s.Finding.Groups = 1; return large },
		"do not compete":   func(s *Settings) *images.Set { s.Finding.Compete.Contest = Contest{}; return large },
		"keep fewer":       func(s *Settings) *images.Set { s.Finding.Compete.Contest.Keep = 9; return large },
		"number of epochs": func(s *Settings) *images.Set { s.Epochs, s.Cycles = 0, 5; return large },
		"batch":            func(s *Settings) *images.Set { s.Finding.Compete.Batch = 0; return large },
		"too few":          func(*Settings) *images.Set { return small },
		"distribution":     func(*Settings) *images.Set { return oracle.KirbyBars() },
	} {
		s := findings()
		set := change(&s)
		if _, err := New(s, set, 1); err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%s: %v", fault, err)
		}
	}
}

// Other machines learn found classes again, together at last, from any state of a file to the
// same one.
func TestFoundClassesAreLearntAgain(t *testing.T) {
	s := contests()["reweighted"]
	again := s
	again.Layers, again.Epochs, again.JointEpochs, again.JointRate = "9,5", 3, 2, .003
	again.Contest = SettledContest(again.Epochs, 3)
	s.Again = &again
	set := oracle.ManyImages(contestImages)
	first := newTestContest(t, s, 2)
	trainClasses(t, first)
	if err := first.Rename(1, "ones"); err != nil {
		t.Fatal(err)
	}
	next := func(threads int) *Trainer {
		from, err := Resume(reopened(t, first.Checkpoint()), set, threads)
		if err != nil {
			t.Fatal(err)
		}
		defer from.Close()
		tr, err := from.Next(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(tr.Close)
		return tr
	}
	var want string
	var stopped []*Checkpoint
	for _, threads := range []int{1, 3} {
		tr := next(threads)
		if of := tr.contest.of; tr.Machines() != 3 || !slices.Equal(tr.membersOf(of), first.membersOf(first.contest.of)) {
			t.Fatal("it began with other classes")
		}
		seen := 0
		tr.Watch(func(awake bool) {
			if seen++; awake && threads == 1 && seen%40 == 7 {
				tr.Snapshot(func(c *Checkpoint) { stopped = append(stopped, c) })
			}
		})
		if reports := trainClasses(t, tr); len(reports) != 5 {
			t.Errorf("%d epochs were reported", len(reports))
		}
		if got := bytesOf(t, tr.Checkpoint()); want == "" {
			want = got
		} else if got != want {
			t.Error("three threads make other machines than one")
		}
		if !slices.Equal(tr.Checkpoint().Record.Names, []string{"", "ones", ""}) {
			t.Errorf("names %q", tr.Checkpoint().Record.Names)
		}
		if again, err := tr.Next(context.Background(), nil); again != nil || err != nil {
			t.Errorf("another training follows, %v", err)
		}
	}
	if len(stopped) < 3 {
		t.Fatalf("%d states on the way", len(stopped))
	}
	for n, c := range stopped {
		tr, err := Resume(reopened(t, c), set, 2)
		if err != nil {
			t.Fatal(err)
		}
		trainClasses(t, tr)
		if bytesOf(t, tr.Checkpoint()) != want {
			t.Errorf("resumed from state %d, other machines came out", n)
		}
		tr.Close()
	}
}
