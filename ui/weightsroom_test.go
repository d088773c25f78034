package ui

import (
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/ui/pictures"
)

func (s *stage) weightsRoom() *weightsRoom {
	for _, t := range s.frame.rooms {
		if r, ok := t.room.(*weightsRoom); ok {
			s.frame.chooseRoom(t.key)
			s.settle()
			return r
		}
	}
	s.t.Fatal("no room for weights")
	return nil
}

func (s *stage) choose(r *weightsRoom, unit int) {
	r.choose(unit)
	s.settle()
}

func TestAllUnitsAreShownInBothDirections(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.weightsRoom()
	m := s.session.Fresh().Machine
	p := r.atlas.shown
	if r.atlas.up.Count() != 20 || r.atlas.down.Count() != 20 || r.atlas.up.Selected() != 0 {
		t.Errorf("%d and %d units, number %d chosen", r.atlas.up.Count(), r.atlas.down.Count(), r.atlas.up.Selected())
	}
	i := 7*28 + 12
	up, down := m.Recognition.Weights[1].Row(i)[7], m.Generative.Weights[1].Row(7)[i]
	if p.up[7][i] != up || p.down[7][i] != down || p.upLimit <= 0 {
		t.Errorf("pixel 12,7 of unit 7 has %v and %v, want %v and %v", p.up[7][i], p.down[7][i], up, down)
	}
	r.atlas.up.OnHovered(7, 12, 7, up, true)
	if want := "unit 7, pixel 12,7: ↑ " + weightText(up) + "  ↓ " + weightText(down); !s.reads(want) {
		t.Errorf("%q is not on the screen but %q", want, r.panel.remark.Text)
	}
	r.atlas.up.OnHovered(0, 0, 0, 0, false)
	if s.reads("pixel 12,7") {
		t.Error("the pixel is still named after the pointer left")
	}
}

func TestTheChosenUnitIsShownLarge(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.weightsRoom()
	m := s.session.Fresh().Machine
	r.atlas.down.OnChosen(7, false)
	s.settle()
	if r.unit != 7 || r.detail.entry.Text != "7" || r.atlas.up.Selected() != 7 || r.atlas.down.Selected() != 7 {
		t.Errorf("after a tap on unit 7: unit %d, entry %s", r.unit, r.detail.entry.Text)
	}
	up, down := m.Recognition.Weights[1].Row(7*28 + 12)[7], m.Generative.Weights[1].Row(7)[7*28+12]
	r.detail.down.OnHovered(0, 12, 7, down, true)
	for _, want := range []string{"pixel 12,7: " + weightText(up), "pixel 12,7: " + weightText(down), "Unit 7 of layer 1"} {
		if !s.reads(want) {
			t.Errorf("%q is not on the screen", want)
		}
	}
	r.detail.down.OnHovered(0, 0, 0, 0, false)
	if !s.reads("what makes it fire") || s.reads("pixel 12,7") {
		t.Error("the pixel is still named after the pointer left")
	}
	if want := "biases ↑ " + weightText(m.Recognition.Biases[1][7]) +
		" ↓ " + weightText(m.Generative.Biases[1][7]); !s.reads(want) {
		t.Errorf("%q is not on the screen", want)
	}
	if r.detail.name.tipped.Visible() {
		t.Error("a unit that is no category cannot be named")
	}
}

func TestStepsAndTypingChooseUnits(t *testing.T) {
	s := newDigitsStage(t, "5,3c")
	r := s.weightsRoom()
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
	if r.unit != 4 || u.entry.Text != "4" || !strings.Contains(s.frame.message.Text, "0 to 4") {
		t.Errorf("there is no unit 5; shown: %d, entry %q, message %q", r.unit, u.entry.Text, s.frame.message.Text)
	}
}

func TestKeysChooseUnitsAndLayers(t *testing.T) {
	s := newDigitsStage(t, "20,4,3c")
	r := s.weightsRoom()
	key := func(name fyne.KeyName) {
		r.atlas.up.TypedKey(&fyne.KeyEvent{Name: name})
		s.settle()
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
	s := newDigitsStage(t, "22,3c")
	s.session.SetNames([]string{"4", "7", ""})
	s.session.Fresh()
	r := s.weightsRoom()
	r.layers.SetSelectedIndex(1)
	r.form.SetSelectedIndex(0)
	s.settle()
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
	if !s.reads("Category 1") || !s.reads("“7”") {
		t.Error("the category's name is not on the screen")
	}
	r.detail.up.OnHovered(0, 1, 1, p.up[1][p.width+1], true)
	if want := "unit " + thousands(p.width+1) + " of layer 1: "; !s.reads(want) {
		t.Errorf("%q is not on the screen", want)
	}
	r.detail.name.begin()
	r.detail.name.entry.OnSubmitted("nine")
	s.until("the name is there", func() bool { return s.session.Fresh().Record.Names[1] == "nine" })
}

func TestWeightsFollowTraining(t *testing.T) {
	s := newDigitsStage(t, "5,2")
	r := s.weightsRoom()
	before := r.atlas.shown.down[0]
	s.press("step")
	s.atRest()
	s.until("the weights are new", func() bool { return r.atlas.shown.down[0][400] != before[400] })
	if r.unit != 0 || r.layer != 1 {
		t.Error("training must not change the choice")
	}
}

func TestAnotherMachineBeginsAtItsFirstLayer(t *testing.T) {
	s := newDigitsStage(t, "5,2")
	r := s.weightsRoom()
	r.layers.SetSelectedIndex(1)
	r.choose(1)
	s.begin("bars3", learn.ClassicDefaults())
	s.settle()
	if r.layer != 1 || r.unit != 0 || r.atlas.up.Count() != 6 || r.layers.Selected != "layer 1 · 6 units" {
		t.Errorf("layer %d, unit %d, %d units, %q", r.layer, r.unit, r.atlas.up.Count(), r.layers.Selected)
	}
	if r.detail.strongest.Count() != strongestMost {
		t.Errorf("%d images fire it most", r.detail.strongest.Count())
	}
}

func TestUnitsAreSorted(t *testing.T) {
	s := newDigitsStage(t, "6,3c")
	r := s.weightsRoom()
	m := s.session.Fresh().Machine
	r.sorted.SetSelectedIndex(int(byWeight))
	s.settle()
	last := math.Inf(1)
	for _, unit := range r.order {
		sum := 0.0
		for _, w := range m.GenerativeField(1, unit) {
			sum += float64(w) * float64(w)
		}
		if sum > last*(1+1e-5) {
			t.Errorf("units %v: unit %d has longer weights than the one before", r.order, unit)
		}
		last = sum
	}
	r.sorted.SetSelectedIndex(int(byFiring))
	s.settle()
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

func TestPixelsAreEffectsAndImages(t *testing.T) {
	s := newDigitsStage(t, "5,4,3c")
	r := s.weightsRoom()
	if r.pixels() {
		t.Error("the first layer begins with its weights")
	}
	r.layers.SetSelectedIndex(2)
	s.settle()
	p := r.atlas.shown
	if !r.pixels() || p.width != 28 || len(p.down) != 3 || len(p.up[0]) != 784 {
		t.Fatalf("%s: %d pictures %d wide", r.form.Selected, len(p.down), p.width)
	}
	want := r.v.snapshot.Machine.Effects(3, []int{2}, effectDreams, 1)[0]
	if !slices.Equal(p.down[2], want) {
		t.Error("below a category is not what it does to dreams")
	}
	// The mean image by hand: weighted by the unit's probability, less the plain mean.
	f, pixel := r.study.firing.Probabilities[3], 14*28+14
	sum, weights, plain := 0.0, 0.0, 0.0
	for i, grey := range r.study.greys {
		w := float64(f.Row(i)[2])
		sum += w * float64(grey[pixel]) / 255
		weights += w
		plain += float64(grey[pixel]) / 255 / float64(len(r.study.greys))
	}
	if got := float64(p.up[2][pixel]); math.Abs(got-(sum/weights-plain)) > 1e-4 {
		t.Errorf("images that fire it: %v, want %v", got, sum/weights-plain)
	}
}

func TestDreamsWithTheUnitHeld(t *testing.T) {
	s := newDigitsStage(t, "5,3c")
	r := s.weightsRoom()
	s.choose(r, 3)
	if r.detail.on.Count() != heldShown || r.detail.off.Count() != heldShown || r.detail.difference.Count() != 1 {
		t.Errorf("%d dreams on, %d off", r.detail.on.Count(), r.detail.off.Count())
	}
	if r.detail.strongest.Count() != strongestMost || !s.reads("fires for ") {
		t.Errorf("%d images, %q", r.detail.strongest.Count(), r.detail.images.remark.Text)
	}
}

func TestSilencedUnitsAreGreyedOut(t *testing.T) {
	s := newDigitsStage(t, "5,3c")
	r := s.weightsRoom()
	s.choose(r, 3)
	weights := slices.Clone(r.atlas.shown.down[3])
	s.press("silence")
	s.settle()
	if !r.atlas.up.Dimmed(3) || r.atlas.up.Dimmed(2) || !slices.Equal(s.deadUnits(1), []int{3}) {
		t.Error("the unit is not silent, or not greyed out")
	}
	if r.detail.strongest.Count() != 0 || !s.reads("fires for nothing") {
		t.Error("a silent unit has images that fire it")
	}
	if !slices.Equal(r.atlas.shown.down[3], weights) {
		t.Error("the weights of a silenced unit are not shown any more")
	}
	s.press("bring back")
	s.settle()
	if r.atlas.up.Dimmed(3) || len(s.deadUnits(1)) != 0 {
		t.Error("the unit did not come back")
	}
	s.damages.setShares(1, 0)
	s.settle()
	if b := r.detail.silence; b.Text != "dead" || !b.Disabled() {
		t.Errorf("a unit that the slider killed is offered to %q", b.Text)
	}
}

func TestZoomMakesTilesLarger(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.weightsRoom()
	a := r.atlas
	fit := pictures.Columns(20, 28, 28, fyne.NewSize((a.space.Width-gap)/2, a.space.Height))
	a.in.OnTapped()
	a.in.OnTapped()
	if height := a.up.MinSize().Height; height <= a.space.Height || a.zoom <= 2 || fit < 2 {
		t.Errorf("zoomed, the sheet is %v high in %v", height, a.space.Height)
	}
	s.choose(r, 19)
	if at, size := a.up.Cell(19); a.scroll.Offset.Y <= 0 || at.Y+size.Height > a.scroll.Offset.Y+a.scroll.Size().Height {
		t.Errorf("the last unit is chosen, and out of sight at %v: the sheet is scrolled by %v", at, a.scroll.Offset)
	}
	a.out.OnTapped()
	a.out.OnTapped()
	if a.zoom != 1 || !a.out.Disabled() || a.up.MinSize().Height > a.space.Height {
		t.Errorf("back at zoom %v", a.zoom)
	}
}

func TestPictureOfAHiddenLayerIsNearSquare(t *testing.T) {
	for _, n := range []int{1, 2, 3, 7, 10, 22, 50, 100, 150, 200, 997, 1000} {
		w, h := nearSquare(n)
		if w*h < n || (h-1)*w >= n || w < h || float64(w) > 1.6*float64(h)+1 {
			t.Errorf("%d units lie on %d×%d places", n, w, h)
		}
	}
	if w, h := nearSquare(50); w*h != 50 && w*h != 56 && w*h != 54 {
		t.Errorf("50 units lie on %d×%d places", w, h)
	}
}

func TestWeightsRoomHelpsEverywhere(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	requireTips(t, s.weightsRoom().content)
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

func TestBothSheetsAreSaved(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.weightsRoom()
	s.picker.path = filepath.Join(t.TempDir(), "weights")
	r.save.OnTapped()
	s.until("the file is there", func() bool { return strings.HasPrefix(s.frame.message.Text, "Saved as") })
	f, err := os.Open(s.picker.path + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X*size.Y < 2*20*28*28*pictureScale*pictureScale {
		t.Errorf("the picture has %v pixels", size)
	}
}
