//go:build unix

package desk_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"wakesleep/io/dataset"
	"wakesleep/ui/desk"
	"wakesleep/ui/stage"
)

// unanswered makes the disk one that never answers about some paths, as a network folder that
// hangs, until the test ends.
func unanswered(t *testing.T, s *scene, paths ...string) {
	t.Helper()
	over := make(chan struct{})
	t.Cleanup(func() { close(over) })
	hang := func(path string) {
		for _, p := range paths {
			if path == p {
				<-over
			}
		}
	}
	real := s.Disk
	s.Disk = desk.Disk{
		Inspect: func(path string) (*dataset.Format, error) { hang(path); return real.Inspect(path) },
		Stat:    func(path string) (os.FileInfo, error) { hang(path); return real.Stat(path) },
		Lstat:   func(path string) (os.FileInfo, error) { hang(path); return real.Lstat(path) },
	}
}

// A file on a disk that does not answer holds nothing up, and is given up for another.
func TestFilesThatDoNotAnswerHoldNothingUp(t *testing.T) {
	for name, open := range map[string]func(s *scene, path string){
		"dropped":   func(s *scene, path string) { desk.Drop(s.Desk, path) },
		"opened":    func(s *scene, path string) { s.OpenAny(path) },
		"from many": func(s *scene, path string) { desk.Drop(s.Desk, path, path+".png") },
	} {
		s, _ := trained(t)
		mine := filepath.Join(t.TempDir(), "m.helmholtz")
		s.SaveTo(mine)
		far := filepath.Join(t.TempDir(), "far.helmholtz")
		unanswered(t, s, far)
		open(s, far)
		if !s.Says("files.open.opening", "far.helmholtz") {
			t.Errorf("%s: it said %q", name, s.Said())
		}
		s.Press("bar.step.button")
		s.Until("a step is done", func() bool { return s.Session().Status().Cycle == 41 })
		s.Save()
		s.Until("the machine is saved", func() bool { return !s.Unsaved() })
		s.OpenAny(mine)
		s.Until("another file is open", func() bool { return s.Says("files.open.done", "m.helmholtz") })
	}
}

// Where the folder used last does not answer, files are asked for in another.
func TestFoldersThatDoNotAnswerAreLeft(t *testing.T) {
	s, _ := trained(t)
	folder := t.TempDir()
	s.Preferences().SetString("folder", folder)
	unanswered(t, s, folder)
	s.Picker.Path = filepath.Join(t.TempDir(), "m.helmholtz")
	s.AskSave()
	s.Until("the machine is saved", func() bool { return !s.Unsaved() })
	if got := s.Picker.Asked.Load().Folder; got == folder {
		t.Error("the dialog began in a folder that does not answer")
	}
}

// What is no file is refused, and nothing waits for it.
func TestPipesAreRefused(t *testing.T) {
	s := stage.WithBars(newScene(t))
	pipe := filepath.Join(t.TempDir(), "pipe.helmholtz")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	for _, open := range []func(){
		func() { desk.Drop(s.Desk, pipe) }, func() { s.OpenAny(pipe) }, func() { s.OpenData(pipe) }, func() { s.OpenPicture(pipe) },
		func() { s.Picker.Path = pipe; s.AskOpenMachine() },
	} {
		open()
		s.WaitDialogWords("not an ordinary file")
		s.Press("common.ok")
	}
}
