package desk_test

import (
	"slices"
	"strings"
	"testing"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/settings"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// undoing is the line of the menu that undoes what a key names.
func undoing(key string, args ...any) string {
	return texts.Of("history.undoWhat", texts.Of(key, args...))
}

func TestRunsAreUndoneAndRedone(t *testing.T) {
	s := stage.WithBars(newScene(t))
	undo, redo := s.MenuLine("history.undo"), s.MenuLine("history.redo")
	if !undo.Disabled || !redo.Disabled || !s.Button("undo").Disabled() {
		t.Error("something can be undone before anything was done")
	}
	start := s.Session().Fresh().Machine
	first := s.RunOf("300", "bar.wakeSleep.button")
	second := s.RunOf("1,200", "bar.sleep.button")
	if undo.Label != undoing("history.run.sleep", 1200) || undo.Disabled {
		t.Errorf("the menu says %q", undo.Label)
	}
	s.Undo()
	now := s.Afterwards()
	if now.Cycle != 300 || !stage.SameWeights(now.Machine, first.Machine) || len(now.Curve) != len(first.Curve) {
		t.Errorf("undone: cycle %d", now.Cycle)
	}
	if undo.Label != undoing("history.run.wake-sleep", 300) || redo.Label != texts.Of("history.redoWhat", texts.Of("history.run.sleep", 1200)) {
		t.Errorf("the menu says %q and %q", undo.Label, redo.Label)
	}
	s.Undo()
	if now = s.Afterwards(); now.Cycle != 0 || !stage.SameWeights(now.Machine, start) {
		t.Errorf("undone twice: cycle %d", now.Cycle)
	}
	s.Redo()
	s.Afterwards()
	s.Redo()
	if now = s.Afterwards(); now.Cycle != 1500 || !stage.SameWeights(now.Machine, second.Machine) {
		t.Errorf("redone twice: cycle %d", now.Cycle)
	}
	s.Undo()
	s.Afterwards()
	s.Press("bar.step.button")
	if s.AtRest(); !redo.Disabled {
		t.Error("something else was done, and still one can redo")
	}
}

func TestRunUnderWayIsUndoneAsAWhole(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.Press("bar.play.button")
	s.Until("it has learnt", func() bool { return s.Session().Status().Cycle > 20 })
	s.Settle()
	if got := s.MenuLine("history.undo").Label; got != undoing("history.play") {
		t.Errorf("the menu says %q", got)
	}
	s.Undo()
	if now := s.Afterwards(); now.Cycle != 0 || now.State != session.Idle {
		t.Errorf("cycle %d, %v", now.Cycle, now.State)
	}
}

func TestARunThatWasStoppedIsNamedByWhatItDid(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.Press("bar.play.button")
	s.Until("it has learnt", func() bool { return s.Session().Status().Cycle > 20 })
	s.Stop()
	now := s.AtRest()
	if got, want := s.MenuLine("history.undo").Label, undoing("history.run.wake-sleep", now.Cycle); got != want {
		t.Errorf("the menu says %q, want %q", got, want)
	}
}

func TestStepsInARowAreUndoneTogether(t *testing.T) {
	s := stage.WithBars(newScene(t))
	for range 25 {
		s.Press("bar.step.button")
	}
	s.AtRest()
	if s.MenuLine("history.undo").Label != undoing("history.steps.other", 25) {
		t.Errorf("the menu says %q", s.MenuLine("history.undo").Label)
	}
	s.Undo()
	if now := s.Afterwards(); now.Cycle != 0 {
		t.Errorf("cycle %d", now.Cycle)
	}
}

func TestResetAndNewMachineAreUndone(t *testing.T) {
	s := stage.WithBars(newScene(t))
	before := s.RunOf("50", "bar.wakeSleep.button")
	settings.AskReset(s.Desk)
	s.Press("dialog.reset.button")
	s.Afterwards()
	settings.AskNewMachine(s.Desk, s.Data())
	s.Press("settings.preset.large")
	s.Press("settings.make.button")
	if now := s.Afterwards(); now.Record.Settings.Layers != "20,10" {
		t.Fatalf("layers %s", now.Record.Settings.Layers)
	}
	if s.MenuLine("history.undo").Label != undoing("history.new") {
		t.Errorf("the menu says %q", s.MenuLine("history.undo").Label)
	}
	s.Undo()
	if now := s.Afterwards(); now.Record.Settings.Layers != "6,1" || now.Cycle != 0 {
		t.Error("the new machine was not undone")
	}
	s.Undo()
	if now := s.Afterwards(); now.Cycle != 50 || !stage.SameWeights(now.Machine, before.Machine) {
		t.Error("the reset was not undone")
	}
	s.Redo()
	s.Afterwards()
	s.Redo()
	if now := s.Afterwards(); now.Record.Settings.Layers != "20,10" {
		t.Error("the new machine was not made again")
	}
}

func TestOpeningAndOtherDataAreUndoneWithTheirFile(t *testing.T) {
	s := stage.WithBars(newScene(t))
	before := s.RunOf("40", "bar.wakeSleep.button")
	folder := t.TempDir()
	s.SaveTo(folder + "/first")
	images := stage.WriteImages(t, folder, stage.TwoKinds(3, 3, 50))
	s.OpenData(images)
	s.Settle()
	s.Afterwards()
	if s.Data().Name == "bars3" {
		t.Fatal("the data are the old ones")
	}
	s.Undo()
	now := s.Afterwards()
	if s.Data().Name != "bars3" || !stage.SameWeights(now.Machine, before.Machine) || s.Document().Path == "" || s.Unsaved() {
		t.Errorf("data %s, file %q, unsaved %v", s.Data().Name, s.Document().Path, s.Unsaved())
	}
	s.RunOf("7", "bar.wakeSleep.button")
	s.OpenAny(s.Document().Path)
	s.WaitDialog("dialog.unsaved.aside")
	s.Press("dialog.unsaved.dont")
	s.Settle()
	if now = s.Afterwards(); now.Cycle != 40 || !strings.HasPrefix(s.MenuLine("history.undo").Label, undoing("history.opening", "first")) {
		t.Errorf("cycle %d, %q", now.Cycle, s.MenuLine("history.undo").Label)
	}
	s.Undo()
	if now = s.Afterwards(); now.Cycle != 47 || !s.Unsaved() {
		t.Errorf("cycle %d, unsaved %v", now.Cycle, s.Unsaved())
	}
}

func TestClassMachinesAreUndone(t *testing.T) {
	s := newScene(t)
	s.Begin(stage.WriteImages(t, t.TempDir(), stage.TwoKinds(4, 4, 60)), tinyClasses())
	s.ReplaceMachine("new machine", tinyClasses(), s.Data(), true, "", func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	s.Afterwards()
	s.Session().WatchClass(1)
	before := s.RunOf("20", "bar.wakeSleep.button")
	s.RunOf("30", "bar.wakeSleep.button")
	s.Undo()
	now := s.Afterwards()
	if now.Cycle != 20 || now.Watched != before.Watched {
		t.Errorf("cycle %d, watching class %d", now.Cycle, now.Watched)
	}
	for k, m := range now.Ensemble.Machines {
		if !stage.SameWeights(m, before.Ensemble.Machines[k]) {
			t.Errorf("class %d is another machine", k)
		}
	}
	again := s.RunOf("30", "bar.wakeSleep.button")
	s.Undo()
	s.Afterwards()
	once := s.RunOf("30", "bar.wakeSleep.button")
	for k, m := range again.Ensemble.Machines {
		if !stage.SameWeights(m, once.Ensemble.Machines[k]) {
			t.Errorf("class %d became another machine when the run was done again", k)
		}
	}
	s.Undo()
	s.Afterwards()
	s.Undo()
	s.Afterwards()
	s.Undo()
	if now = s.Afterwards(); now.Ensemble.OfClasses() {
		t.Error("undoing did not lead back to the single machine")
	}
}

// tinyClasses are settings under which classes of 4×4 pixels learn.
func tinyClasses() learn.Settings {
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "5,3", 10
	return settings
}

func TestNamesAreUndone(t *testing.T) {
	s := stage.WithDigits(newScene(t), "3,2c")
	s.RunOf("5", "bar.wakeSleep.button")
	before := s.Afterwards().Record // with the names by labels
	s.CallCategory(1, "loop")
	s.Settle()
	if got := s.MenuLine("history.undo").Label; got != undoing("history.name", 1) {
		t.Errorf("the menu says %q", got)
	}
	s.Undo()
	if now := s.Afterwards(); !slices.Equal(now.Record.Names, before.Names) || len(now.Record.ByHand) > 0 || now.Cycle != 5 {
		t.Errorf("undone, the names are %q, and were %q; by hand %v", now.Record.Names, before.Names, now.Record.ByHand)
	}
	s.Redo()
	if now := s.Afterwards(); now.Record.Names[1] != "loop" {
		t.Errorf("redone, the names are %q", now.Record.Names)
	}
}

// A rate that ruins the machine goes with what it did.
func TestRatesAreUndoneWithTheRunThatFollows(t *testing.T) {
	s := stage.WithBars(newScene(t))
	before := s.RunOf("20", "bar.wakeSleep.button")
	s.Entry("rate").OnSubmitted("1000")
	s.Settle()
	s.RunOf("30", "bar.wakeSleep.button")
	s.Undo()
	now := s.Afterwards()
	if !slices.Equal(now.Rate, before.Rate) || now.Cycle != 20 || !stage.SameWeights(now.Machine, before.Machine) {
		t.Errorf("undone to cycle %d with the rate %v, and it was %v", now.Cycle, now.Rate, before.Rate)
	}
	once := s.RunOf("30", "bar.wakeSleep.button")
	if !slices.Equal(once.Rate, before.Rate) {
		t.Errorf("the next run had the rate %v", once.Rate)
	}
	s.Entry("rate").OnSubmitted("0.5")
	s.Settle()
	if got := s.MenuLine("history.undo").Label; got != undoing("history.rate", texts.Rates([]float64{.5})) {
		t.Errorf("the menu says %q", got)
	}
	s.Undo()
	if now = s.Afterwards(); !slices.Equal(now.Rate, before.Rate) || now.Cycle != 50 {
		t.Errorf("undone to cycle %d with the rate %v", now.Cycle, now.Rate)
	}
}

// Of two exchanges the later one stays, whichever is ready first.
func TestTheLaterExchangeStays(t *testing.T) {
	for _, first := range []int{0, 1} {
		s := stage.WithBars(newScene(t))
		s.Hold()
		for _, seed := range []uint64{1, 2} {
			settings := learn.ClassicDefaults()
			settings.Seed = seed
			s.ReplaceMachine("new", settings, s.Data(), false, "", func(error) {})
		}
		s.Release(first)
		s.Let()
		if now := s.Afterwards(); now.Record.Settings.Seed != 2 {
			t.Errorf("the machine has the seed %d", now.Record.Settings.Seed)
		}
		undo, _ := desk.CanUndo(s.Desk)
		if undo != 1 {
			t.Errorf("%d new machines can be undone", undo)
		}
	}
}

// Machine and data come together, though what is asked for meanwhile ends before.
func TestDataComeWithTheirMachine(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.RunOf("20", "bar.wakeSleep.button")
	images := stage.WriteImages(t, t.TempDir(), stage.TwoKinds(3, 3, 50))
	s.OpenData(images)
	s.Settle()
	s.Hold()
	s.Undo()
	s.OpenData(images)
	for s.Held() > 0 {
		s.Release(s.Held() - 1)
		if v := s.Latest(); v != nil && v.Snapshot.Record.Data != v.Data.Training.Name {
			t.Errorf("a machine for %s with the data %s", v.Snapshot.Record.Data, v.Data.Training.Name)
		}
	}
	s.Let()
	if now := s.Afterwards(); now.Record.Data != s.Data().Name || s.Data().Name == "bars3" {
		t.Errorf("a machine for %s with the data %s", now.Record.Data, s.Data().Name)
	}
}

// Undo takes back what is on its way.
func TestUndoTakesBackWhatIsBeingPrepared(t *testing.T) {
	s := stage.WithBars(newScene(t))
	before := s.RunOf("20", "bar.wakeSleep.button")
	s.Hold()
	s.ReplaceMachine("new", learn.ClassicDefaults(), s.Data(), false, "", func(error) { t.Error("it was told how it ended") })
	s.Undo()
	s.Let()
	if now := s.Afterwards(); now.Cycle != 20 || !stage.SameWeights(now.Machine, before.Machine) {
		t.Errorf("the machine is at cycle %d", now.Cycle)
	}
	if undo, redo := desk.CanUndo(s.Desk); undo != 1 || redo != 0 {
		t.Errorf("%d can be undone and %d redone", undo, redo)
	}
}

func TestNothingIsUndoneBehindAQuestion(t *testing.T) {
	s := stage.WithBars(newScene(t))
	before := s.RunOf("50", "bar.wakeSleep.button")
	settings.AskReset(s.Desk)
	s.Undo()
	s.Redo()
	s.Settle()
	if now := s.Session().Fresh(); now.Cycle != before.Cycle || s.Dialogs() != 1 {
		t.Errorf("behind the question the machine went to cycle %d", now.Cycle)
	}
}
