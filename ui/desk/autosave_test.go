package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"wakesleep/io/dataset"
	"wakesleep/io/exclusive"
	"wakesleep/io/recovery"
	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/settings"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// keeping is a scene that keeps checkpoints in a folder, as often as it can.
func keeping(t *testing.T, f *recovery.Folder) *scene {
	t.Helper()
	s := newScene(t)
	s.Autosave().KeepIn(f)
	s.Autosave().SetEvery(time.Nanosecond)
	return s
}

// kept waits until the checkpoint of the present state is there.
func kept(s *scene) {
	s.T.Helper()
	s.Until("a checkpoint is there", func() bool { return desk.Kept(s.Desk) })
	s.Settle()
}

// abandoned are the checkpoints that nobody has.
func abandoned(t *testing.T, f *recovery.Folder) []*recovery.Entry {
	t.Helper()
	list, err := f.Abandoned()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// crash ends a desk as a kill does: its slots are nobody's, and nothing else happens.
func crash(s *scene) {
	s.Settle()
	desk.LetGo(s.Desk)
	s.Autosave().KeepIn(nil)
}

// slots are how many checkpoints a folder has.
func slots(t *testing.T, f *recovery.Folder) int {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(f.Path(), "*", "*.helmholtz"))
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// A training that was recovered goes on to the same bytes as one that was stopped where the
// checkpoint was made, with its curve.
func TestRecoveredTrainingGoesOnExactly(t *testing.T) {
	for name, begin := range map[string]func(*scene){
		"bars":    func(s *scene) { s.Bars() },
		"digits":  func(s *scene) { s.Digits("5,3") },
		"classes": func(s *scene) { s.Classes() },
	} {
		t.Run(name, func(t *testing.T) {
			f := recovery.In(t.TempDir())
			s := keeping(t, f)
			begin(s)
			s.RunOf("37", "bar.wakeSleep.button")
			kept(s)
			crash(s)
			s.RunOf("40", "bar.wakeSleep.button")
			want := s.SaveTo(filepath.Join(t.TempDir(), "m"))
			curve := s.Session().Fresh().Curve

			list := abandoned(t, f)
			if len(list) != 1 || list[0].About().Cycles != 37 {
				t.Fatalf("%d checkpoints", len(list))
			}
			again := keeping(t, f)
			again.Bars()
			again.Recover(list[0])
			again.Until("it is back", func() bool { return again.Says("rescue.done") })
			if again.Session().Status().Cycle != 37 || !again.Unsaved() {
				t.Fatal("another machine is back")
			}
			again.RunOf("40", "bar.wakeSleep.button")
			if got := again.SaveTo(filepath.Join(t.TempDir(), "m")); !bytes.Equal(got, want) {
				t.Error("it went on to other bytes")
			}
			if got := again.Session().Fresh().Curve; !slices.Equal(got, curve) {
				t.Errorf("the curve has %d points, want %d", len(got), len(curve))
			}
		})
	}
}

// Work that is in a file, or that has cost nothing, is not kept, and what is kept goes when
// it is saved.
func TestOnlyUnsavedWorkIsKept(t *testing.T) {
	f := recovery.In(t.TempDir())
	s := stage.WithBars(keeping(t, f))
	for range 5 {
		s.Tick()
		s.Settle()
	}
	if n := slots(t, f); n != 0 {
		t.Fatalf("%d checkpoints of a machine that knows nothing", n)
	}
	s.Press("bar.step.button")
	s.AtRest()
	kept(s)
	s.SaveTo(filepath.Join(t.TempDir(), "m"))
	s.Until("the checkpoint is gone", func() bool { return slots(t, f) == 0 })
	s.SetRate([]float64{.5}, func(error) {})
	s.Settle()
	kept(s)
	s.Undo()
	s.Settle()
	s.Until("the checkpoint is gone", func() bool { return slots(t, f) == 0 })
}

// Whatever is changed of a machine that was never trained, it is not kept, unless it has names.
func TestMachinesThatWereNeverTrainedAreNotKept(t *testing.T) {
	f := recovery.In(t.TempDir())
	s := keeping(t, f)
	s.Digits("3,2c")
	s.SetRate([]float64{.5}, func(error) {})
	s.Settle()
	for range 5 {
		s.Tick()
		s.Settle()
	}
	if n := slots(t, f); n != 0 {
		t.Errorf("%d checkpoints of a machine without a cycle", n)
	}
	s.CallCategory(1, "loop")
	s.Settle()
	kept(s)
	if n := slots(t, f); n != 1 {
		t.Errorf("%d checkpoints of a machine with a name", n)
	}
}

// The program may end while another machine comes, after the session has it and before the
// window knows of it. What has just come is not kept: a new one has cost nothing, and one that
// is recovered is kept already.
func TestMachinesThatHaveJustComeAreNotKept(t *testing.T) {
	for name, come := range map[string]func(s *scene, f *recovery.Folder){
		"new": func(s *scene, _ *recovery.Folder) {
			s.ReplaceMachine("", learn.ClassicDefaults(), s.Data(), false, "", func(error) {})
		},
		"recovered": func(s *scene, f *recovery.Folder) { s.Recover(abandoned(t, f)[0]) },
	} {
		t.Run(name, func(t *testing.T) {
			f := recovery.In(t.TempDir())
			before := stage.WithBars(keeping(t, f))
			before.RunOf("5", "bar.wakeSleep.button")
			kept(before)
			crash(before)
			s := stage.WithBars(newScene(t))
			s.Autosave().KeepIn(f)
			s.Tick()
			was := s.Session().Moment().Tag
			s.Hold()
			come(s, f)
			for s.Session().Moment().Tag == was {
				s.Release(0)
			}
			if err := s.Autosave().Rescue(); err != nil {
				t.Error(err)
			}
			if n := slots(t, f); n != 1 {
				t.Errorf("%d checkpoints, want that of the machine that was left", n)
			}
		})
	}
}

func TestNothingIsKeptTwice(t *testing.T) {
	f := recovery.In(t.TempDir())
	s := stage.WithBars(keeping(t, f))
	s.Press("bar.step.button")
	s.AtRest()
	kept(s)
	find := func() (files []string) {
		files, _ = filepath.Glob(filepath.Join(f.Path(), "*", "*"))
		return files
	}
	before := find()
	for range 5 {
		s.Tick()
		s.Settle()
	}
	if after := find(); !slices.Equal(after, before) {
		t.Errorf("%v became %v though nothing had changed", before, after)
	}
	s.Autosave().SetEvery(0)
	s.Press("bar.step.button")
	s.AtRest()
	s.Settle()
	if desk.Kept(s.Desk) {
		t.Error("a checkpoint was made though none is wanted")
	}
}

// Another machine's checkpoint takes the place of one that was given up, and until then
// that one is there.
func TestMachinesThatWereGivenUpAreKeptUntilTheNext(t *testing.T) {
	f := recovery.In(t.TempDir())
	s := keeping(t, f)
	s.Bars()
	s.Autosave().SetEvery(time.Hour)
	s.RunOf("5", "bar.wakeSleep.button")
	another(s)
	s.Press("dialog.unsaved.dont")
	s.Settle()
	if n := slots(t, f); n != 1 {
		t.Fatalf("%d checkpoints of the machine that was left", n)
	}
	s.Autosave().SetEvery(time.Nanosecond)
	s.RunOf("7", "bar.wakeSleep.button")
	kept(s)
	crash(s)
	if list := abandoned(t, f); len(list) != 1 || list[0].About().Cycles != 7 || list[0].About().Data != "bars4" {
		t.Errorf("kept %+v", list)
	}
}

func TestCheckpointsGoWithTheProgram(t *testing.T) {
	f := recovery.In(t.TempDir())
	s := stage.WithBars(keeping(t, f))
	s.Press("bar.step.button")
	s.AtRest()
	kept(s)
	s.MenuLine("menu.file.quit").Action()
	s.Press("dialog.unsaved.dont")
	s.FinishWrites()
	if list, _ := filepath.Glob(filepath.Join(f.Path(), "[0-9]*")); len(list) != 0 {
		t.Errorf("left %v", list)
	}
}

// The end of the program by a signal keeps what is not saved, and nothing else.
func TestRescue(t *testing.T) {
	f := recovery.In(t.TempDir())
	s := newScene(t)
	s.Autosave().KeepIn(f)
	if err := s.Autosave().Rescue(); err != nil {
		t.Fatal(err)
	}
	s = newScene(t)
	s.Autosave().KeepIn(f)
	s.Autosave().SetEvery(0)
	s.Bars()
	s.Press("bar.play.button")
	s.Until("some cycles are done", func() bool { return s.Session().Status().Cycle > 20 })
	if err := s.Autosave().Rescue(); err != nil {
		t.Fatal(err)
	}
	list := abandoned(t, f)
	if len(list) != 1 || list[0].About().Cycles < 20 {
		t.Fatalf("%d checkpoints", len(list))
	}
	if err := s.Autosave().Rescue(); err != nil || len(abandoned(t, f)) != 1 {
		t.Errorf("a second rescue: %v", err)
	}
	saved := stage.WithBars(newScene(t))
	saved.Autosave().KeepIn(f)
	saved.Tick()
	if err := saved.Autosave().Rescue(); err != nil || len(abandoned(t, f)) != 1 {
		t.Error("a machine with nothing to lose was kept")
	}
}

// A machine that was recovered belongs to the file that it belonged to, which is not
// replaced unasked if it has changed.
func TestRecoveredMachinesKnowTheirFile(t *testing.T) {
	f, path := recovery.In(t.TempDir()), filepath.Join(t.TempDir(), "m.helmholtz")
	s := stage.WithBars(keeping(t, f))
	s.RunOf("5", "bar.wakeSleep.button")
	s.SaveTo(path)
	s.RunOf("5", "bar.wakeSleep.button")
	kept(s)
	crash(s)

	again := stage.WithBars(keeping(t, f))
	again.Recover(abandoned(t, f)[0])
	again.Until("it is back", func() bool { return again.Says("rescue.done", "m.helmholtz") })
	again.Save()
	again.Until("it is saved", func() bool { return !again.Unsaved() && again.Document().Path == path })
	again.RunOf("5", "bar.wakeSleep.button")
	if err := os.WriteFile(path, []byte("another's"), 0o600); err != nil {
		t.Fatal(err)
	}
	again.Save()
	again.WaitDialog("dialog.changed.text", "m.helmholtz", filepath.Dir(path))
	again.Press("common.cancel")
	again.Settle()
	if text, _ := os.ReadFile(path); string(text) != "another's" || !again.Unsaved() {
		t.Error("the file was replaced")
	}
	again.Save()
	again.WaitDialog("dialog.changed.text", "m.helmholtz", filepath.Dir(path))
	again.Press("dialog.replace.button")
	again.Until("it is saved", func() bool { return !again.Unsaved() })
}

// A file that another program writes after it was looked at, while saving waits for its turn,
// is asked about too.
func TestFilesThatChangeAtTheLastMomentStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.helmholtz")
	s := stage.WithBars(newScene(t))
	s.RunOf("5", "bar.wakeSleep.button")
	s.SaveTo(path)
	s.RunOf("5", "bar.wakeSleep.button")
	release, err := exclusive.Take(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	s.Save()
	s.Until("it is being saved", func() bool { return s.Says("files.save.saving") })
	if err := os.WriteFile(path, []byte("another's"), 0o600); err != nil {
		t.Fatal(err)
	}
	release()
	s.WaitDialog("dialog.changed.text", "m.helmholtz", filepath.Dir(path))
	if text, _ := os.ReadFile(path); string(text) != "another's" || !s.Unsaved() {
		t.Error("the file was replaced")
	}
	s.Press("dialog.replace.button")
	s.Until("it is saved", func() bool { return !s.Unsaved() })
}

// That a machine is back stays on the status line when its categories are named by the way.
func TestWhatIsBackStaysSaid(t *testing.T) {
	f := recovery.In(t.TempDir())
	s := keeping(t, f)
	s.Digits("3,2c")
	s.PlayOrPause()
	s.Until("a checkpoint without names is there", func() bool { return slots(t, f) == 1 })
	crash(s)
	again := stage.WithBars(newScene(t))
	again.Autosave().KeepIn(f)
	again.Recover(abandoned(t, f)[0])
	again.Until("its categories are named", func() bool { return again.Session().Fresh().Record.Names != nil })
	again.Settle()
	if !again.Says("rescue.done") {
		t.Errorf("it says %q", again.Said())
	}
}

// What the program calls a machine by itself is told in the language of who reads it, not of
// who wrote the checkpoint.
func TestMachinesWithoutATitleAreCalledInTheReadersLanguage(t *testing.T) {
	defer texts.Use("en")
	f := recovery.In(t.TempDir())
	for _, doc := range []*desk.Document{{}, {Starter: true}} {
		texts.Use("en")
		s := stage.WithBars(keeping(t, f))
		s.Exchange(desk.Exchange{Prepare: func(_ context.Context, now desk.Present) (desk.Next, error) {
			training, err := learn.New(learn.ClassicDefaults(), now.Data.Training, 1)
			return desk.Next{Training: training, Data: now.Data, Document: doc}, err
		}})
		s.Settle()
		s.RunOf("5", "bar.wakeSleep.button")
		kept(s)
		crash(s)
	}
	list := abandoned(t, f)
	texts.Use("de")
	if desk.NameOf(list[0].About()) != "mitgelieferte Maschine" || desk.NameOf(list[1].About()) != "neue Maschine" {
		t.Errorf("they are called %q and %q", desk.NameOf(list[0].About()), desk.NameOf(list[1].About()))
	}
	again := stage.WithBars(keeping(t, f))
	again.Recover(list[0])
	again.Until("it is back", func() bool { return again.Says("rescue.done", "mitgelieferte Maschine") })
	again.Tick()
	if title := again.Window().Title(); title != "mitgelieferte Maschine* – Wake-Sleep" {
		t.Errorf("the title is %q", title)
	}
}

// What cannot be recovered stays, and is offered again.
func TestCheckpointsThatCannotBeRecoveredStay(t *testing.T) {
	f, folder := recovery.In(t.TempDir()), t.TempDir()
	s := keeping(t, f)
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "3", 10
	s.Begin(stage.WriteImages(t, folder, stage.TwoKinds(13, 13, 20)), settings)
	s.RunOf("5", "bar.wakeSleep.button")
	kept(s)
	crash(s)
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	again := stage.WithBars(keeping(t, f))
	before := again.Session().Fresh()
	again.Recover(abandoned(t, f)[0])
	again.WaitDialog("rescue.lost", filepath.Join(folder, "some-images-idx3-ubyte"))
	again.Press("rescue.notNow")
	again.Settle()
	if len(abandoned(t, f)) != 1 || again.Session().Fresh().Cycle != before.Cycle || again.Unsaved() {
		t.Error("the checkpoint is gone, or the machine another one")
	}
	taken, err := abandoned(t, f)[0].Claim()
	if err != nil {
		t.Fatal(err)
	}
	list := abandoned(t, f)
	if len(list) != 0 {
		t.Error("a checkpoint that is in use is offered")
	}
	_ = taken.Leave()
	entry := abandoned(t, f)[0]
	if taken, err = entry.Claim(); err != nil {
		t.Fatal(err)
	}
	again.Recover(entry)
	again.WaitDialog("rescue.taken")
	_ = taken.Remove()
}

// A recovery that is taken back while it is prepared is offered again.
func TestRecoveryThatIsTakenBackIsOfferedAgain(t *testing.T) {
	f := recovery.In(t.TempDir())
	s := stage.WithBars(keeping(t, f))
	s.RunOf("5", "bar.wakeSleep.button")
	kept(s)
	crash(s)
	again := stage.WithBars(newScene(t))
	again.Autosave().KeepIn(f)
	again.Recover(abandoned(t, f)[0])
	again.Undo()
	again.Settle()
	if len(abandoned(t, f)) != 1 || again.Session().Fresh().Cycle != 0 {
		t.Error("the checkpoint is gone, or the machine another one")
	}
	again.Recover(abandoned(t, f)[0])
	again.Until("it is back", func() bool { return again.Says("rescue.done") })
}

// A recovered machine is an exchange like others, and its checkpoint stays until there is
// another.
func TestRecoveringCanBeUndone(t *testing.T) {
	f := recovery.In(t.TempDir())
	s := keeping(t, f)
	s.Classes()
	s.Session().WatchClass(7)
	s.RunOf("5", "bar.wakeSleep.button")
	kept(s)
	crash(s)
	again := stage.WithBars(newScene(t))
	again.Autosave().KeepIn(f)
	again.Autosave().SetEvery(time.Hour)
	again.RunOf("3", "bar.wakeSleep.button")
	again.Recover(abandoned(t, f)[0])
	again.WaitDialog("dialog.unsaved.aside")
	again.Press("dialog.unsaved.dont")
	again.Until("it is back", func() bool { return again.Says("rescue.done") })
	again.Settle()
	if v := again.Session().Fresh(); v.Ensemble.Labels[v.Watched] != 7 {
		t.Error("another class is watched")
	}
	if n := slots(t, f); n != 2 {
		t.Errorf("%d checkpoints, want that of each machine", n)
	}
	again.Undo()
	again.Settle()
	if again.Session().Fresh().Cycle != 3 || again.Data().Name != "bars3" {
		t.Error("it cannot be undone")
	}
	again.Redo()
	again.Settle()
	again.Autosave().SetEvery(time.Nanosecond)
	again.Press("bar.step.button")
	again.AtRest()
	kept(again)
	if n := slots(t, f); n != 1 {
		t.Errorf("%d checkpoints, want one", n)
	}
}

// Failures are told once until they change, on the status line only.
func TestFailuresToKeepAreToldOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := stage.WithBars(keeping(t, recovery.In(filepath.Join(file, "folder"))))
	s.Press("bar.step.button")
	s.AtRest()
	s.Until("it is told", func() bool { return s.Says("rescue.failed") })
	s.Say("")
	s.Press("bar.step.button")
	s.AtRest()
	for range 5 {
		s.Tick()
		s.Settle()
	}
	if s.Said() != "" || s.Dialogs() != 0 {
		t.Errorf("told again: %s", s.Said())
	}
	s.Autosave().KeepIn(recovery.In(t.TempDir()).With(recovery.Limit{Bytes: 1}))
	desk.Squeeze(s.Desk, 1)
	s.Until("something else is told", func() bool { return s.Says("rescue.room") })
}

// A disk that is too full for a checkpoint is told before one is due.
func TestFullDisksAreToldAtOnce(t *testing.T) {
	s := stage.WithBars(keeping(t, recovery.In(t.TempDir())))
	s.Autosave().SetEvery(time.Hour)
	s.Disk.Free = func(string) (int64, error) { return 1000, nil }
	s.Press("bar.step.button")
	s.AtRest()
	s.Until("it is told", func() bool { return s.Says("rescue.full") })
	s.Say("")
	s.Press("bar.step.button")
	s.AtRest()
	for range 5 {
		s.Tick()
		s.Settle()
	}
	if s.Said() != "" {
		t.Errorf("told again: %s", s.Said())
	}
}

// What a moment tells beside its machine comes back.
func TestMomentsAreRevived(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.RunOf("9", "bar.wakeSleep.button")
	m := s.Session().Moment()
	text, err := json.Marshal(m.Curve())
	if err != nil {
		t.Fatal(err)
	}
	if got := session.Revived(m.Checkpoint, text); got.Bits != m.Bits || math.IsNaN(m.Bits) {
		t.Errorf("%v bits, want %v", got.Bits, m.Bits)
	}
}

// another asks for a new machine, as the settings do.
func another(s *scene) {
	m, err := dataset.OpenLabelled("bars4")
	if err != nil {
		s.T.Fatal(err)
	}
	s.Guard("?", func() { s.ReplaceMachine("another", learn.ClassicDefaults(), m, false, "", func(error) {}) })
	s.Settle()
}

// quit ends the program as a user does who gives one of the answers, if there is a question,
// and returns when the files are as the next start finds them.
func quit(s *scene, answer string) {
	s.T.Helper()
	s.MenuLine("menu.file.quit").Action()
	if s.Settle(); s.Dialogs() > 0 {
		s.Press(answer)
	}
	if !s.Left() {
		s.T.Fatal("it is not left")
	}
	s.FinishWrites()
}

// Quitting leaves what was neither saved nor given up to the next start, whichever way it has
// got out of sight.
func TestQuittingLosesNothingUnasked(t *testing.T) {
	ended := func(t *testing.T, f *recovery.Folder) *scene {
		s := stage.WithBars(keeping(t, f))
		s.RunOf("37", "bar.wakeSleep.button")
		kept(s)
		crash(s)
		again := stage.WithBars(keeping(t, f))
		again.Recover(abandoned(t, f)[0])
		again.Until("it is back", func() bool { return again.Says("rescue.done") })
		again.Settle()
		return again
	}
	trained := func(t *testing.T, f *recovery.Folder) *scene {
		s := stage.WithBars(keeping(t, f))
		s.RunOf("37", "bar.wakeSleep.button")
		kept(s)
		return s
	}
	back := func(s *scene) { s.Undo(); s.Afterwards() }
	again := func(s *scene) { s.Redo(); s.Afterwards() }
	for name, c := range map[string]struct {
		begin  func(*testing.T, *recovery.Folder) *scene
		act    func(*scene)
		answer string
		left   bool
	}{
		"a recovery undone":             {ended, back, "", true},
		"a recovery redone, not wanted": {ended, func(s *scene) { back(s); again(s) }, "dialog.unsaved.dont", false},
		"a training undone":             {trained, back, "", true},
		"a training redone, not wanted": {trained, func(s *scene) { back(s); again(s) }, "dialog.unsaved.dont", false},
		"another machine undone": {func(t *testing.T, f *recovery.Folder) *scene {
			s := keeping(t, f)
			s.Begin("bars4", learn.ClassicDefaults())
			m := s.Data()
			s.ReplaceMachine("another", learn.ClassicDefaults(), m, false, "", func(error) {})
			s.Settle()
			s.RunOf("37", "bar.wakeSleep.button")
			kept(s)
			return s
		}, func(s *scene) { back(s); back(s) }, "", true},
		"another machine, not wanted": {trained, func(s *scene) {
			another(s)
			s.Press("dialog.unsaved.dont")
			s.Settle()
		}, "", false},
		"not wanted, and back": {trained, func(s *scene) {
			another(s)
			s.Press("dialog.unsaved.dont")
			s.Settle()
			back(s)
		}, "dialog.unsaved.dont", false},
		"set aside": {trained, func(s *scene) {
			m := s.Data()
			s.GuardAside("?", func() { s.ReplaceMachine("", learn.ClassicDefaults(), m, false, "", func(error) {}) })
			s.Press("dialog.unsaved.dont")
			s.Settle()
		}, "", true},
		"set aside, without checkpoints in between": {func(t *testing.T, f *recovery.Folder) *scene {
			s := newScene(t)
			s.Autosave().KeepIn(f)
			s.Autosave().SetEvery(0)
			s.Bars()
			s.RunOf("37", "bar.wakeSleep.button")
			return s
		}, func(s *scene) {
			m := s.Data()
			s.GuardAside("?", func() { s.ReplaceMachine("", learn.ClassicDefaults(), m, false, "", func(error) {}) })
			s.Press("dialog.unsaved.dont")
			s.Settle()
		}, "", true},
		"reset, not wanted": {trained, func(s *scene) {
			settings.AskReset(s.Desk)
			s.Press("dialog.reset.button")
			s.Settle()
		}, "", false},
		"reset, and back": {trained, func(s *scene) {
			settings.AskReset(s.Desk)
			s.Press("dialog.reset.button")
			s.Settle()
			back(s)
		}, "dialog.unsaved.dont", false},
		"saved": {trained, func(s *scene) { s.SaveTo(filepath.Join(s.T.TempDir(), "m")) }, "", false},
		"saved after other runs": {trained, func(s *scene) {
			s.RunOf("5", "bar.wakeSleep.button")
			s.RunOf("5", "bar.wakeSleep.button")
			s.SaveTo(filepath.Join(s.T.TempDir(), "m"))
			another(s)
		}, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			f := recovery.In(t.TempDir())
			s := c.begin(t, f)
			s.Autosave().SetEvery(time.Duration(min(s.Autosave().Every(), 1)) * time.Hour)
			c.act(s)
			quit(s, c.answer)
			list := abandoned(t, f)
			if got := len(list) == 1 && list[0].About().Cycles == 37; got != c.left || len(list) > 1 {
				t.Errorf("the next start finds %d checkpoints", len(list))
			}
			if !c.left && slots(t, f) != 0 {
				t.Error("a slot has stayed")
			}
		})
	}
}

// What undoing a recovery has put aside can be recovered at once.
func TestUndoneRecoveriesAreOnTheListAgain(t *testing.T) {
	f := recovery.In(t.TempDir())
	s := stage.WithBars(keeping(t, f))
	s.RunOf("37", "bar.wakeSleep.button")
	kept(s)
	crash(s)
	again := stage.WithBars(keeping(t, f))
	for range 2 {
		list, err := again.Autosave().Abandoned()
		if err != nil || len(list) != 1 {
			t.Fatalf("%d checkpoints, %v", len(list), err)
		}
		again.Recover(list[0])
		again.Until("it is back", func() bool { return again.Says("rescue.done") })
		again.Undo()
		again.Afterwards()
	}
}

// ofOwnImages is a folder with the checkpoint of a machine that was trained on images which
// have been moved since, what they were called, and where they are now.
func ofOwnImages(t *testing.T) (f *recovery.Folder, was, is string) {
	t.Helper()
	f = recovery.In(t.TempDir())
	s := keeping(t, f)
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "3", 10
	was = stage.WriteImages(t, t.TempDir(), stage.TwoKinds(13, 13, 20))
	s.Begin(was, settings)
	s.RunOf("5", "bar.wakeSleep.button")
	kept(s)
	crash(s)
	is = filepath.Join(t.TempDir(), "moved-idx3-ubyte")
	if err := os.Rename(was, is); err != nil {
		t.Fatal(err)
	}
	return f, was, is
}

// Where a machine's images have been moved, the user points them out, and it goes on.
func TestLostImagesArePointedOut(t *testing.T) {
	f, was, is := ofOwnImages(t)
	s := stage.WithBars(keeping(t, f))
	s.Recover(abandoned(t, f)[0])
	s.WaitDialog("rescue.lost", was)
	s.Settle()
	s.Picker.Path = stage.WriteImages(t, t.TempDir(), stage.TwoKinds(4, 4, 20))
	s.Press("files.open.find")
	s.WaitDialogWords(texts.Of("files.open.unfit", "some-images-idx3-ubyte"))
	s.Settle()
	s.Picker.Path = is
	s.Press("files.open.find")
	s.Until("it is back", func() bool { return s.Said() == texts.Of("rescue.done", texts.Of("files.newMachine")) })
	if s.Session().Fresh().Cycle != 5 || s.Data().Path != is {
		t.Errorf("it goes on with %s", s.Data().Path)
	}
}

// Where they are gone for good, the machine can be saved all the same, and its checkpoint
// stays until it is.
func TestMachinesWithoutImagesAreSaved(t *testing.T) {
	f, was, is := ofOwnImages(t)
	path := filepath.Join(t.TempDir(), "m.helmholtz")
	s := stage.WithBars(keeping(t, f))
	s.Recover(abandoned(t, f)[0])
	s.WaitDialog("rescue.lost", was)
	s.Settle()
	s.Picker.Path = filepath.Join(t.TempDir(), "none", "m.helmholtz")
	s.Press("rescue.saveTo")
	s.WaitDialog("files.save.machineFailed")
	s.Press("common.ok")
	if len(abandoned(t, f)) != 1 {
		t.Fatal("the checkpoint is gone")
	}
	s.Recover(abandoned(t, f)[0])
	s.WaitDialog("rescue.lost", was)
	s.Settle()
	s.Picker.Path = path
	s.Press("rescue.saveTo")
	s.Until("it is saved", func() bool { return s.Says("files.save.done", path) })
	if len(abandoned(t, f)) != 0 {
		t.Error("it is offered again")
	}
	// Such a file asks for its images as well when it is opened.
	s.OpenAny(path)
	s.WaitDialog("files.open.lost", "some-images-idx3-ubyte")
	s.Picker.Path = is
	s.Press("files.open.find")
	s.Until("it is open", func() bool { return s.Says("files.open.done", "m.helmholtz") })
	if s.Session().Fresh().Cycle != 5 || s.Document().Path != path || s.Unsaved() {
		t.Error("another machine is open")
	}
}

// A checkpoint that was under way when the program was made to end comes to nothing: what is
// left is left once.
func TestNothingIsWrittenAfterTheEnd(t *testing.T) {
	f := recovery.In(t.TempDir())
	s := stage.WithBars(keeping(t, f))
	s.RunOf("7", "bar.wakeSleep.button")
	kept(s)
	late := s.Session().Moment()
	s.RunOf("1", "bar.wakeSleep.button")
	if err := s.Autosave().Rescue(); err != nil {
		t.Fatal(err)
	}
	if err := desk.WriteLate(s.Desk, late); err != nil {
		t.Fatal(err)
	}
	if n := slots(t, f); n != 1 {
		t.Errorf("%d checkpoints are left", n)
	}
}
