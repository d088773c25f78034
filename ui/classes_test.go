package ui

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/inspect"
	"wakesleep/ui/settings"
)

// chooses tells whether there is a class to choose.
func (s *scene) chooses() bool {
	return inspect.Describe(s.Window(), s.Names()).Read(func(o inspect.Object) bool { return o.Name == "class 4" && o.Visible }) != nil
}

func TestAClassIsChosenOnceForAllRooms(t *testing.T) {
	s := newClassesStage(t)
	s.ChooseRoom("watch")
	if !s.chooses() || s.Button("all classes").Importance != widget.MediumImportance {
		t.Fatal("at first, Watch shows all classes")
	}
	s.Until("all classes are dreamt", func() bool { return s.Reads("all classes · made just now") })
	s.Button("class 7").OnTapped()
	s.Session().Fresh()
	s.Until("class 7 is dreamt", func() bool { return s.Reads("class 7 · made just now") })
	s.ChooseRoom("weights")
	s.Settle()
	if s.Button("all classes").Visible() || s.Button("class 7").Importance != widget.MediumImportance {
		t.Error("Weights shows the machine of one class, the one chosen before")
	}
	for _, key := range []string{"draw", "data"} {
		s.ChooseRoom(key)
		if s.chooses() {
			t.Errorf("there is a class to choose in %s", key)
		}
	}
}

func TestNoClassIsChosenForASingleMachine(t *testing.T) {
	s := newBarsStage(t)
	for _, tab := range s.frame.Rooms() {
		s.ChooseRoom(tab.Key)
		s.Settle()
		if s.chooses() {
			t.Errorf("there is a class to choose in %s", tab.Key)
		}
	}
}

func TestClassMachinesAreTheSameAfterSavingAndOpening(t *testing.T) {
	s := newClassesStage(t)
	before := s.RunOf("12", "wake-sleep")
	path := filepath.Join(t.TempDir(), "classes.helmholtz")
	s.saveTo(path)
	if !s.Reads("2 machines 784-8-4") {
		t.Error("the status line does not say what the machines are")
	}
	s.Press("wake-sleep")
	want := s.AtRest()
	s.OpenAny(path)
	s.Press("Don't save")
	s.Until("the machines are open", func() bool { return s.Session().Status().Cycle == 12 && s.Ready() })
	if s.Unsaved() || !slices.Equal(s.Session().Fresh().Machine.Generative.Flat, before.Machine.Generative.Flat) {
		t.Error("other machines were opened")
	}
	s.Press("wake-sleep")
	got := s.AtRest()
	for k, m := range want.Classes.Machines {
		if got.Cycle != 24 || !slices.Equal(got.Classes.Machines[k].Generative.Flat, m.Generative.Flat) {
			t.Errorf("class %d went on differently", k)
		}
	}
}

func TestDialogMakesOneMachineForEachClass(t *testing.T) {
	s := newDigitsStage(t, "10,3c")
	settings.AskNewMachine(s.Desk, s.Stock())
	s.Press("one for each class")
	s.Press("Small")
	s.Press("Make it")
	s.Settle()
	snap := s.Session().Fresh()
	if snap.Classes == nil || string(snap.Classes.Labels) != "\x04\x07" || snap.Record.Settings.Layers != "50,20" || s.Dialogs() != 0 {
		t.Fatalf("made %+v", snap.Record)
	}
	settings.AskReset(s.Desk)
	s.Press("Reset")
	s.Settle()
	if s.Session().Fresh().Classes == nil {
		t.Error("after a reset it is a single machine")
	}
	settings.AskNewMachine(s.Desk, s.Stock())
	s.Press("one network")
	s.Press("Small")
	s.Press("Make it")
	s.Settle()
	if snap := s.Session().Fresh(); snap.Classes != nil || snap.Record.Settings.Layers != "100,50" {
		t.Errorf("made %+v", snap.Record)
	}
}

func TestClassMachinesNeedLabels(t *testing.T) {
	s := newBarsStage(t)
	settings.AskNewMachine(s.Desk, s.Stock())
	if !s.Reads("one for each class takes images with labels") {
		t.Error("the dialog does not say why there cannot be class machines")
	}
	for _, o := range s.Screen() {
		if b, ok := o.(*widget.Button); ok && b.Text == "one for each class" && !b.Disabled() {
			t.Error("class machines are offered for bars")
		}
	}
}
