package desk_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/ui/desk"
)

// Whatever the user does while the first machine is coming, there is a machine in the end.
func TestTheFirstMachineComes(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "broken.helmholtz")
	if err := os.WriteFile(broken, []byte("PK\x03\x04"+strings.Repeat("\x00", 22)+"\x09\x00\x00\x00meta.json cut short"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, act := range map[string]func(s *scene){
		"undo":             func(s *scene) { s.Undo() },
		"a broken machine": func(s *scene) { s.OpenAny(broken) },
	} {
		s := newScene(t)
		bars, err := dataset.OpenLabelled("bars3")
		if err != nil {
			t.Fatal(err)
		}
		s.Hold()
		s.Exchange(desk.Exchange{Prepare: func(context.Context, desk.Present) (desk.Next, error) {
			training, err := learn.New(learn.ClassicDefaults(), bars.Training, 1)
			return desk.Next{Training: training, Data: bars, Document: &desk.Document{}}, err
		}})
		act(s)
		s.Let()
		s.Settle()
		if s.Session() == nil {
			t.Errorf("%s: there is no machine", name)
		}
	}
}

// What is asked for right after an undo is done to what comes back, or is answered.
func TestCommandsAfterAnUndoAreNotLost(t *testing.T) {
	s := newScene(t)
	s.Bars()
	path := filepath.Join(t.TempDir(), "a.helmholtz")
	s.SaveTo(path)
	s.Run(learn.WakeSleep, 20)
	s.AtRest()
	s.Run(learn.WakeSleep, 300)
	s.AtRest()
	s.Hold()
	s.Undo()
	s.Save()
	answered := false
	s.SetRate([]float64{.3}, func(error) { answered = true })
	s.Let()
	s.Settle()
	if !answered {
		t.Error("the rate has no answer")
	}
	if s.Unsaved() && s.Session().Status().Rate[0] != .3 {
		t.Error("the machine that came back is not saved")
	}
}
