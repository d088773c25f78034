package weights

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/learn"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

func (s *scene) choose(r *Room, unit int) {
	r.choose(unit)
	s.Settle()
}

func TestAllUnitsAreShownInBothDirections(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	r.form.SetSelectedIndex(1)
	s.Settle()
	m := s.Session().Fresh().Machine
	p := r.atlas.shown
	if r.atlas.up.Count() != 20 || r.atlas.down.Count() != 20 || r.atlas.up.Selected() != 0 {
		t.Errorf("%d and %d units, number %d chosen", r.atlas.up.Count(), r.atlas.down.Count(), r.atlas.up.Selected())
	}
	i := 7*28 + 12
	up, down := m.Recognition.Weights(0, 1).Row(i)[7], m.Generative.Weights(1, 0).Row(7)[i]
	if p.up[7][i] != up || p.down[7][i] != down || p.upLimit <= 0 {
		t.Errorf("pixel 12,7 of unit 7 has %v and %v, want %v and %v", p.up[7][i], p.down[7][i], up, down)
	}
	r.atlas.up.OnHovered(7, 12, 7, up, true)
	if want := texts.Of("weights.atlas.value", 7, texts.Of("weights.pixel", 12, 7), texts.Weight(up), texts.Weight(down)); !s.ReadsWords(want) {
		t.Errorf("%q is not on the screen but %q", want, r.panel.Remark.Text)
	}
	r.atlas.up.OnHovered(0, 0, 0, 0, false)
	if s.Reads("weights.pixel", 12, 7) {
		t.Error("the pixel is still named after the pointer left")
	}
}

func TestKeysChooseUnitsAndLayers(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,4,3c")
	r := s.Shown()
	key := func(name fyne.KeyName) {
		r.atlas.up.TypedKey(&fyne.KeyEvent{Name: name})
		s.Settle()
	}
	key(fyne.KeyRight)
	key(fyne.KeyRight)
	key(fyne.KeyLeft)
	if r.unit != 1 {
		t.Errorf("arrows lead to unit %d, want 1", r.unit)
	}
	key(fyne.KeyPageUp)
	key(fyne.KeyPageUp)
	key(fyne.KeyPageUp)
	if r.layer != 3 || r.atlas.up.Count() != 3 {
		t.Errorf("page up leads to layer %d with %d units", r.layer, r.atlas.up.Count())
	}
	key(fyne.KeyPageDown)
	if r.layer != 2 || r.layers.SelectedIndex() != 1 {
		t.Errorf("page down leads to layer %d", r.layer)
	}
}

func TestHigherLayersAreNearSquaresAndNamed(t *testing.T) {
	s := stage.WithDigits(newScene(t), "22,3c")
	s.Session().SetNames([]string{"4", "7", ""})
	s.Session().Fresh()
	r := s.Shown()
	r.layers.SetSelectedIndex(1)
	r.form.SetSelectedIndex(1)
	s.Settle()
	if r.layer != 2 || r.atlas.up.Count() != 3 || r.unit != 0 {
		t.Errorf("layer %d with %d units, unit %d", r.layer, r.atlas.up.Count(), r.unit)
	}
	p := r.atlas.shown
	if p.width*p.height < 22 || p.width*p.height > 25 {
		t.Errorf("22 weights lie on %d×%d places", p.width, p.height)
	}
	for i, v := range p.down[0] {
		if (v != v) != (i >= 22) {
			t.Errorf("place %d has the weight %v", i, v)
		}
	}
	s.choose(r, 1)
	if !s.Reads("weights.unit.named", 1, "7") {
		t.Error("the category's name is not on the screen")
	}
	r.detail.up.OnHovered(0, 1, 1, p.up[1][p.width+1], true)
	if want := texts.Of("common.unit", p.width+1, 1); !s.ReadsWords(want) {
		t.Errorf("%q is not on the screen", want)
	}
	r.detail.name.Begin()
	r.detail.name.Entry.OnSubmitted("nine")
	s.Until("the name is there", func() bool { return s.Session().Fresh().Record.Names[1] == "nine" })
}

// Names of machines which found their classes are not those of what each has at its top.
func TestTopsOfFoundClassesHaveNoNames(t *testing.T) {
	s := newScene(t)
	s.FoundOf("8,3c", []int{0, 1, 2}, 3)
	s.Session().SetNames([]string{"4", "7", "hooks"})
	s.Session().Fresh()
	r := s.Shown()
	r.layers.SetSelectedIndex(1)
	s.Settle()
	if !s.Reads("weights.unit.category", 0) || r.detail.name.Tipped.Visible() {
		t.Error("a category within a machine has the name of its class, or can be given one")
	}
	if names := r.atlas.shown.names; slices.ContainsFunc(names, func(n string) bool { return n != "" }) {
		t.Errorf("on the pictures stands %q", names)
	}
}

func TestWeightsFollowTraining(t *testing.T) {
	s := stage.WithDigits(newScene(t), "5,2")
	r := s.Shown()
	before := r.atlas.shown.down[0]
	s.Press("bar.step.button")
	s.AtRest()
	s.Until("the weights are new", func() bool { return r.atlas.shown.down[0][400] != before[400] })
	if r.unit != 0 || r.layer != 1 {
		t.Error("training must not change the choice")
	}
}

func TestAnotherMachineBeginsAtItsFirstLayer(t *testing.T) {
	s := stage.WithDigits(newScene(t), "5,2")
	r := s.Shown()
	r.layers.SetSelectedIndex(1)
	r.choose(1)
	s.Begin("bars3", learn.ClassicDefaults())
	s.Settle()
	if r.layer != 1 || r.unit != 0 || r.atlas.up.Count() != 6 || r.layers.Selected != texts.Count("draw.bits.layer.units", 6, 1) {
		t.Errorf("layer %d, unit %d, %d units, %q", r.layer, r.unit, r.atlas.up.Count(), r.layers.Selected)
	}
	if r.detail.strongest.Count() != strongestMost {
		t.Errorf("%d images fire it most", r.detail.strongest.Count())
	}
}

func TestUnitsAreSorted(t *testing.T) {
	s := stage.WithDigits(newScene(t), "6,3c")
	r := s.Shown()
	m := s.Session().Fresh().Machine
	r.sorted.SetSelectedIndex(int(byWeight))
	s.Settle()
	last := math.Inf(1)
	for _, unit := range r.order {
		sum := 0.0
		for _, w := range m.GenerativeField(1, 0, unit) {
			sum += float64(w) * float64(w)
		}
		if sum > last*(1+1e-5) {
			t.Errorf("units %v: unit %d has longer weights than the one before", r.order, unit)
		}
		last = sum
	}
	r.sorted.SetSelectedIndex(int(byFiring))
	s.Settle()
	shares := r.study.firing.Shares(1)
	if !slices.IsSortedFunc(r.order, func(a, b int) int {
		if shares[a] >= shares[b] {
			return -1
		}
		return 1
	}) {
		t.Errorf("units %v with shares %v", r.order, shares)
	}
	r.atlas.up.OnChosen(2, false)
	if r.unit != r.order[2] || r.atlas.down.Selected() != 2 {
		t.Errorf("the third unit is %d, want %d", r.unit, r.order[2])
	}
}

func TestWeightsRoomHelpsEverywhere(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	stage.RequireTips(t, s.Shown().Object())
}

func TestWeightsAreThoseOfTheClass(t *testing.T) {
	s := stage.WithClasses(newScene(t))
	machines := s.RunOf("20", "bar.wakeSleep.button").Ensemble.Machines
	r := s.Shown()
	for k, text := range []string{"4", "7"} {
		s.Button("class " + text).OnTapped()
		s.Session().Fresh()
		s.Tick()
		s.Settle()
		if r.v.Whole != machines[k] {
			t.Errorf("class %s: the weights of another machine", text)
		}
	}
}

func TestCategoriesBearNamesAndShares(t *testing.T) {
	s := stage.WithDigits(newScene(t), "6,3c")
	s.Session().SetNames([]string{"4", "", "seven"})
	s.Session().Fresh()
	r := s.Shown()
	if r.atlas.down.Captions() != nil {
		t.Error("units that are no categories bear captions")
	}
	r.layers.SetSelectedIndex(1)
	s.Settle()
	if got := r.atlas.down.Captions(); !slices.Equal(got, []string{"4", "", "seven"}) {
		t.Errorf("the categories are called %q", got)
	}
	sum := 0
	for _, text := range r.atlas.up.Captions() {
		share, err := strconv.Atoi(strings.TrimLeft(strings.TrimSuffix(text, " %"), "<>"))
		if err != nil {
			t.Fatal(err)
		}
		sum += share
	}
	if sum < 98 || sum > 102 {
		t.Errorf("shares %q add up to %d %%", r.atlas.up.Captions(), sum)
	}
	r.atlas.magnify(2)
	if r.atlas.down.Captions() == nil {
		t.Error("larger pictures bear no captions")
	}
	r.sorted.SetSelectedIndex(int(byFiring))
	s.Settle()
	if at := slices.Index(r.order, 2); r.atlas.down.Captions()[at] != "seven" {
		t.Error("a name has stayed where its category was")
	}
}
