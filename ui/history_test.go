package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/ui/phrase"
)

// afterwards waits until the machine has been exchanged.
func (s *stage) afterwards() *learn.Snapshot {
	s.t.Helper()
	s.settle()
	return s.atRest()
}

func sameWeights(a, b *network.Machine) bool {
	return slices.Equal(a.Generative.Flat, b.Generative.Flat) && slices.Equal(a.Recognition.Flat, b.Recognition.Flat)
}

func (s *stage) runOf(n string, button string) *learn.Snapshot {
	s.t.Helper()
	s.frame.bar.cycles.SetText(n)
	s.press(button)
	return s.atRest()
}

func TestRunsAreUndoneAndRedone(t *testing.T) {
	s := newBarsStage(t)
	m := s.menus
	if !m.undo.Disabled || !m.redo.Disabled || !s.frame.bar.undo.Disabled() {
		t.Error("something can be undone before anything was done")
	}
	start := s.session.Fresh().Machine
	first := s.runOf("300", "wake-sleep")
	second := s.runOf("1,200", "sleep")
	if m.undo.Label != "Undo: sleep 1,200 cycles" || m.undo.Disabled {
		t.Errorf("the menu says %q", m.undo.Label)
	}
	s.undo()
	now := s.afterwards()
	if now.Cycle != 300 || !sameWeights(now.Machine, first.Machine) || len(now.Curve) != len(first.Curve) {
		t.Errorf("undone: cycle %d", now.Cycle)
	}
	if m.undo.Label != "Undo: wake-sleep 300 cycles" || m.redo.Label != "Redo: sleep 1,200 cycles" {
		t.Errorf("the menu says %q and %q", m.undo.Label, m.redo.Label)
	}
	s.undo()
	if now = s.afterwards(); now.Cycle != 0 || !sameWeights(now.Machine, start) {
		t.Errorf("undone twice: cycle %d", now.Cycle)
	}
	s.history.redo()
	s.afterwards()
	s.history.redo()
	if now = s.afterwards(); now.Cycle != 1500 || !sameWeights(now.Machine, second.Machine) {
		t.Errorf("redone twice: cycle %d", now.Cycle)
	}
	s.undo()
	s.afterwards()
	s.press("step")
	if s.atRest(); !m.redo.Disabled {
		t.Error("something else was done, and still one can redo")
	}
}

func TestRunUnderWayIsUndoneAsAWhole(t *testing.T) {
	s := newBarsStage(t)
	s.press("play")
	s.until("it has learnt", func() bool { return s.session.Status().Cycle > 20 && s.history.done[0].from != nil })
	if got := s.menus.undo.Label; got != "Undo: play" {
		t.Errorf("the menu says %q", got)
	}
	s.undo()
	if now := s.afterwards(); now.Cycle != 0 || now.State != learn.Idle {
		t.Errorf("cycle %d, %v", now.Cycle, now.State)
	}
}

func TestARunThatWasStoppedIsNamedByWhatItDid(t *testing.T) {
	s := newBarsStage(t)
	s.press("play")
	s.until("it has learnt", func() bool { return s.session.Status().Cycle > 20 })
	s.stop()
	now := s.atRest()
	if got, want := s.menus.undo.Label, "Undo: wake-sleep "+phrase.Thousands(now.Cycle)+" cycles"; got != want {
		t.Errorf("the menu says %q, want %q", got, want)
	}
}

func TestStepsInARowAreUndoneTogether(t *testing.T) {
	s := newBarsStage(t)
	for range 25 {
		s.press("step")
	}
	s.atRest()
	if len(s.history.done) != 1 || s.menus.undo.Label != "Undo: 25 steps" {
		t.Errorf("%d deeds; the menu says %q", len(s.history.done), s.menus.undo.Label)
	}
	s.undo()
	if now := s.afterwards(); now.Cycle != 0 {
		t.Errorf("cycle %d", now.Cycle)
	}
}

func TestResetAndNewMachineAreUndone(t *testing.T) {
	s := newBarsStage(t)
	before := s.runOf("50", "wake-sleep")
	s.askReset()
	s.press("Reset")
	s.afterwards()
	s.askNewMachine(s.stock)
	s.press("Large")
	s.press("Make it")
	if now := s.afterwards(); now.Record.Settings.Layers != "20,10" {
		t.Fatalf("layers %s", now.Record.Settings.Layers)
	}
	if s.menus.undo.Label != "Undo: new machine" {
		t.Errorf("the menu says %q", s.menus.undo.Label)
	}
	s.undo()
	if now := s.afterwards(); now.Record.Settings.Layers != "6,1" || now.Cycle != 0 {
		t.Error("the new machine was not undone")
	}
	s.undo()
	if now := s.afterwards(); now.Cycle != 50 || !sameWeights(now.Machine, before.Machine) {
		t.Error("the reset was not undone")
	}
	s.history.redo()
	s.afterwards()
	s.history.redo()
	if now := s.afterwards(); now.Record.Settings.Layers != "20,10" {
		t.Error("the new machine was not made again")
	}
}

func TestOpeningAndOtherDataAreUndoneWithTheirFile(t *testing.T) {
	s := newBarsStage(t)
	before := s.runOf("40", "wake-sleep")
	folder := t.TempDir()
	path := folder + "/first.wakesleep"
	s.write(path, func() {})
	s.settle()
	images := writeImages(t, folder, twoKinds(3, 3, 50))
	s.openData(images)
	s.settle()
	s.afterwards()
	if s.data.Name == "bars3" {
		t.Fatal("the data are the old ones")
	}
	s.undo()
	now := s.afterwards()
	if s.data.Name != "bars3" || !sameWeights(now.Machine, before.Machine) || s.doc.path == "" || s.unsaved() {
		t.Errorf("data %s, file %q, unsaved %v", s.data.Name, s.doc.path, s.unsaved())
	}
	s.runOf("7", "wake-sleep")
	s.openMachine(s.doc.path)
	s.settle()
	if now = s.afterwards(); now.Cycle != 40 || !strings.HasPrefix(s.menus.undo.Label, "Undo: opening first") {
		t.Errorf("cycle %d, %q", now.Cycle, s.menus.undo.Label)
	}
	s.undo()
	if now = s.afterwards(); now.Cycle != 47 || !s.unsaved() {
		t.Errorf("cycle %d, unsaved %v", now.Cycle, s.unsaved())
	}
}

func TestDeedsAreBounded(t *testing.T) {
	small, err := network.New(3, 3, []network.Layer{{Units: 2}})
	if err != nil {
		t.Fatal(err)
	}
	large, err := network.New(28, 28, []network.Layer{{Units: 10_000}})
	if err != nil {
		t.Fatal(err)
	}
	deeds := func(m *network.Machine, n int) (list []*deed) {
		for range n {
			list = append(list, &deed{from: &learn.Moment{Saved: &learn.Checkpoint{Machine: m}}})
		}
		return list
	}
	if got := len(bound(deeds(small, 50))); got != mostDeeds {
		t.Errorf("%d deeds are kept", got)
	}
	// 10,000 units of 784 weights in both directions take 63 MB.
	if got := len(bound(deeds(large, 10))); got != 3 {
		t.Errorf("%d deeds with large machines are kept", got)
	}
}

func TestKeyForUndoBelongsToThePadThatHasTheFocus(t *testing.T) {
	s := newBarsStage(t)
	s.bindKeys()
	s.runOf("30", "wake-sleep")
	s.frame.chooseRoom("draw")
	pad := s.frame.rooms[1].room.(*drawRoom).pad
	pad.Load([]uint8{255, 0, 0, 0, 0, 0, 0, 0, 0}, 3, 3)
	s.window.Canvas().Focus(pad)
	pad.TypedShortcut(&fyne.ShortcutUndo{})
	s.redoHere()
	if s.settle(); pad.Blank() {
		t.Error("the pad's own undo was not redone")
	}
	if s.session.Fresh().Cycle != 30 {
		t.Error("the pad's keys undid the run")
	}
	s.window.Canvas().Unfocus()
	s.undo()
	s.afterwards()
	s.redoHere()
	if now := s.afterwards(); now.Cycle != 30 {
		t.Errorf("redone by key: cycle %d", now.Cycle)
	}
}

func TestClassMachinesAreUndone(t *testing.T) {
	s := newStage(t)
	s.begin(writeImages(t, t.TempDir(), twoKinds(4, 4, 60)), tinyClasses())
	s.replaceMachine("new machine", tinyClasses(), s.stock, true, "", func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	s.afterwards()
	s.session.WatchClass(1)
	before := s.runOf("20", "wake-sleep")
	s.runOf("30", "wake-sleep")
	s.undo()
	now := s.afterwards()
	if now.Cycle != 20 || now.Watched != before.Watched {
		t.Errorf("cycle %d, watching class %d", now.Cycle, now.Watched)
	}
	for k, m := range now.Classes.Machines {
		if !sameWeights(m, before.Classes.Machines[k]) {
			t.Errorf("class %d is another machine", k)
		}
	}
	again := s.runOf("30", "wake-sleep")
	s.undo()
	s.afterwards()
	once := s.runOf("30", "wake-sleep")
	for k, m := range again.Classes.Machines {
		if !sameWeights(m, once.Classes.Machines[k]) {
			t.Errorf("class %d became another machine when the run was done again", k)
		}
	}
	s.undo()
	s.afterwards()
	s.undo()
	s.afterwards()
	s.undo()
	if now = s.afterwards(); now.Classes != nil {
		t.Error("undoing did not lead back to the single machine")
	}
}

// tinyClasses are settings under which classes of 4×4 pixels learn.
func tinyClasses() learn.Settings {
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "5,3", 10
	return settings
}
