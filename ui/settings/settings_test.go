package settings_test

import (
	"path/filepath"
	"slices"
	"testing"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/kit"
	"wakesleep/ui/settings"
	"wakesleep/ui/stage"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
)

func (s *scene) fill(before, text string) {
	s.T.Helper()
	for _, o := range s.Screen() {
		if e := stage.EntryOf(o); e != nil && e.Text == before {
			e.SetText(text)
			return
		}
	}
	s.T.Fatalf("no entry has %q", before)
}

func TestSettingsChangeWhileTheMachineLearns(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.Press("bar.play.button")
	settings.Ask(s.Desk)
	s.fill("0.15,0.01,0.01", "0.02")
	s.fill("2", "1")
	s.Press("settings.apply.button")
	s.Until("they are in force", func() bool {
		return s.Threads() == 1 && slices.Equal(s.Session().Status().Rate, []float64{.02, .02, .02})
	})
	if s.Session().Status().State != session.Running || s.Preferences().Int("threads") != 1 {
		t.Error("the run was stopped, or the threads are not remembered")
	}
	s.fill("1", "none")
	s.Press("settings.apply.button")
	if !s.Reads("common.noCount") || !s.ReadsWords("“none”") {
		t.Error("the dialog does not say what is wrong with the threads")
	}
	for _, o := range s.Screen() {
		if c, ok := o.(*kit.Select); ok && slices.Contains(c.Options, texts.Of("settings.look.light")) {
			c.SetSelected(texts.Of("settings.look.light"))
		}
	}
	if s.Mode() != theme.Light {
		t.Error("the look did not change")
	}
	s.Press("common.close")
	s.Stop()
	s.AtRest()
}

func TestNewMachineAsksAboutTheOneThatLearnt(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.RunOf("9", "bar.wakeSleep.button")
	settings.Ask(s.Desk)
	if !s.Reads("settings.new.help") {
		t.Error("the dialog does not say that a new machine is needed")
	}
	s.Press("settings.preset.medium")
	s.Press("settings.make.button")
	s.WaitDialog("dialog.unsaved.aside")
	s.Press("common.cancel")
	if s.Dialogs() != 1 || s.Session().Fresh().Cycle != 9 {
		t.Error("the machine was replaced although it was to be kept")
	}
	s.Press("settings.make.button")
	s.Press("dialog.unsaved.dont")
	if now := s.Afterwards(); now.Record.Settings.Layers != "9,3" || s.Dialogs() != 0 {
		t.Errorf("made a machine with layers %s", now.Record.Settings.Layers)
	}
	s.Undo()
	if now := s.Afterwards(); now.Cycle != 9 {
		t.Errorf("undone: cycle %d", now.Cycle)
	}
}

func TestDialogMakesTheMachine(t *testing.T) {
	s := stage.WithBars(newScene(t))
	settings.AskNewMachine(s.Desk, s.Data())
	s.Press("settings.preset.large")
	s.Press("settings.make.button")
	s.Settle()
	if got := s.Session().Fresh().Record.Settings.Layers; got != "20,10" {
		t.Errorf("the new machine has layers %s", got)
	}
	if s.Dialogs() != 0 {
		t.Error("the dialog is still there")
	}
}

func TestDialogStaysWithItsComplaint(t *testing.T) {
	s := stage.WithBars(newScene(t))
	settings.AskNewMachine(s.Desk, s.Data())
	for _, o := range s.Screen() {
		if e := stage.EntryOf(o); e != nil && e.Text == "6,1" {
			e.SetText("6,nothing")
		}
	}
	s.Press("settings.make.button")
	if s.Dialogs() != 1 || !s.ReadsWords(`"nothing" is no layer`) {
		t.Error("the dialog does not say what is wrong with the layers")
	}
	s.Press("common.close")
	if got := s.Session().Fresh().Record.Settings.Layers; got != "6,1" {
		t.Errorf("the machine was replaced by one with layers %s", got)
	}
}

func TestSettingsHaveTips(t *testing.T) {
	s := stage.WithBars(newScene(t))
	settings.Ask(s.Desk)
	stage.RequireTips(t, s.Window().Canvas().Overlays().Top())
}

// languages is the choice of languages in the dialog that is open.
func (s *scene) languages() *kit.Select {
	for _, o := range s.Screen() {
		if c, ok := o.(*kit.Select); ok && slices.Contains(c.Options, "Deutsch") {
			return c
		}
	}
	s.T.Fatal("no languages to choose from")
	return nil
}

func TestLanguageIsKeptForTheNextStart(t *testing.T) {
	s := stage.WithBars(newScene(t))
	settings.Ask(s.Desk)
	choice := s.languages()
	if choice.Selected != texts.Of("settings.language.system") {
		t.Errorf("at first the language is %q", choice.Selected)
	}
	choice.SetSelected("Deutsch")
	if got := s.Preferences().String("language"); got != "de" || !s.Says("settings.language.chosen") {
		t.Errorf("kept %q, said %q", got, s.Said())
	}
	s.Press("common.close")
	settings.Ask(s.Desk)
	if again := s.languages(); again.Selected != "Deutsch" {
		t.Errorf("chosen is %q", again.Selected)
	}
	s.languages().SetSelected(texts.Of("settings.language.system"))
	if got := s.Preferences().String("language"); got != "" {
		t.Errorf("kept %q for the system's", got)
	}
}

func TestDialogMakesOneMachineForEachClass(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,3c")
	settings.AskNewMachine(s.Desk, s.Data())
	s.Press("settings.kind.classes.name")
	s.Press("settings.preset.small")
	s.Press("settings.connections.rich.name")
	s.Press("settings.make.button")
	s.Settle()
	snap := s.Session().Fresh()
	if !s.ReadsWords(texts.Of("bar.status.classes", 2, texts.Of("connections.of.rich", "784-50-20"))) {
		t.Error("the status line does not tell how the machines are connected")
	}
	if !snap.Ensemble.OfClasses() || string(snap.Ensemble.Labels) != "\x04\x07" || snap.Record.Settings.Layers != "50,20" || s.Dialogs() != 0 {
		t.Fatalf("made %+v", snap.Record)
	}
	settings.AskReset(s.Desk)
	s.Press("dialog.reset.button")
	s.Settle()
	if !s.Session().Fresh().Ensemble.OfClasses() {
		t.Error("after a reset it is a single machine")
	}
	settings.AskNewMachine(s.Desk, s.Data())
	s.Press("settings.kind.one.name")
	s.Press("settings.preset.small")
	s.Press("settings.make.button")
	s.Settle()
	if snap := s.Session().Fresh(); snap.Ensemble.OfClasses() || snap.Record.Settings.Layers != "100,50" {
		t.Errorf("made %+v", snap.Record)
	}
}

// A reset asks in one dialog about what is in no file.
func TestResetOffersToSave(t *testing.T) {
	s := stage.WithBars(newScene(t))
	settings.AskReset(s.Desk)
	if !s.Reads("dialog.reset.text") || s.ReadsWords(texts.Of("dialog.reset.unsaved", s.Name())) {
		t.Error("it asks about a machine that knows nothing")
	}
	s.Press("common.cancel")
	s.RunOf("9", "bar.wakeSleep.button")
	settings.AskReset(s.Desk)
	if !s.ReadsWords(texts.Of("dialog.reset.unsaved", s.Name())) {
		t.Error("it does not say what is in no file")
	}
	s.Picker.Err = system.ErrCancelled
	s.Press("dialog.reset.save")
	if now := s.Afterwards(); now.Cycle != 9 || s.Dialogs() != 0 {
		t.Fatal("it was reset though no file was chosen")
	}
	settings.AskReset(s.Desk)
	s.Picker.Err, s.Picker.Path = nil, filepath.Join(t.TempDir(), "m")
	s.Press("dialog.reset.save")
	s.Until("it is reset", func() bool { return s.Says("dialog.reset.done") })
	s.Undo()
	if now := s.Afterwards(); now.Cycle != 9 || s.Unsaved() || s.Document().Path == "" {
		t.Error("what was reset is not in the file")
	}
}

// What comes up while the dialog is open is asked about as well.
func TestResetAsksAboutWhatCameUpMeanwhile(t *testing.T) {
	s := stage.WithBars(newScene(t))
	settings.AskReset(s.Desk)
	s.Run(learn.WakeSleep, 9)
	s.AtRest()
	s.Press("dialog.reset.button")
	s.WaitDialog("dialog.unsaved.aside")
	s.Press("common.cancel")
	if now := s.Afterwards(); now.Cycle != 9 {
		t.Error("it was reset")
	}
}

// A training that was planned to end begins anew without an end: over the few cycles of a
// run by hand its rate would fall before anything is learnt.
func TestResetKeepsTheRate(t *testing.T) {
	planned := learn.ClassicDefaults()
	planned.FinalRate, planned.Epochs, planned.Average = []float64{.001}, 9, 2
	s := newScene(t)
	s.Begin("bars3", planned)
	settings.AskReset(s.Desk)
	s.Press("dialog.reset.button")
	s.Settle()
	if got, want := s.RunOf("50", "bar.wakeSleep.button").Record.Settings, learn.ClassicDefaults(); !slices.Equal(got.Rate, want.Rate) || got.FinalRate != nil || got.Average != 0 {
		t.Errorf("goes on with %+v", got)
	}
}

func TestClassMachinesNeedLabels(t *testing.T) {
	s := stage.WithBars(newScene(t))
	settings.AskNewMachine(s.Desk, s.Data())
	if !s.Reads("settings.kind.impossible") {
		t.Error("the dialog does not say why there cannot be class machines")
	}
	for _, o := range s.Screen() {
		if b, ok := o.(*kit.Button); ok && b.Text == texts.Of("settings.kind.classes.name") && !b.Disabled() {
			t.Error("class machines are offered for bars")
		}
	}
}
