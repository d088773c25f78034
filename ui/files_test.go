package ui

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network/images"
	"wakesleep/ui/picker"
)

// trained is a stage whose machine has had some cycles, and what it is now.
func trained(t *testing.T) (*stage, *learn.Snapshot) {
	t.Helper()
	s := newBarsStage(t)
	s.frame.bar.cycles.SetText("40")
	s.press("wake-sleep")
	return s, s.atRest()
}

// saveTo saves the machine under a path and returns the file's bytes.
func (s *stage) saveTo(path string) []byte {
	s.t.Helper()
	s.picker.path = path
	s.askSave()
	s.until("the machine is saved", func() bool { return s.doc.path != "" && !s.unsaved() })
	data, err := os.ReadFile(s.doc.path)
	if err != nil {
		s.t.Fatal(err)
	}
	return data
}

func TestMachineIsTheSameAfterSavingAndOpening(t *testing.T) {
	s, before := trained(t)
	if got := s.window.Title(); got != "new machine* – Wake-Sleep" {
		t.Errorf("the title of an unsaved machine is %q", got)
	}
	folder := t.TempDir()
	s.saveTo(filepath.Join(folder, "evening"))
	if got := s.window.Title(); got != "evening.helmholtz – Wake-Sleep" {
		t.Errorf("the title of a saved machine is %q", got)
	}
	other := newStage(t).begin("bars4", learn.ClassicDefaults())
	other.picker.path = filepath.Join(folder, "evening.helmholtz")
	other.askOpenMachine()
	other.until("the machine is open", func() bool { return other.doc.path != "" && other.changing == 0 })
	after := other.session.Fresh()
	if !slices.Equal(after.Machine.Generative.Flat, before.Machine.Generative.Flat) ||
		!slices.Equal(after.Machine.Recognition.Flat, before.Machine.Recognition.Flat) {
		t.Error("the machine is another one")
	}
	if after.Cycle != 40 || other.data.Name != "bars3" {
		t.Errorf("cycle %d of a machine for %s, want 40 and bars3", after.Cycle, other.data.Name)
	}
	if other.unsaved() {
		t.Error("a machine just opened counts as unsaved")
	}
}

func TestTrainingGoesOnExactlyFromAFile(t *testing.T) {
	s, _ := trained(t)
	path := filepath.Join(t.TempDir(), "m.helmholtz")
	s.saveTo(path)
	s.press("wake-sleep")
	want := s.atRest().Machine.Generative.Flat
	s.doc.savedCycle = s.session.Status().Cycle // nothing to ask about
	s.openAny(path)
	s.until("the machine is open", func() bool { return s.session.Status().Cycle == 40 && s.changing == 0 })
	s.press("wake-sleep")
	if got := s.atRest(); got.Cycle != 80 || !slices.Equal(got.Machine.Generative.Flat, want) {
		t.Error("the machine went on differently")
	}
}

func TestExistingFilesAreReplacedOnRequestOnly(t *testing.T) {
	s, _ := trained(t)
	path := filepath.Join(t.TempDir(), "precious.helmholtz")
	if err := os.WriteFile(path, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	intact := func() bool {
		data, err := os.ReadFile(path)
		return err == nil && string(data) == "precious"
	}
	// The person typed the name without its extension, so the system's dialog did
	// not ask.
	s.picker.path, s.picker.asks = filepath.Join(filepath.Dir(path), "precious"), true
	s.askSave()
	s.waitDialog("exists already")
	if !intact() {
		t.Fatal("the file was touched before the answer")
	}
	s.press("Cancel")
	s.settle()
	if !intact() || !s.unsaved() {
		t.Fatal("the file was replaced although the person cancelled")
	}
	s.askSave()
	s.waitDialog("exists already")
	s.press("Replace")
	s.until("the machine is saved", func() bool { return !s.unsaved() })
	if intact() {
		t.Error("the file was not replaced")
	}
}

func TestSaveWritesToTheSameFileAgain(t *testing.T) {
	s, _ := trained(t)
	first := s.saveTo(filepath.Join(t.TempDir(), "m.helmholtz"))
	s.picker.path = "/nowhere/else"
	s.press("step")
	s.atRest()
	s.save()
	s.until("the machine is saved", func() bool { return !s.unsaved() })
	second, err := os.ReadFile(s.doc.path)
	if err != nil || slices.Equal(first, second) {
		t.Errorf("the file did not change (%v)", err)
	}
}

func TestFailuresAreToldAndHarmNothing(t *testing.T) {
	s, before := trained(t)
	folder := t.TempDir()
	bad := filepath.Join(folder, "bad.helmholtz")
	if err := os.WriteFile(bad, []byte("PK\x03\x04 and then nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	images := filepath.Join(folder, "images")
	if err := os.WriteFile(images, []byte("\x00\x00\x08\x03\x00\x00\x00\x05"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, act := range []struct {
		name string
		do   func()
		says string
	}{
		{"open what is not there", func() { s.openMachine(filepath.Join(folder, "none")) }, "there is no such file"},
		{"open a damaged file", func() { s.openMachine(bad) }, "bad.helmholtz: "},
		{"open truncated images", func() { s.openAny(images) }, "images: it ends too early"},
		{"save in a folder that is not there", func() { s.write(filepath.Join(folder, "no", "m.helmholtz"), func() {}) }, "no"},
	} {
		act.do()
		s.waitDialog(act.says)
		s.press("OK")
	}
	after := s.session.Fresh()
	if after.Cycle != before.Cycle || !slices.Equal(after.Machine.Generative.Flat, before.Machine.Generative.Flat) {
		t.Error("the running machine was touched")
	}
	if s.doc.path != "" || !s.unsaved() {
		t.Error("a failed save counts as saved")
	}
}

func TestCancelledDialogsDoNothing(t *testing.T) {
	s, _ := trained(t)
	s.picker.err = picker.ErrCancelled
	for _, ask := range []func(){s.askSave, s.askOpenData} {
		s.picker.asked.Store(nil)
		ask()
		s.until("the person was asked", func() bool { return s.picker.asked.Load() != nil })
		s.tasks.wait.Wait()
	}
	s.settle()
	if s.dialogs() != 0 || s.doc.path != "" {
		t.Error("a cancelled dialog did something")
	}
}

func TestWithoutTheSystemsDialogTheWindowsOwnAppears(t *testing.T) {
	s, _ := trained(t)
	s.picker.err = picker.ErrUnavailable
	s.askSave()
	s.until("a dialog is there", func() bool { return s.dialogs() == 1 })
	s.press("Cancel")
	s.settle()
}

func TestLeavingAsksWhetherToKeepWhatWasLearnt(t *testing.T) {
	s := newBarsStage(t)
	left := false
	leave := func() { s.guard("Leave?", func() { left = true }) }
	if leave(); !left {
		t.Fatal("a machine that learnt nothing was asked about")
	}
	s.press("step")
	s.atRest()
	left = false
	leave()
	s.press("Cancel")
	if left || s.dialogs() != 0 {
		t.Error("left although it was cancelled")
	}
	leave()
	s.press("Don't save")
	if !left {
		t.Error("stayed although nothing was to be saved")
	}
	left = false
	s.picker.path = filepath.Join(t.TempDir(), "kept")
	leave()
	s.press("Save")
	s.until("it is left", func() bool { return left })
	if _, err := os.Stat(s.picker.path + ".helmholtz"); err != nil {
		t.Error("left without having saved: ", err)
	}
}

func TestQuitClosesEverything(t *testing.T) {
	s, _ := trained(t)
	s.quit()
	s.press("Don't save")
	if s.session.Checkpoint() != nil {
		t.Error("the session still runs")
	}
}

func TestRecentFilesAreRememberedNewestFirst(t *testing.T) {
	s := newBarsStage(t)
	for _, name := range []string{"a", "b", "a", "c", "d", "e", "f", "g", "h", "i"} {
		s.remember("/tmp/" + name)
	}
	want := []string{"i", "h", "g", "f", "e", "d", "c", "a"}
	for i, item := range s.menus.recent.ChildMenu.Items {
		if i >= len(want) || item.Label != want[i] {
			t.Fatalf("item %d of the recent files is %q", i, item.Label)
		}
	}
}

// writeImages writes an IDX file of n images, with labels beside it where there
// are any.
func writeImages(t *testing.T, folder string, set *images.Set) string {
	t.Helper()
	path := filepath.Join(folder, "some-images-idx3-ubyte")
	write := func(path string, content func(*os.File) error) {
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := content(f); err != nil {
			t.Fatal(err)
		}
	}
	write(path, func(f *os.File) error { return dataset.WriteImages(f, set) })
	if set.Labels != nil {
		write(filepath.Join(folder, "some-labels-idx1-ubyte"), func(f *os.File) error {
			return dataset.WriteLabels(f, set.Labels)
		})
	}
	return path
}
