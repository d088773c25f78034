package dreams

import (
	"slices"
	"testing"

	"wakesleep/network"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// Machines which found their classes dream by the names of these, of all with one name together,
// and of each alone.
func TestFoundClassesDreamByName(t *testing.T) {
	s := stage.WithFound(newScene(t), 3)
	s.Session().SetNames([]string{"7", "", "7"})
	s.Session().Fresh()
	r := s.Shown()
	sevens := texts.Of("dreams.of.group", "7", 2)
	want := []string{texts.Of("dreams.of.anything"), sevens, "category 0 “7”", "category 1", "category 2 “7”"}
	if !slices.Equal(r.held.Options, want) {
		t.Fatalf("choices %q, want %q", r.held.Options, want)
	}
	for _, c := range []struct {
		held     string
		dreamers []int
	}{
		{sevens, []int{0, 2}}, {"category 1", []int{1}}, {"category 2 “7”", []int{2}}, {want[0], []int{0, 1, 2}},
	} {
		r.held.SetSelected(c.held)
		s.Settle()
		seen := slices.Compact(slices.Sorted(slices.Values(r.night.dreamers)))
		if !slices.Equal(seen, c.dreamers) {
			t.Errorf("%s is dreamt by machines %v, want %v", c.held, seen, c.dreamers)
		}
	}
	for k, text := range []string{"category 0 “7”", "category 1", "category 2 “7”"} {
		r.dreams.OnChosen(slices.Index(r.night.dreamers, k), false)
		s.Settle()
		if got := r.detail.its.lines[1].Text; got != text {
			t.Errorf("a dream of machine %d is told to be of %q", k, got)
		}
	}
	r.detail.more.OnTapped()
	s.Settle()
	if r.held.Selected != sevens {
		t.Errorf("more like a dream of a seven is %q", r.held.Selected)
	}
	r.dreams.OnChosen(0, false)
	s.Session().SetNames([]string{"", "", ""})
	s.Session().Fresh()
	s.Refresh()
	s.Settle()
	if r.held.Selected != want[0] || len(r.held.Options) != 4 {
		t.Errorf("%q of %q is held", r.held.Selected, r.held.Options)
	}
}

// Beside dreams of a class stand images with the label that it is called by, and of one without
// such a name any.
func TestImagesBesideDreamsOfFoundClasses(t *testing.T) {
	s := stage.WithFound(newScene(t), 3)
	s.Session().SetNames([]string{"7", "hooks", ""})
	s.Session().Fresh()
	r := s.Shown()
	r.beside.SetChecked(true)
	for held, labels := range map[string][]uint8{"category 0 “7”": {7}, "category 1 “hooks”": {4, 7}, "category 2": {4, 7}} {
		r.held.SetSelected(held)
		s.Settle()
		if label := r.holding().label; (label == 7) != (len(labels) == 1) || r.inputs.Count() != min(100, 30*len(labels)) {
			t.Errorf("beside dreams of %s stand %d images with the label %d", held, r.inputs.Count(), label)
		}
	}
}

// While machines are given up, what is held goes with its machine, or becomes anything.
func TestHeldClassesThatAreGivenUp(t *testing.T) {
	s := stage.WithFound(newScene(t), 2)
	r := s.Shown()
	r.held.SetSelected("category 2")
	s.Settle()
	s.RunOf("20", "bar.wakeSleep.button")
	s.Settle()
	if n := s.Session().Fresh().Ensemble.Count(); n != 2 || len(r.night.machines) != 2 {
		t.Fatalf("%d machines are left, of which %d dream", n, len(r.night.machines))
	}
	if r.held.Selected != texts.Of("dreams.of.anything") {
		t.Errorf("%q is held", r.held.Selected)
	}
}

// Each of some classes dreams as often as images are its own, and classes that are gone do not.
func TestDreamersOfClasses(t *testing.T) {
	e := &network.Ensemble{Machines: make([]*network.Machine, 4), Labels: []uint8{1, 3, 4, 9}, Shares: []float64{.5, .1, .3, .1}, Found: true}
	const n = 10_000
	for _, c := range []struct {
		classes []uint8
		want    []float64
	}{
		{nil, []float64{.5, .1, .3, .1}},
		{[]uint8{4, 9}, []float64{0, 0, .75, .25}},
		{[]uint8{2, 3}, []float64{0, 1, 0, 0}},
		{[]uint8{2}, []float64{.5, .1, .3, .1}},
	} {
		counts := make([]float64, 4)
		for _, k := range dreamersOf(e, c.classes, n, 1) {
			counts[k]++
		}
		for k, count := range counts {
			if d := count/n - c.want[k]; d > .02 || d < -.02 || c.want[k] == 0 && count > 0 {
				t.Errorf("classes %v dream %v times, want shares of %v", c.classes, counts, c.want)
			}
		}
	}
	e.Shares = []float64{1, 0, 0, 0}
	if got := dreamersOf(e, []uint8{4}, 5, 1); !slices.Equal(got, []int{2, 2, 2, 2, 2}) {
		t.Errorf("a class without images is dreamt by %v", got)
	}
}
