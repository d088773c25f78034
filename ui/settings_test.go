package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/ui/theme"
)

func (s *stage) fill(before, text string) {
	s.t.Helper()
	for _, o := range s.screen() {
		if e, ok := entryWith(o, before); ok {
			e.SetText(text)
			return
		}
	}
	s.t.Fatalf("no entry has %q", before)
}

func TestSettingsChangeWhileTheMachineLearns(t *testing.T) {
	s := newBarsStage(t)
	s.press("play")
	s.askSettings()
	s.fill("0.15,0.01,0.01", "0.02")
	s.fill("2", "1")
	s.press("Apply")
	s.until("they are in force", func() bool {
		return s.threads == 1 && slices.Equal(s.session.Status().Rate, []float64{.02, .02, .02})
	})
	if s.session.Status().State != learn.Running || s.app.Preferences().Int(prefThreads) != 1 {
		t.Error("the run was stopped, or the threads are not remembered")
	}
	s.fill("1", "none")
	s.press("Apply")
	if !s.reads("“none” is no whole number") {
		t.Error("the dialog does not say what is wrong with the threads")
	}
	for _, o := range s.screen() {
		if c, ok := o.(*widget.Select); ok && slices.Contains(c.Options, "Light") {
			c.SetSelected("Light")
		}
	}
	if s.mode() != theme.Light {
		t.Error("the look did not change")
	}
	s.press("Close")
	s.stop()
	s.atRest()
}

func TestNewMachineAsksAboutTheOneThatLearnt(t *testing.T) {
	s := newBarsStage(t)
	s.runOf("9", "wake-sleep")
	s.askSettings()
	if !s.reads("Undo brings the present one back") {
		t.Error("the dialog does not say that a new machine is needed")
	}
	s.press("Medium")
	s.press("Make it")
	s.waitDialog("would be lost")
	s.press("Cancel")
	if s.dialogs() != 1 || s.session.Fresh().Cycle != 9 {
		t.Error("the machine was replaced although it was to be kept")
	}
	s.press("Make it")
	s.press("Don't save")
	if now := s.afterwards(); now.Record.Settings.Layers != "9,3" || s.dialogs() != 0 {
		t.Errorf("made a machine with layers %s", now.Record.Settings.Layers)
	}
	s.undo()
	if now := s.afterwards(); now.Cycle != 9 {
		t.Errorf("undone: cycle %d", now.Cycle)
	}
}

func TestImagesMoveOnlyWhereTheyAreDrawnAfresh(t *testing.T) {
	newStage(t)
	f := newMachineForm(digitsLike())
	f.rebinarise.SetChecked(true)
	f.shift.SetText("2")
	if s, err := f.settings(); err != nil || s.Shift != 2 || !s.Rebinarise {
		t.Errorf("moved by %d (%v)", s.Shift, err)
	}
	f.rebinarise.SetChecked(false)
	if s, err := f.settings(); err != nil || s.Shift != 0 || !f.shift.Disabled() {
		t.Errorf("moved by %d (%v)", s.Shift, err)
	}
	f.shift.SetText("some")
	if _, err := f.settings(); err == nil || !strings.Contains(err.Error(), "pixels") {
		t.Errorf("error %v", err)
	}
}
