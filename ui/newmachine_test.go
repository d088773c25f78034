package ui

import (
	"reflect"
	"strings"
	"testing"

	"wakesleep/learn"
	"wakesleep/network/images"
)

func digitsLike() *images.Set {
	return &images.Set{Name: "some", Width: 28, Height: 28, Grey: make([]uint8, 784*500)}
}

func TestFormGivesBackTheSettingsItWasGiven(t *testing.T) {
	newStage(t)
	f := newMachineForm(digitsLike())
	for _, s := range []learn.Settings{
		learn.Defaults(), learn.ClassicDefaults(),
		{
			Layers: "30,20c", Method: learn.Reweighted, Samples: 2000, Batch: 7, Rate: []float64{.1, .2, .3},
			Optimiser: learn.SGD, Init: learn.Zero, Rebinarise: true, Seed: 1<<64 - 1,
		},
		{
			Layers: "4", Method: learn.Classic, Samples: 1, Batch: 1, Rate: []float64{1},
			Optimiser: learn.Adam, Init: learn.Glorot,
		},
	} {
		f.set(s)
		if got, err := f.settings(); err != nil || !reflect.DeepEqual(got, s) {
			t.Errorf("got  %+v (%v)\nwant %+v", got, err, s)
		}
	}
}

func TestFormRefusesWhatCannotBe(t *testing.T) {
	newStage(t)
	for _, c := range []struct {
		spoil func(*machineForm)
		says  string
	}{
		{func(f *machineForm) { f.layers.SetText("10c,5") }, "only the last layer may be categorical"},
		{func(f *machineForm) { f.layers.SetText("") }, "is no layer"},
		{func(f *machineForm) { f.samples.SetText("none") }, "samples K"},
		{func(f *machineForm) { f.batch.SetText("0") }, "batch"},
		{func(f *machineForm) { f.rate.SetText("1e-3,1e-3") }, "rate: 2 numbers"},
		{func(f *machineForm) { f.rate.SetText("-1") }, "rate: -1 is impossible"},
		{func(f *machineForm) { f.seed.SetText("-1") }, "seed"},
		{func(f *machineForm) { f.samples.SetText("99999") }, "from 1 to 10000"},
	} {
		f := newMachineForm(digitsLike())
		c.spoil(f)
		if _, err := f.settings(); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("error %v, want one about %q", err, c.says)
		}
	}
}

func TestClassicTakesOneSample(t *testing.T) {
	newStage(t)
	f := newMachineForm(digitsLike())
	f.method.SetSelected("classic")
	if f.samples.Text != "1" || !f.samples.Disabled() || f.optimiser.Selected != "sgd" {
		t.Errorf("classic with K=%s and %s", f.samples.Text, f.optimiser.Selected)
	}
	f.method.SetSelected("reweighted")
	if f.samples.Text != "5" || f.samples.Disabled() || f.optimiser.Selected != "adam" {
		t.Errorf("reweighted with K=%s and %s", f.samples.Text, f.optimiser.Selected)
	}
}

func TestDefaultsAndPresetsAreValid(t *testing.T) {
	for _, set := range []*images.Set{
		digitsLike(),
		{Width: 3, Height: 3, Grey: make([]uint8, 9), Probabilities: []float64{1}},
		{Width: 4, Height: 4, Grey: make([]uint8, 16), Probabilities: []float64{1}},
		{Width: 28, Height: 28, Grey: make([]uint8, 784*3)},
	} {
		s := defaultsFor(set)
		for k := range kinds {
			if k == perClass && set.Probabilities != nil {
				continue
			}
			for _, p := range presetsFor(set, k) {
				s.Layers = p.layers
				if kindOf(p.layers) != k && k != perClass {
					t.Errorf("layers %s are not of the kind %q", p.layers, kindKeys[k])
				}
				trainer, err := learn.NewTrainer(s, set, 1)
				if err != nil {
					t.Errorf("%d×%d, %s: %v", set.Width, set.Height, p.size, err)
					continue
				}
				trainer.Close()
			}
		}
	}
}

func TestDialogMakesTheMachine(t *testing.T) {
	s := newBarsStage(t)
	s.askNewMachine(s.stock)
	s.press("Large")
	s.press("Make it")
	s.settle()
	if got := s.session.Fresh().Record.Settings.Layers; got != "20,10" {
		t.Errorf("the new machine has layers %s", got)
	}
	if s.dialogs() != 0 {
		t.Error("the dialog is still there")
	}
}

func TestDialogStaysWithItsComplaint(t *testing.T) {
	s := newBarsStage(t)
	s.askNewMachine(s.stock)
	for _, o := range s.screen() {
		if e, ok := entryWith(o, "6,1"); ok {
			e.SetText("6,nothing")
		}
	}
	s.press("Make it")
	if s.dialogs() != 1 || !s.reads(`"nothing" is no layer`) {
		t.Error("the dialog does not say what is wrong with the layers")
	}
	s.press("Close")
	if got := s.session.Fresh().Record.Settings.Layers; got != "6,1" {
		t.Errorf("the machine was replaced by one with layers %s", got)
	}
}

// A person's three drawings can be learnt from without another word.
func TestFormOffersNoMoreImagesThanThereAre(t *testing.T) {
	newStage(t)
	f := newMachineForm(&images.Set{Name: "three", Width: 28, Height: 28, Grey: make([]uint8, 784*3)})
	f.set(learn.Defaults())
	if s, err := f.settings(); err != nil || s.Batch != 3 {
		t.Errorf("a batch of %d (%v), there are 3 images", s.Batch, err)
	}
}
