package ui

import (
	"math"
	"strings"
	"testing"

	"wakesleep/learn"
	"wakesleep/network"
)

func (s *stage) weightsRoom() *weightsRoom {
	for _, t := range s.frame.rooms {
		if r, ok := t.room.(*weightsRoom); ok {
			s.frame.chooseTitled(r.title())
			s.settle()
			return r
		}
	}
	s.t.Fatal("no room for weights")
	return nil
}

func TestWeightsOfTheChosenUnitAreShown(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.weightsRoom()
	m := s.session.Fresh().Machine
	if r.units.Count() != 20 || r.units.Selected() != 0 {
		t.Errorf("%d units, number %d chosen; want 20 and 0", r.units.Count(), r.units.Selected())
	}
	r.units.OnTapped(7)
	s.settle()
	if r.unit != 7 || r.slider.Value != 7 || r.entry.Text != "7" || r.units.Selected() != 7 {
		t.Errorf("after a tap on unit 7: unit %d, slider %v, entry %s", r.unit, r.slider.Value, r.entry.Text)
	}
	r.pair.down.sheet.OnHovered(0, 12, 7, r.pair.fields.generative[7*28+12], true)
	up, down := m.Recognition.Weights[1].Row(7*28 + 12)[7], m.Generative.Weights[1].Row(7)[7*28+12]
	for _, want := range []string{"pixel 12,7: " + weightText(up), "pixel 12,7: " + weightText(down)} {
		if !s.reads(want) {
			t.Errorf("%q is not on the screen", want)
		}
	}
	r.pair.down.sheet.OnHovered(0, 0, 0, 0, false)
	if !s.reads("what makes it fire") || s.reads("pixel 12,7") {
		t.Error("the pixel is still named after the pointer left")
	}
	if want := "biases: recognition " + weightText(m.Recognition.Biases[1][7]) +
		", generative " + weightText(m.Generative.Biases[1][7]); !s.reads(want) {
		t.Errorf("%q is not on the screen", want)
	}
}

func TestStepsAndTypingChooseUnits(t *testing.T) {
	s := newDigitsStage(t, "5,3c")
	r := s.weightsRoom()
	if !r.back.Disabled() || r.onward.Disabled() {
		t.Error("from the first unit one can only go on")
	}
	r.onward.OnTapped()
	r.onward.OnTapped()
	r.back.OnTapped()
	if r.unit != 1 {
		t.Errorf("two on and one back is unit %d", r.unit)
	}
	r.entry.SetText("4")
	r.entry.OnSubmitted("4")
	if r.unit != 4 || !r.onward.Disabled() {
		t.Errorf("typed 4, and unit %d is shown", r.unit)
	}
	r.entry.OnSubmitted("5")
	if r.unit != 4 || r.entry.Text != "4" || !strings.Contains(s.frame.message.Text, "0 to 4") {
		t.Errorf("there is no unit 5; shown: %d, entry %q, message %q", r.unit, r.entry.Text, s.frame.message.Text)
	}
	r.slider.SetValue(2)
	if r.unit != 2 || r.entry.Text != "2" {
		t.Errorf("the slider at 2 shows unit %d", r.unit)
	}
}

func TestHigherLayersAreNearSquaresAndNamed(t *testing.T) {
	s := newDigitsStage(t, "22,3c")
	s.session.SetNames([]string{"4", "7", ""})
	s.session.Fresh()
	r := s.weightsRoom()
	r.layers.SetSelectedIndex(1)
	s.settle()
	if r.layer != 2 || r.units.Count() != 3 || r.unit != 0 {
		t.Errorf("layer %d with %d units, unit %d", r.layer, r.units.Count(), r.unit)
	}
	f := r.pair.fields
	if f.width*f.height < 22 || f.width*f.height > 25 {
		t.Errorf("22 weights lie on %d×%d places", f.width, f.height)
	}
	for i, v := range f.generative {
		if (v != v) != (i >= 22) {
			t.Errorf("place %d has the weight %v", i, v)
		}
	}
	r.choose(1)
	if !s.reads("category 1, “7”") {
		t.Error("the category's name is not on the screen")
	}
	r.pair.up.sheet.OnHovered(0, 1, 1, f.recognition[f.width+1], true)
	if want := "unit " + thousands(f.width+1) + " of layer 1: "; !s.reads(want) {
		t.Errorf("%q is not on the screen", want)
	}
}

func TestWeightsFollowTraining(t *testing.T) {
	s := newDigitsStage(t, "5,2")
	r := s.weightsRoom()
	before := r.pair.fields.generative
	s.press("step")
	s.atRest()
	s.until("the weights are new", func() bool { return r.pair.fields.generative[400] != before[400] })
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
	if r.layer != 1 || r.unit != 0 || r.units.Count() != 6 || r.layers.Selected != "layer 1 · 6 units" {
		t.Errorf("layer %d, unit %d, %d units, %q", r.layer, r.unit, r.units.Count(), r.layers.Selected)
	}
	// All weights are zero: the scale must still be one.
	if r.pair.legend.Limit() != 1 || r.unitsLegend.Limit() != 1 {
		t.Error("weights of zero need a scale too")
	}
}

func TestLargeLayersAreShownInParts(t *testing.T) {
	s := newDigitsStage(t, "950,2")
	r := s.weightsRoom()
	if r.units.Count() != unitsShown || !s.reads("0 to 399 of 950") {
		t.Errorf("%d units on the sheet: %q", r.units.Count(), r.unitsPanel.remark.Text)
	}
	r.choose(900)
	s.settle()
	if r.units.Count() != 150 || r.units.Selected() != 100 || !s.reads("800 to 949 of 950") {
		t.Errorf("%d units on the sheet, %d chosen: %q", r.units.Count(), r.units.Selected(), r.unitsPanel.remark.Text)
	}
	r.units.OnTapped(3)
	if r.unit != 803 {
		t.Errorf("the fourth unit on the sheet is %d", r.unit)
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

func TestLimitIsSharedByBothDirections(t *testing.T) {
	m, err := network.New(2, 2, []network.Layer{{Units: 3}})
	if err != nil {
		t.Fatal(err)
	}
	m.Recognition.Weights[1].Row(3)[2] = -4
	m.Generative.Weights[1].Row(2)[1] = 1.5
	f := fieldsOf(m, 1, 2)
	if f.recognition[3] != -4 || f.generative[1] != 1.5 || f.limit() != 4 {
		t.Errorf("recognition %v, generative %v, limit %v", f.recognition, f.generative, f.limit())
	}
	if got := weightText(float32(-1.338)); got != "−1.34" {
		t.Errorf("got %q", got)
	}
	if got := quantile([]float32{3, 1, 2, float32(math.Pi)}, .5); got != 3 {
		t.Errorf("the median of 1, 2, 3, π is given as %v", got)
	}
}

func TestHigherLayersCanBeFollowedDownToThePixels(t *testing.T) {
	s := newDigitsStage(t, "5,4,3c")
	r := s.weightsRoom()
	if !r.down.Disabled() {
		t.Error("the first layer is at the pixels already")
	}
	r.layers.SetSelectedIndex(2)
	r.down.SetChecked(true)
	s.settle()
	m := s.session.Fresh().Machine
	p := paintingsOf(m, 3, 0, true)
	if p.width != 28 || p.height != 28 || len(p.images) != 3 {
		t.Fatalf("%d pictures of %d×%d", len(p.images), p.width, p.height)
	}
	for _, pixel := range []int{0, 300, 783} {
		want := 0.0 // the sum over all ways down, less its mean over the categories
		for c, share := range []float64{-1. / 3, -1. / 3, 2. / 3} {
			for i := range 4 {
				for j := range 5 {
					want += share * float64(m.Generative.Weights[3].Row(c)[i]) *
						float64(m.Generative.Weights[2].Row(i)[j]) * float64(m.Generative.Weights[1].Row(j)[pixel])
				}
			}
		}
		if got := float64(p.images[2][pixel]); math.Abs(got-want) > 1e-5 {
			t.Errorf("pixel %d: %v, want %v", pixel, got, want)
		}
	}
	r.units.OnHovered(2, 5, 6, .5, true)
	if !s.reads("unit 2, pixel 5,6: +0.50") {
		t.Errorf("the pixel is called %q", r.unitsPanel.remark.Text)
	}
}
