package dreams

import (
	"bytes"
	"image/png"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/learn"
	"wakesleep/ui/pictures"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// rows are the states of layer l of all dreams on the sheet.
func (r *Room) statesOf(l int) (rows [][]uint64) {
	states := r.night.dreams.States[l]
	for i := range states.Rows {
		rows = append(rows, states.Row(i))
	}
	return rows
}

func sameDreams(a, b [][]uint64) bool {
	return slices.EqualFunc(a, b, func(x, y []uint64) bool { return slices.Equal(x, y) })
}

func TestDreamsFillTheSheetByThemselves(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,12,3c")
	r := s.Shown()
	if r.dreams.Count() != 100 || r.dreams.Selected() != 0 || r.empty.Visible() {
		t.Errorf("%d dreams, number %d chosen, empty text shown: %v", r.dreams.Count(), r.dreams.Selected(), r.empty.Visible())
	}
	if !s.Reads("dreams.sheet.noise") {
		t.Error("nobody says that the machine has learnt nothing yet")
	}
	first := r.statesOf(0)
	r.again.OnTapped()
	s.Settle()
	if sameDreams(first, r.statesOf(0)) {
		t.Error("dream again shows the same dreams")
	}
	for _, size := range dreamSizes {
		r.size.SetSelected(size)
		s.Settle()
		if got := texts.Thousands(r.dreams.Count()); got != size {
			t.Errorf("%s dreams on the sheet, want %s", got, size)
		}
	}
}

func TestInputsStandBesideInTheSameForm(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	if r.inputsBox.Visible() {
		t.Error("inputs are shown before anybody asks")
	}
	r.beside.SetChecked(true)
	r.form.SetSelectedIndex(1)
	s.Settle()
	if !r.inputsBox.Visible() || !s.Reads("dreams.beside.inputs") || r.inputs.Count() != 60 || r.inputs.Size() != r.dreams.Size() {
		t.Errorf("inputs shown: %v, %d, of size %v beside %v", r.inputsBox.Visible(), r.inputs.Count(), r.inputs.Size(), r.dreams.Size())
	}
	grey := 0
	for _, values := range pictures.Dreamt(r.night.dreams, r.firings()) {
		for _, v := range values {
			if v != 0 && v != 1 {
				grey++
			}
		}
	}
	if grey > 0 {
		t.Errorf("%d pixels of firings are grey", grey)
	}
}

func TestTemperatureDividesLogits(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	if r.heatText.Text != "1.00" || r.temperature() != 1 {
		t.Errorf("at first the temperature is %s", r.heatText.Text)
	}
	r.heat.SetValue(1)
	s.Settle()
	if r.heatText.Text != "2.00" {
		t.Errorf("the slider at 1 is a temperature of %s", r.heatText.Text)
	}
	m, warm := s.Session().Fresh().Machine, r.night.machine(0)
	for i, b := range m.Generative.Biases[0] {
		if math.Abs(float64(warm.Generative.Biases[0][i]-b/2)) > 1e-7 {
			t.Fatalf("bias %d is %v at temperature 2, and %v at 1", i, warm.Generative.Biases[0][i], b)
		}
	}
}

func TestArrowsMoveTheChoice(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	s.Window().Canvas().Focus(r.dreams)
	r.dreams.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if r.chosen != 1 {
		t.Errorf("right leads to %d", r.chosen)
	}
	r.dreams.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	below := r.chosen
	r.dreams.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if below < 2 || r.chosen != 1 {
		t.Errorf("down leads to %d, and up again to %d", below, r.chosen)
	}
	r.dreams.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	r.dreams.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	s.Settle()
	if r.end != 1 || r.chosen != 0 || !s.Reads("dreams.walk.line", 1, 2) {
		t.Errorf("the walk leads from %d to %d", r.chosen, r.end)
	}
}

func TestSheetIsSavedAsPNG(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	picture := s.SavedPicture(s.Shown().save)
	if size := picture.Bounds().Size(); size.X*size.Y < 100*28*28*pictures.Scale*pictures.Scale {
		t.Errorf("the picture has %v pixels", size)
	}
}

func TestHeldSheetStaysWhileTheMachineLearns(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	s.Session().Play(learn.WakeSleep)
	s.Until("dreams are live", func() bool { return r.night.cycle > 0 })
	r.dreams.OnChosen(5, false)
	s.Until("the dream is open", func() bool { return r.detail.index == 5 })
	held := r.night
	if !r.hold.Checked {
		t.Error("looking at a dream does not hold the sheet")
	}
	now := s.Session().Status().Cycle
	s.Until("the machine has learnt more", func() bool { return s.Session().Status().Cycle > now+5 })
	s.Tick()
	if r.night != held {
		t.Error("the held sheet has changed")
	}
	r.hold.SetChecked(false)
	s.Until("the sheet goes on", func() bool { return r.night != held })
	s.Session().Stop()
	s.AtRest()
}

func TestAnotherMachineDreamsAtOnce(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	r.dreams.OnChosen(60, false)
	r.dreams.OnChosen(70, true)
	r.hold.SetChecked(true)
	s.Begin("bars3", learn.ClassicDefaults())
	s.Settle()
	if r.night.machine(0).Pixels() != 9 || r.hold.Checked || r.end != -1 || r.dreams.Selected() != 0 {
		t.Errorf("a machine of %d pixels dreams; held %v, end %d", r.night.machine(0).Pixels(), r.hold.Checked, r.end)
	}
	if n := len(r.detail.causes.layers); n != r.night.machine(0).Top() {
		t.Errorf("%d layers of causes", n)
	}
}

func TestDreamsRoomHelpsEverywhere(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	stage.RequireTips(t, s.Shown().Object())
}

func TestSheetIsCopied(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	copied := make(chan []byte, 1)
	s.CopyPicture = func(file []byte) error {
		copied <- file
		return nil
	}
	r := s.Shown()
	r.save.OnTapped()
	s.ChooseLine("common.copy.copy")
	s.Until("it is said", func() bool { return s.Said() == texts.Of("common.copy.done") })
	if picture, err := png.Decode(bytes.NewReader(<-copied)); err != nil || picture.Bounds().Dx() < 10*28*pictures.Scale {
		t.Errorf("what was copied is no picture of the sheet: %v", err)
	}
}

func TestDreamsAreThoseOfTheClass(t *testing.T) {
	s := stage.WithClasses(newScene(t))
	machines := s.RunOf("20", "bar.wakeSleep.button").Ensemble.Machines
	r := s.Shown()
	for k, text := range []string{"4", "7"} {
		s.Button("class " + text).OnTapped()
		s.Session().Fresh()
		s.Tick()
		s.Settle()
		if !slices.Equal(r.night.machine(0).Generative.Flat, machines[k].Generative.Flat) {
			t.Errorf("class %s: the dreams of another machine", text)
		}
	}
}
