package dreams

import (
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/network"
	"wakesleep/ui/pictures"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

func TestDreamOnlyOfWhatIsHeld(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,5c")
	s.Session().SetNames([]string{"7", "one", "7", "", "3"})
	s.Session().Fresh()
	r := s.Shown()
	sevens := texts.Of("dreams.of.group", "7", 2)
	named := func(unit int, name string) string { return texts.Category(unit, name) }
	want := []string{
		texts.Of("dreams.of.anything"), "3", sevens, "one", named(0, "7"), named(1, "one"), named(2, "7"),
		texts.Category(3, ""), named(4, "3"),
	}
	if !slices.Equal(r.held.Options, want) {
		t.Fatalf("choices %q, want %q", r.held.Options, want)
	}
	r.beside.SetChecked(true)
	r.held.SetSelected(sevens)
	s.Settle()
	seen := map[int]bool{}
	for i := range 100 {
		seen[r.night.dreams.States[2].FirstOne(i)] = true
	}
	if !seen[0] || !seen[2] || len(seen) != 2 {
		t.Errorf("sevens are dreamt by categories %v", seen)
	}
	for _, i := range pictures.PickLabelled(s.Data().Training, 7, 50, 1) {
		if s.Data().Training.Labels[i] != 7 {
			t.Error("beside the sevens stands something else")
		}
	}
	s.Session().SetNames([]string{"1", "1", "1", "1", "1"})
	s.Session().Fresh()
	s.Refresh()
	s.Settle()
	if r.held.Selected != texts.Of("dreams.of.anything") {
		t.Errorf("%q is held, which is gone", r.held.Selected)
	}
}

func TestTopUnitsCanBeHeld(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,6")
	r := s.Shown()
	r.held.SetSelected(texts.Of("dreams.of.unit", 4))
	s.Settle()
	for i := range 100 {
		if !r.night.dreams.States[2].Get(i, 4) {
			t.Fatalf("unit 4 is off in dream %d", i)
		}
	}
}

func TestHoldingsOfNamelessMachines(t *testing.T) {
	m, err := network.New(2, 2, []network.Layer{{Units: 2, Kind: network.Categorical}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var choices []string
	for _, h := range holdings(m, nil) {
		choices = append(choices, h.text)
	}
	if want := []string{texts.Of("dreams.of.anything"), texts.Category(0, ""), texts.Category(1, "")}; !slices.Equal(choices, want) {
		t.Errorf("choices %q", choices)
	}
}

func TestAllClassesDream(t *testing.T) {
	s := stage.WithClasses(newScene(t))
	machines := s.RunOf("20", "bar.wakeSleep.button").Ensemble
	r := s.Shown()
	if len(r.night.machines) != 2 || !slices.Equal(r.held.Options, []string{texts.Of("dreams.of.anything"), "4", "7"}) {
		t.Fatalf("%d machines dream of one of %q", len(r.night.machines), r.held.Options)
	}
	by := map[int]int{}
	for i, k := range r.night.dreamers {
		by[k]++
		if got := r.night.machine(i); !slices.Equal(got.Generative.Flat, machines.Machines[k].Generative.Flat) {
			t.Fatalf("dream %d is of another machine", i)
		}
		own, want := r.night.dream(i), r.night.machine(i).DreamOf(1, r.night.dream(i).States[1], 1)
		for pixel, p := range own.Probabilities.Row(0) {
			if math.Abs(float64(p-want.Probabilities.Row(0)[pixel])) > 1e-5 {
				t.Fatalf("dream %d is not what the machine for it makes of its causes", i)
			}
		}
	}
	if by[0] < 20 || by[1] < 20 {
		t.Errorf("the classes dream %v times", by)
	}
	first, other := slices.Index(r.night.dreamers, 0), slices.Index(r.night.dreamers, 1)
	r.dreams.OnChosen(other, false)
	r.dreams.OnChosen(first, true)
	s.Settle()
	if !s.Reads("dreams.one.by", 7) || r.more.walk.Count() != rowPictures {
		t.Error("the dream of the other class, or the walk from it, is not shown")
	}
	walk := r.night.walk(other, first, 3)
	for i, p := range walk[2] {
		if q := r.night.dreams.Probabilities.Row(first)[i]; math.Abs(float64(p-q)) > 1e-5 {
			t.Fatalf("pixel %d: the walk ends at %v, the dream has %v", i, p, q)
		}
	}
	r.held.SetSelected("7")
	s.Settle()
	if slices.Contains(r.night.dreamers, 0) {
		t.Error("among sevens is a dream of another class")
	}
}

func TestMoreLikeADream(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,5c")
	s.Session().SetNames([]string{"7", "one", "7", "", "3"})
	s.Session().Fresh()
	r := s.Shown()
	for unit, want := range []string{texts.Of("dreams.of.group", "7", 2), "one", texts.Of("dreams.of.group", "7", 2), texts.Category(3, ""), "3"} {
		r.held.SetSelected(texts.Of("dreams.of.anything"))
		s.Settle()
		index := slices.IndexFunc(r.statesOf(2), func(row []uint64) bool { return row[0]>>unit&1 == 1 })
		r.dreams.OnChosen(index, false)
		s.Settle()
		r.detail.more.OnTapped()
		s.Settle()
		if r.held.Selected != want {
			t.Errorf("more like a dream of category %d is %q", unit, r.held.Selected)
		}
	}
}

func TestMoreLikeADreamWithoutCategories(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,6")
	r := s.Shown()
	r.dreams.OnChosen(7, false)
	s.Settle()
	top := r.statesOf(2)[7][0]
	r.detail.more.OnTapped()
	s.Settle()
	for i, row := range r.statesOf(2) {
		if row[0] != top {
			t.Fatalf("dream %d has the top causes %b, want %b", i, row[0], top)
		}
	}
	if r.held.Selected != texts.Of("dreams.of.like.top", 8) {
		t.Errorf("it dreams of %q", r.held.Selected)
	}
	r.dreams.TypedKey(&fyne.KeyEvent{Name: fyne.KeyMinus})
	s.Settle()
	if rows := r.statesOf(2); !slices.ContainsFunc(rows, func(row []uint64) bool { return row[0] != top }) {
		t.Error("it goes on with the same top causes")
	}
}

func TestMoreLikeADreamByALowerLayer(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,12,6")
	r := s.Shown()
	r.dreams.OnChosen(7, false)
	s.Settle()
	r.more.kept.SetSelectedIndex(1)
	s.Settle()
	want := r.detail.other.States
	r.detail.more.OnTapped()
	s.Settle()
	for i := range r.night.dreams.Count() {
		for l := 2; l <= 3; l++ {
			if !slices.Equal(r.statesOf(l)[i], want[l].Row(0)) {
				t.Fatalf("dream %d has other causes in layer %d", i, l)
			}
		}
	}
	if rows := r.statesOf(1); r.held.Selected != texts.Of("dreams.of.like.layer", 8, 2) || sameDreams(rows[:1], rows[1:2]) {
		t.Errorf("%q: all causes are the same", r.held.Selected)
	}
}
