package weights

import (
	"slices"
	"testing"

	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

func TestTheChosenUnitIsShownLarge(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	r.form.SetSelectedIndex(1)
	s.Settle()
	m := s.Session().Fresh().Machine
	r.atlas.down.OnChosen(7, false)
	s.Settle()
	if r.unit != 7 || r.detail.entry.Text != "7" || r.atlas.up.Selected() != 7 || r.atlas.down.Selected() != 7 {
		t.Errorf("after a tap on unit 7: unit %d, entry %s", r.unit, r.detail.entry.Text)
	}
	up, down := m.Recognition.Weights(0, 1).Row(7*28 + 12)[7], m.Generative.Weights(1, 0).Row(7)[7*28+12]
	r.detail.down.OnHovered(0, 12, 7, down, true)
	for _, want := range []string{
		texts.Of("weights.unit.value", texts.Of("weights.pixel", 12, 7), texts.Weight(up)),
		texts.Of("weights.unit.value", texts.Of("weights.pixel", 12, 7), texts.Weight(down)), texts.Of("weights.unit.title", 7, 1),
	} {
		if !s.ReadsWords(want) {
			t.Errorf("%q is not on the screen", want)
		}
	}
	r.detail.down.OnHovered(0, 0, 0, 0, false)
	if !s.Reads("weights.up.raw") || s.Reads("weights.pixel", 12, 7) {
		t.Error("the pixel is still named after the pointer left")
	}
	if want := numbersWords(m.Recognition.Biases[1][7], m.Generative.Biases[1][7], lengthOf(m, 1, 7)); !s.ReadsWords(want) {
		t.Errorf("%q is not on the screen", want)
	}
	if r.detail.name.Tipped.Visible() {
		t.Error("a unit that is no category cannot be named")
	}
}

func TestStepsAndTypingChooseUnits(t *testing.T) {
	s := stage.WithDigits(newScene(t), "5,3c")
	r := s.Shown()
	u := r.detail
	if !u.back.Disabled() || u.onward.Disabled() {
		t.Error("from the first unit one can only go on")
	}
	u.onward.OnTapped()
	u.onward.OnTapped()
	u.back.OnTapped()
	if r.unit != 1 {
		t.Errorf("two on and one back is unit %d", r.unit)
	}
	u.entry.SetText("4")
	u.entry.OnSubmitted("4")
	if r.unit != 4 || !u.onward.Disabled() {
		t.Errorf("typed 4, and unit %d is shown", r.unit)
	}
	u.entry.OnSubmitted("5")
	if r.unit != 4 || u.entry.Text != "4" || !s.Says("common.noCount", texts.Of("weights.unit.entry"), "5", 0, 4) {
		t.Errorf("there is no unit 5; shown: %d, entry %q, message %q", r.unit, u.entry.Text, s.Said())
	}
}

func TestDreamsWithTheUnitHeld(t *testing.T) {
	s := stage.WithDigits(newScene(t), "5,3c")
	r := s.Shown()
	s.choose(r, 3)
	if r.detail.on.Count() != heldShown || r.detail.off.Count() != heldShown || r.detail.difference.Count() != 1 {
		t.Errorf("%d dreams on, %d off", r.detail.on.Count(), r.detail.off.Count())
	}
	if r.detail.strongest.Count() != strongestMost || !s.Reads("weights.images.share") {
		t.Errorf("%d images, %q", r.detail.strongest.Count(), r.detail.images.Remark.Text)
	}
}

// dead are the silent units of the layer that is shown.
func (r *Room) dead() []int {
	var list []int
	for u := range r.v.Snapshot.Machine.Layers[r.layer].Units {
		if r.v.Snapshot.Machine.Silent(r.layer, u) {
			list = append(list, u)
		}
	}
	return list
}

func TestSilencedUnitsAreGreyedOut(t *testing.T) {
	s := stage.WithDigits(newScene(t), "5,3c")
	r := s.Shown()
	s.choose(r, 3)
	weights := slices.Clone(r.atlas.shown.down[3])
	s.Press("weights.silence.text")
	s.Settle()
	if !r.atlas.up.Dimmed(3) || r.atlas.up.Dimmed(2) || !slices.Equal(r.dead(), []int{3}) {
		t.Error("the unit is not silent, or not greyed out")
	}
	if r.detail.strongest.Count() != 0 || !s.Reads("weights.images.silent") {
		t.Error("a silent unit has images that fire it")
	}
	if !slices.Equal(r.atlas.shown.down[3], weights) {
		t.Error("the weights of a silenced unit are not shown any more")
	}
	s.Press("weights.silence.undo")
	s.Settle()
	if r.atlas.up.Dimmed(3) || len(r.dead()) != 0 {
		t.Error("the unit did not come back")
	}
	s.Damages().SetShares(1, 0)
	s.Settle()
	if b := r.detail.silence; b.Text != texts.Of("weights.silence.dead") || !b.Disabled() {
		t.Errorf("a unit that the slider killed is offered to %q", b.Text)
	}
}

func TestFavouriteLabels(t *testing.T) {
	p := bits.NewFloats(6, 2)
	for i, first := range []float32{1, 1, 0, 0, .8, 0} {
		p.Row(i)[0], p.Row(i)[1] = first, .5
	}
	s := &study{labels: []uint8{7, 7, 1, 1, 3, 4}, firing: &network.Firing{Probabilities: []*bits.Floats{nil, p}}}
	if got := s.favourites(1, 0); !slices.Equal(got, []uint8{7, 3}) {
		t.Errorf("it fires above all for %v", got)
	}
	if got := s.favourites(1, 1); len(got) != 0 {
		t.Errorf("a unit that fires for all alike has the favourites %v", got)
	}
}
