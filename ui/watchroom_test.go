package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/ui/machineview"
)

// watching is a stage whose Watch room shows the machine.
func watching(t *testing.T) (*stage, *watchRoom) {
	t.Helper()
	s := newBarsStage(t)
	s.frame.chooseRoom("watch")
	r := s.frame.rooms[s.frame.now].room.(*watchRoom)
	s.press("The machine")
	s.until("an example is shown", func() bool { return r.machine.view.Example() != nil })
	return s, r
}

// pass waits for another example, with the clock put forward beyond the one shown.
func (s *stage) pass(r *watchRoom) *machineview.Example {
	s.t.Helper()
	before := r.machine.view.Example()
	later := time.Now().Add(machineview.Pass + machineview.Hold + time.Second)
	r.machine.pulse(s.frame.view(), later)
	s.until("another example is shown", func() bool { return r.machine.view.Example() != before })
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
			status := learn.Status{State: learn.Running, Steps: c.steps}
			if got := p.awake(&learn.Snapshot{Status: status}); got != c.awake {
				t.Errorf("%v cycles, pass %d: awake %v", c.steps, p.passes, got)
			}
		}
	}
}

// A machine whose biases leave no choice fires as one can tell beforehand.
func TestExamplesShowWhatFires(t *testing.T) {
	m, err := network.New(2, 2, []network.Layer{{Units: 3}, {Units: 2}})
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
	s.settle()
	passes := r.machine.passes
	r.machine.pulse(s.frame.view(), time.Now().Add(restAfter+time.Minute))
	if r.machine.passes != passes {
		t.Error("the machine goes on though nothing happens")
	}
	test.Tap(r.machine.view)
	s.settle()
	if r.machine.passes == passes {
		t.Error("a click does not wake it")
	}
}

func TestHiddenMachineDoesNothing(t *testing.T) {
	s, r := watching(t)
	s.press("Bits per image")
	s.settle()
	passes, later := r.machine.passes, time.Now().Add(machineview.Pass+machineview.Hold+time.Second)
	r.machine.pulse(s.frame.view(), later)
	if r.machine.passes != passes || r.machine.panel.Object.Visible() {
		t.Error("the machine goes on behind the curve")
	}
	s.press("The machine")
	if r.curvePanel.Object.Visible() || !r.machine.panel.Object.Visible() {
		t.Error("the curve hides the machine")
	}
	again := newDesk(s.app, Options{}, func(f func()) { s.queue <- f })
	if other := again.frame.rooms[0].room.(*watchRoom); !other.machine.panel.Object.Visible() {
		t.Error("the choice is forgotten")
	}
}

func TestWideWindowsShowCurveAndMachine(t *testing.T) {
	s, r := watching(t)
	s.window.Resize(fyne.NewSize(1920, 1080))
	if !r.curvePanel.Object.Visible() || !r.machine.panel.Object.Visible() {
		t.Error("there is room for both")
	}
	for _, h := range r.lower.heads {
		if h.places[0].Visible() || h.places[1].Visible() || !h.title.Visible() {
			t.Error("there is nothing to choose")
		}
	}
	s.window.Resize(fyne.NewSize(1024, 640))
	if r.curvePanel.Object.Visible() {
		t.Error("there is no room for both")
	}
}

func TestCurveAndSheetsAreSaved(t *testing.T) {
	s := newBarsStage(t)
	s.frame.chooseRoom("watch")
	r := s.frame.rooms[0].room.(*watchRoom)
	r.askSaveCurve() // there is none yet
	s.frame.bar.cycles.SetText("200")
	s.press("wake-sleep")
	s.atRest()
	test.Tap(r.saving)
	if s.dialogs() != 1 {
		t.Fatal("no menu of formats")
	}
	s.window.Canvas().Overlays().Top().Hide()
	folder := t.TempDir()
	saved := func(name string, save func()) string {
		t.Helper()
		s.picker.path = filepath.Join(folder, name)
		save()
		path := s.picker.path
		if filepath.Ext(path) == "" {
			path += ".csv"
		}
		s.until(name+" is saved", func() bool { return strings.HasSuffix(s.frame.message.Text, path) })
		return path
	}
	text, err := os.ReadFile(saved("curve", func() { r.saveCurve("csv") }))
	if lines := strings.Count(string(text), "\n"); err != nil || lines != len(r.curve.Points())+1 {
		t.Errorf("%d lines for %d points: %v", lines, len(r.curve.Points()), err)
	}
	for name, save := range map[string]func(){
		"curve.png":  func() { r.saveCurve("png") },
		"seen.png":   s.newPictureButton("Save", saveSeenName, pictureOf(r.inputs)).OnTapped,
		"dreams.png": s.newPictureButton("Save", saveDreamsName, pictureOf(r.dreams)).OnTapped,
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
	requireTips(t, r.object())
}

// An untrained machine of 3×3 pixels costs nine bits, as one bit a pixel does.
func TestLedgerDrawsBarsWhereThereIsRoom(t *testing.T) {
	s, r := watching(t)
	l := r.ledger
	s.window.Resize(fyne.NewSize(1920, 1080))
	s.settle()
	if !l.bars.object.Visible() || l.without.Visible() {
		t.Fatal("in a large window there are no bars")
	}
	own, pixel := l.bars.own.bar.Shares(), l.bars.others[2].bar.Shares()
	if l.bars.own.value.Text != "9.00" || own[0] != 0 || own[1] != pixel[0] || !(pixel[0] < l.bars.others[3].bar.Shares()[0]) {
		t.Errorf("the machine's bar is %v for %s bits, that of a bit a pixel %v", own, l.bars.own.value.Text, pixel)
	}
	if !s.reads("PNG file") {
		t.Error("the bars have no names")
	}
	s.window.Resize(fyne.NewSize(1024, 640))
	if l.bars.object.Visible() || !l.without.Visible() {
		t.Error("in a small window the numbers are not told")
	}
}
