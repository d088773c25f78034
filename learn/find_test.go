package learn

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network/images"
)

func finding() Finding {
	s := contests()["reweighted"]
	s.Contest.Keep = 2
	return Finding{Neighbours: 10, Groups: 8, Compete: s}
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
		found, err := finding().Seek(context.Background(), m, set, 1, threads, func(s Stage, share float64) { stages[s] = share })
		if err != nil {
			t.Fatal(err)
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

func TestStoppedSeeking(t *testing.T) {
	set, _ := eight(800)
	for _, stage := range []Stage{Coding, Searching, Cutting} {
		ctx, cancel := context.WithCancel(context.Background())
		_, err := finding().Seek(ctx, oracle.Machine(4, 4, "30,4", 3), set, 1, 2, func(s Stage, _ float64) {
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

func TestImpossibleFindings(t *testing.T) {
	small, _ := eight(40)
	large, _ := eight(200)
	for fault, change := range map[string]func(f *Finding) *images.Set{
		"neighbours":      func(f *Finding) *images.Set { f.Neighbours = 1; return large },
		"groups to begin": func(f *Finding) *images.Set { f.Groups = 1; return large },
		"do not compete":  func(f *Finding) *images.Set { f.Compete.Contest = Contest{}; return large },
		"keep fewer":      func(f *Finding) *images.Set { f.Compete.Contest.Keep = 9; return large },
		"too few":         func(*Finding) *images.Set { return small },
		"distribution":    func(*Finding) *images.Set { return oracle.KirbyBars() },
	} {
		f := finding()
		set := change(&f)
		if err := f.Check(set); err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%s: %v", fault, err)
		}
	}
}
