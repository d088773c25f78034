package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/io/recovery"
	"wakesleep/ui/stage"
)

// leftBehind is a machine's file, and a folder with a checkpoint of a later state of it and
// one of another machine, which is newer.
func leftBehind(t *testing.T) (path string, f *recovery.Folder) {
	t.Helper()
	path, f = filepath.Join(t.TempDir(), "good.helmholtz"), recovery.In(t.TempDir())
	s := stage.WithBars(newScene(t))
	s.Autosave().KeepIn(f)
	s.RunOf("5", "bar.wakeSleep.button")
	s.SaveTo(path)
	s.RunOf("7", "bar.wakeSleep.button")
	other := stage.WithBars(newScene(t))
	other.Autosave().KeepIn(f)
	other.RunOf("3", "bar.wakeSleep.button")
	for _, s := range []*scene{s, other} {
		if err := s.Autosave().Rescue(); err != nil {
			t.Fatal(err)
		}
	}
	return path, f
}

// started is a window that begins with a file.
func started(t *testing.T, f *recovery.Folder, path string) *scene {
	t.Helper()
	s := newScene(t)
	s.Autosave().KeepIn(f)
	begin(s.Desk, Options{File: path}, func() {})
	return s
}

// A start with a file offers what has been left as one without does, when the file is open,
// and says of a later state of it what it is.
func TestStartsWithAFileOfferWhatIsLeft(t *testing.T) {
	path, f := leftBehind(t)
	s := started(t, f, path)
	s.WaitDialog("rescue.text.other")
	s.Settle()
	if s.Document().Path != path || s.Session().Fresh().Cycle != 5 || s.Unsaved() {
		t.Error("the file is not open")
	}
	if len(s.Recent()) == 0 || s.Recent()[0] != path {
		t.Error("the file is not among the recent ones")
	}
	if !s.Reads("rescue.laterState", "good.helmholtz") {
		t.Error("it is not said that one is a later state of it")
	}
	s.Press("rescue.goOn") // the first, though the other is newer
	s.Until("it is back", func() bool { return s.Says("rescue.done", "good.helmholtz") })
	if got := s.Session().Fresh().Cycle; got != 12 || s.Document().Path != path || !s.Unsaved() {
		t.Errorf("the machine has had %d cycles", got)
	}
}

// The machine of a file is the window's first: there is no other before it that could be
// trained and is left then.
func TestNothingIsTrainedBeforeTheFileIsOpen(t *testing.T) {
	path, f := leftBehind(t)
	s := newScene(t)
	s.Autosave().KeepIn(f)
	seen := map[string]bool{}
	begin(s.Desk, Options{File: path}, func() {})
	s.Until("the offer is there", func() bool {
		if s.Ready() {
			seen[s.Document().Path] = true
		}
		return s.Dialogs() > 0
	})
	if len(seen) != 1 || !seen[path] {
		t.Errorf("there were %d machines", len(seen))
	}
}

// What is said about a file that cannot be opened can be read before the offer comes.
func TestTheOfferWaitsUntilWhatIsSaidHasBeenRead(t *testing.T) {
	_, f := leftBehind(t)
	broken := filepath.Join(t.TempDir(), "broken.helmholtz")
	if err := os.WriteFile(broken, []byte(strings.Repeat("PK", 40)), 0o600); err != nil {
		t.Fatal(err)
	}
	s := started(t, f, broken)
	s.Until("a dialog tells of it", func() bool { return s.Dialogs() > 0 })
	for range 3 {
		s.Settle()
		s.Tick()
	}
	if s.Dialogs() != 1 || s.Reads("rescue.text.other") {
		t.Fatal("the offer lies over it")
	}
	s.Press("common.ok")
	s.WaitDialog("rescue.text.other")
	if s.Session() == nil {
		t.Error("there is no machine")
	}
}
