package watch

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/frame"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/machineview"
	"wakesleep/ui/pictures"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// watching is a stage whose Watch room shows the machine.
func watching(t *testing.T) (*scene, *Room) {
	t.Helper()
	s := stage.WithBars(newScene(t))
	s.ChooseRoom("watch")
	r := s.Shown()
	s.Press("machine.title")
	s.Until("an example is shown", func() bool { return r.machine.view.Example() != nil })
	return s, r
}

// pass waits for another example, with the clock put forward beyond the one shown.
func (s *scene) pass(r *Room) *machineview.Example {
	s.T.Helper()
	before := r.machine.view.Example()
	later := time.Now().Add(machineview.Pass + machineview.Hold + time.Second)
	r.machine.Pulse(s.View(), later)
	s.Until("another example is shown", func() bool { return r.machine.view.Example() != before })
	return r.machine.view.Example()
}

func TestMachineWakesAndSleepsInTurn(t *testing.T) {
	s, r := watching(t)
	awake := r.machine.view.Example().Awake
	for range 4 {
		e := s.pass(r)
		if e.Awake == awake {
			t.Fatalf("twice awake: %v", awake)
		}
		if awake = e.Awake; (e.Seen != nil) != awake {
			t.Errorf("awake %v, and it sees %v", awake, e.Seen)
		}
	}
}

func TestMachineDoesWhatTheRunDoes(t *testing.T) {
	p := &machinePanel{}
	for p.passes = range uint64(4) {
		for _, c := range []struct {
			steps learn.Steps
			awake bool
		}{{learn.WakeOnly, true}, {learn.SleepOnly, false}} {
			status := session.Status{State: session.Running, Steps: c.steps}
			if got := p.awake(&session.Snapshot{Status: status}); got != c.awake {
				t.Errorf("%v cycles, pass %d: awake %v", c.steps, p.passes, got)
			}
		}
	}
}

// A machine whose biases leave no choice fires as one can tell beforehand.
func TestExamplesShowWhatFires(t *testing.T) {
	m, err := network.New(2, 2, []network.Layer{{Units: 3}, {Units: 2}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	sure := func(biases []float32, fires ...bool) {
		for i, f := range fires {
			biases[i] = -60
			if f {
				biases[i] = 60
			}
		}
	}
	sure(m.Recognition.Biases[1], true, false, true)
	sure(m.Recognition.Biases[2], false, true)
	sure(m.Generative.Biases[0], true, true, false, false)
	sure(m.Generative.Biases[1], false, true, false)
	sure(m.Generative.Biases[2], true, false)
	same := func(what string, got []bool, want ...bool) {
		t.Helper()
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: %v, want %v", what, got, want)
				return
			}
		}
	}
	e := recognitionExample(m, []uint8{255, 0, 0, 255}, 1)
	same("pixels", e.Fires[0], true, false, false, true)
	same("layer 1", e.Fires[1], true, false, true)
	same("layer 2", e.Fires[2], false, true)
	if e.Seen[0] != 1 || e.Seen[1] != 0 || e.Own[1] < .99 || e.Own[3] > .01 {
		t.Errorf("it sees %v and makes %v of it", e.Seen, e.Own)
	}
	e = dreamExample(m, 1)
	same("dreamt pixels", e.Fires[0], true, true, false, false)
	same("layer 1 of a dream", e.Fires[1], false, true, false)
	same("layer 2 of a dream", e.Fires[2], true, false)
	if e.Seen != nil || e.Own[0] < .99 || e.Own[2] > .01 {
		t.Errorf("asleep it sees %v and dreams %v", e.Seen, e.Own)
	}
}

func TestMachineRestsInTheEnd(t *testing.T) {
	s, r := watching(t)
	s.Settle()
	passes := r.machine.passes
	r.machine.Pulse(s.View(), time.Now().Add(restAfter+time.Minute))
	if r.machine.passes != passes {
		t.Error("the machine goes on though nothing happens")
	}
	test.Tap(r.machine.view)
	s.Settle()
	if r.machine.passes == passes {
		t.Error("a click does not wake it")
	}
}

func TestHiddenMachineDoesNothing(t *testing.T) {
	s, r := watching(t)
	s.Press("chart.title")
	s.Settle()
	passes, later := r.machine.passes, time.Now().Add(machineview.Pass+machineview.Hold+time.Second)
	r.machine.Pulse(s.View(), later)
	if r.machine.passes != passes || r.machine.panel.Object.Visible() {
		t.Error("the machine goes on behind the curve")
	}
	s.Press("machine.title")
	if r.curvePanel.Object.Visible() || !r.machine.panel.Object.Visible() {
		t.Error("the curve hides the machine")
	}
	var other *Room
	s.Another(func(d *desk.Desk) {
		other = New(d)
		frame.New(d, frame.Content{Rooms: []*frame.Tab{{Key: "watch", Room: other}}})
	})
	if !other.machine.panel.Object.Visible() {
		t.Error("the choice is forgotten")
	}
}

func TestWideWindowsShowCurveAndMachine(t *testing.T) {
	s, r := watching(t)
	s.Window().Resize(fyne.NewSize(1920, 1080))
	if !r.curvePanel.Object.Visible() || !r.machine.panel.Object.Visible() {
		t.Error("there is room for both")
	}
	for _, h := range r.lower.heads {
		if h.places[0].Visible() || h.places[1].Visible() || !h.title.Visible() {
			t.Error("there is nothing to choose")
		}
	}
	s.Window().Resize(fyne.NewSize(1024, 640))
	if r.curvePanel.Object.Visible() {
		t.Error("there is no room for both")
	}
}

func TestCurveAndSheetsAreSaved(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.ChooseRoom("watch")
	r := s.Shown()
	if test.Tap(r.saving); s.Dialogs() != 0 {
		t.Error("there is a menu though there is no curve yet")
	}
	s.Entry("cycles").SetText("200")
	s.Press("bar.wakeSleep.button")
	s.AtRest()
	test.Tap(r.saving)
	if s.Dialogs() != 1 {
		t.Fatal("no menu of formats")
	}
	s.Window().Canvas().Overlays().Remove(s.Window().Canvas().Overlays().Top())
	folder := t.TempDir()
	saved := func(name string, save func()) string {
		t.Helper()
		s.Picker.Path = filepath.Join(folder, name)
		save()
		path := s.Picker.Path
		if filepath.Ext(path) == "" {
			path += ".csv"
		}
		s.Until(name+" is saved", func() bool { return strings.HasSuffix(s.Said(), path) })
		return path
	}
	as := func(b *kit.Button, format string) func() {
		return func() {
			test.Tap(b)
			s.ChooseLine("chart.save.as." + format)
		}
	}
	text, err := os.ReadFile(saved("curve", as(r.saving, "csv")))
	if lines := strings.Count(string(text), "\n"); err != nil || lines != len(r.curve.Points())+1 {
		t.Errorf("%d lines for %d points: %v", lines, len(r.curve.Points()), err)
	}
	text, err = os.ReadFile(saved("ledger", as(r.ledger.save, "csv")))
	if lines := strings.Split(string(text), "\n"); err != nil || len(lines) != 7 || !slices.Contains(lines, texts.Of("draw.bits.pixel")+",,,9") {
		t.Errorf("the ledger is saved as %q: %v", text, err)
	}
	for name, save := range map[string]func(){
		"curve.png":  as(r.saving, "png"),
		"ledger.png": as(r.ledger.save, "png"),
		"seen.png":   s.NewPictureButton("Save", saveSeenName, desk.PictureOf(r.inputs)).OnTapped,
		"dreams.png": s.NewPictureButton("Save", saveDreamsName, desk.PictureOf(r.dreams)).OnTapped,
	} {
		f, err := os.Open(saved(name, save))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := png.Decode(f); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		_ = f.Close()
	}
}

func TestWatchRoomHelps(t *testing.T) {
	_, r := watching(t)
	stage.RequireTips(t, r.Object())
}

func TestWatchRoomFillsItself(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.ChooseRoom("watch")
	r := s.Shown()
	s.Settle()
	if r.inputs.Count() != sheetImages || r.dreams.Count() != sheetImages {
		t.Errorf("%d inputs and %d dreams, want %d each", r.inputs.Count(), r.dreams.Count(), sheetImages)
	}
	// With all weights zero a machine says of every pixel that it is on or off
	// with equal chances, and of every unit the same: nine bits of difference.
	if r.ledger.causes.Text != texts.Of("draw.ledger.amount", "0.00") || r.ledger.difference.Text != texts.Of("draw.ledger.amount", "9.00") {
		t.Errorf("causes %s, difference %s", r.ledger.causes.Text, r.ledger.difference.Text)
	}
	if got := r.curvePanel.Remark.Text; got != texts.Of("chart.now.one-bit", 9)+" · "+texts.Of("chart.now.independent", "9.00") {
		t.Errorf("baselines: %q", got)
	}
	s.Entry("cycles").SetText("300")
	s.Press("bar.wakeSleep.button")
	s.AtRest()
	if r.shownPoints == 0 || !inspect.Says(r.curvePanel.Remark.Text, "chart.now.machine") {
		t.Error("no curve after a run")
	}
}

func TestSheetsShowFiringsOnRequest(t *testing.T) {
	s := newScene(t)
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "3", 10
	set := stage.TwoKinds(4, 4, 20)
	for i := range set.Grey {
		set.Grey[i] = set.Grey[i]/2 + 40
	}
	s.Begin(stage.WriteImages(t, t.TempDir(), set), settings)
	r := s.Shown()
	r.form.SetSelected(pictures.AsFirings())
	s.Settle()
	m := s.Session().Fresh().Machine
	for _, values := range pictures.Dreamt(m.Dream(50, 1), true) {
		for _, v := range values {
			if v != 0 && v != 1 {
				t.Fatalf("a pixel fires by %v", v)
			}
		}
	}
	grey := false
	for _, values := range pictures.Dreamt(m.Dream(50, 1), false) {
		for _, v := range values {
			grey = grey || v > 0 && v < 1
		}
	}
	if !grey {
		t.Error("probabilities are as black and white as firings")
	}
}

// An untrained machine of 3×3 pixels costs nine bits, as one bit a pixel does.
func TestLedgerDrawsBarsWhereThereIsRoom(t *testing.T) {
	s, r := watching(t)
	l := r.ledger
	s.Window().Resize(fyne.NewSize(1920, 1080))
	s.Settle()
	if !l.bars.object.Visible() || l.without.Visible() {
		t.Fatal("in a large window there are no bars")
	}
	own, pixel := l.bars.own.Bar.Shares(), l.bars.others[2].Bar.Shares()
	if l.bars.own.Value.Text != "9.00" || own[0] != 0 || own[1] != pixel[0] || !(pixel[0] < l.bars.others[3].Bar.Shares()[0]) {
		t.Errorf("the machine's bar is %v for %s bits, that of a bit a pixel %v", own, l.bars.own.Value.Text, pixel)
	}
	if !s.Reads("draw.bits.png") {
		t.Error("the bars have no names")
	}
	s.Window().Resize(fyne.NewSize(1024, 640))
	if l.bars.object.Visible() || !l.without.Visible() {
		t.Error("in a small window the numbers are not told")
	}
}

func TestNoiseIsOnInputs(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20")
	s.ChooseRoom("watch")
	s.Settle()
	r := s.Shown()
	list := pictures.Pick(s.Data().Training, sheetImages, r.seed)
	s.Damages().SetShares(0, .2)
	s.Settle()
	if r.noise != .2 {
		t.Fatal("the inputs were not shown again")
	}
	clean := s.Data().Training.Image(list[0])
	if noisy := s.Damages().Now.Image(clean, list[0]); slices.Equal(clean, noisy) || !slices.Equal(r.inputs.Values(0), pictures.Shades(noisy)) {
		t.Error("the noise is none, or not on the sheet")
	}
}
