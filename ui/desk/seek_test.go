package desk_test

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"wakesleep/io/checkpoint"
	"wakesleep/io/dataset"
	"wakesleep/io/recovery"
	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/ui/desk"
	"wakesleep/ui/settings"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// quarters are the images of a file that it writes.
func quarters(t *testing.T) (file string, set *images.Set) {
	t.Helper()
	file = stage.WriteImages(t, t.TempDir(), stage.Quarters(120))
	m, err := dataset.OpenLabelled(file)
	if err != nil {
		t.Fatal(err)
	}
	return file, m.Training
}

// bothStages are the machines that both stages end in when they are trained at once.
func bothStages(t *testing.T, set *images.Set) *network.Ensemble {
	t.Helper()
	tr, err := learn.New(stage.Finding(), set, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	train := func(tr *learn.Trainer) {
		if err := tr.Train(context.Background(), func(learn.EpochReport) {}); err != nil {
			t.Fatal(err)
		}
	}
	train(tr)
	next, err := tr.Next(context.Background(), func(learn.Stage, float64) {})
	if err != nil {
		t.Fatal(err)
	}
	defer next.Close()
	train(next)
	return next.Finished().Ensemble
}

// found tells whether the machines that are present are those, and the stages over.
func found(t *testing.T, s *scene, want *network.Ensemble, when string) {
	t.Helper()
	now := s.Session().Fresh()
	same := now.State == session.Idle && now.Left == 0 && now.Ensemble.Found && slices.Equal(now.Ensemble.Labels, want.Labels)
	for k := range want.Machines {
		same = same && stage.SameWeights(now.Ensemble.Machines[k], want.Machines[k])
	}
	if !same {
		t.Errorf("%s: other machines were found, %d, or not yet: %+v", when, now.Ensemble.Count(), now.Status)
	}
}

// over waits until all stages are.
func over(s *scene) {
	s.Until("classes are found", func() bool {
		s.Tick()
		st := s.Session().Status()
		return st.State == session.Idle && st.Left == 0 && s.Session().Snapshot().Record.Contest != nil
	})
	s.AtRest()
}

// Play goes through all stages, to what is trained at once; each step can be undone.
func TestPlayFindsClasses(t *testing.T) {
	file, set := quarters(t)
	want := bothStages(t, set)
	s := newScene(t)
	s.Begin(file, stage.Finding())
	s.Press("bar.play.button")
	over(s)
	found(t, s, want, "played")
	if got := s.MenuLine("history.undo").Label; got != undoing("history.run.wake-sleep", s.Session().Status().Done) {
		t.Errorf("the menu says %q", got)
	}
	if !s.Unsaved() {
		t.Error("what was found is said to be saved")
	}
	s.Undo()
	if now := s.Afterwards(); now.Record.Contest == nil || now.Cycle != 0 || now.Ensemble.Count() != 4 {
		t.Errorf("undone, %d machines have had %d cycles", now.Ensemble.Count(), now.Cycle)
	}
	if got := s.MenuLine("history.undo").Label; got != undoing("history.compete") {
		t.Errorf("the menu says %q", got)
	}
	s.Undo()
	if now := s.Afterwards(); now.Record.Settings.Finding == nil || now.Left != 0 || now.Cycle != 60 {
		t.Errorf("undone twice, a machine has had %d cycles", now.Cycle)
	}
	s.Press("bar.play.button")
	over(s)
	found(t, s, want, "undone and played again")
	s.Undo()
	s.Afterwards()
	s.Undo()
	s.Afterwards()
	s.Redo()
	s.Afterwards()
	s.Press("bar.play.button")
	over(s)
	found(t, s, want, "redone and played on")
}

// Runs of some cycles go along the schedule, and stop where it ends; only play goes on.
func TestCountedRunsStopAtTheEndOfAStage(t *testing.T) {
	file, _ := quarters(t)
	s := newScene(t)
	s.Begin(file, stage.Finding())
	if now := s.RunOf("20", "bar.wakeSleep.button"); now.Left != 40 || now.Rate[0] >= .01 {
		t.Errorf("%d cycles are left, at rate %v", now.Left, now.Rate)
	}
	if now := s.RunOf("500", "bar.wakeSleep.button"); now.Left != 0 || now.Done != 40 || now.Record.Contest != nil || s.Seeking() != nil {
		t.Errorf("the run ended as %+v", now.Status)
	}
}

// Stopped while groups are sought, everything is as it was, and play seeks them again.
func TestStoppedSeeking(t *testing.T) {
	file, set := quarters(t)
	want := bothStages(t, set)
	for _, how := range []string{"stop", "pause", "undo", "run"} {
		s := newScene(t)
		s.Begin(file, stage.Finding())
		s.RunOf("500", "bar.wakeSleep.button")
		s.Hold()
		s.Desk.PlayOrPause()
		if s.Seeking() == nil || s.Button("stop").Disabled() || s.Button("play").Text != texts.Of("bar.play.pause") {
			t.Errorf("%s: nothing is sought, or it cannot be stopped", how)
		}
		switch how {
		case "stop":
			s.Stop()
		case "pause":
			s.Desk.PlayOrPause()
		case "undo":
			s.Undo()
		case "run":
			s.Step()
		}
		if s.Seeking() != nil {
			t.Errorf("%s: it goes on", how)
		}
		s.Let()
		now := s.Afterwards()
		if now.Record.Settings.Finding == nil || now.Left != 0 || now.State != session.Idle {
			t.Errorf("%s: afterwards there is %+v", how, now.Status)
		}
		if how == "run" {
			continue // what has learnt on finds others
		}
		s.Press("bar.play.button")
		over(s)
		found(t, s, want, how)
	}
}

// Saved in any stage, and opened again, it is played on to the same machines.
func TestStagesAreOpenedAgain(t *testing.T) {
	file, set := quarters(t)
	want := bothStages(t, set)
	folder := t.TempDir()
	first := newScene(t)
	first.Begin(file, stage.Finding())
	save := func(n int) string {
		path := filepath.Join(folder, fmt.Sprintf("%d.helmholtz", n))
		if err := checkpoint.Write(path, first.Session().Checkpoint()); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var files []string
	first.RunOf("17", "bar.wakeSleep.button")
	files = append(files, save(0))
	first.RunOf("500", "bar.wakeSleep.button")
	files = append(files, save(1))
	compete(first)
	first.Undo()
	first.Afterwards()
	files = append(files, save(2))
	first.RunOf("31", "bar.wakeSleep.button")
	files = append(files, save(3))
	for _, path := range files {
		s := newScene(t)
		s.Begin(file, stage.Finding())
		s.OpenAny(path)
		s.Afterwards()
		s.Press("bar.play.button")
		over(s)
		found(t, s, want, path)
	}
}

// After a crash in any stage, what was kept is played on to the same machines.
func TestStagesAreRecovered(t *testing.T) {
	file, set := quarters(t)
	want := bothStages(t, set)
	for name, reach := range map[string]func(s *scene){
		"learning":          func(s *scene) { s.RunOf("17", "bar.wakeSleep.button") },
		"before the search": func(s *scene) { s.RunOf("500", "bar.wakeSleep.button") },
		"before the contest": func(s *scene) {
			compete(s)
			s.Undo()
			s.Afterwards()
		},
		"contest": func(s *scene) {
			compete(s)
			s.RunOf("11", "bar.wakeSleep.button")
		},
	} {
		f := recovery.In(t.TempDir())
		s := keeping(t, f)
		s.Begin(file, stage.Finding())
		reach(s)
		kept(s)
		crash(s)
		list := abandoned(t, f)
		if len(list) != 1 {
			t.Fatalf("%s: %d checkpoints", name, len(list))
		}
		again := keeping(t, f)
		again.Begin(file, stage.Finding())
		again.Recover(list[0])
		again.Until("it is back", func() bool { return again.Says("rescue.done") })
		again.Press("bar.play.button")
		over(again)
		found(t, again, want, name)
		crash(again)
	}
}

// compete plays until machines compete, and stops.
func compete(s *scene) {
	s.Press("bar.play.button")
	s.Until("machines compete", func() bool { return s.Ready() && s.Session().Snapshot().Record.Contest != nil })
	s.Stop()
	s.AtRest()
}

// A machine that found classes begins again with what is alike.
func TestFoundClassesAreReset(t *testing.T) {
	file, set := quarters(t)
	want := bothStages(t, set)
	s := newScene(t)
	s.Begin(file, stage.Finding())
	s.Press("bar.play.button")
	over(s)
	settings.AskReset(s.Desk)
	s.Press("dialog.reset.button")
	if now := s.Afterwards(); !reflect.DeepEqual(now.Record.Settings, stage.Finding()) || now.Cycle != 0 {
		t.Errorf("after a reset there is %+v at cycle %d", now.Record.Settings, now.Cycle)
	}
	s.Press("bar.play.button")
	over(s)
	found(t, s, want, "reset")
}

// What follows a schedule comes to rest, which is nothing to worry about.
func TestStagesMayComeToRest(t *testing.T) {
	file, _ := quarters(t)
	s := newScene(t)
	s.Begin(file, stage.Finding())
	s.Say("")
	desk.React(s.Desk, session.Status{}, session.Status{Trouble: learn.Plateau, Troubles: 1})
	if s.Said() != "" {
		t.Errorf("it said %q", s.Said())
	}
	desk.React(s.Desk, session.Status{}, session.Status{Trouble: learn.AboveOneBit, Troubles: 1})
	if s.Said() == "" {
		t.Error("it did not say what is wrong")
	}
}

// Why there are no groups is told, and the machine stays.
func TestNoGroups(t *testing.T) {
	file, _ := quarters(t)
	s := newScene(t)
	s.Begin(file, stage.Finding())
	s.RunOf("500", "bar.wakeSleep.button")
	s.UseData(func(now *dataset.Source) (*dataset.Source, error) {
		few := *now
		few.Training = now.Training.First(20)
		return &few, nil
	}, nil)
	s.Afterwards()
	s.Press("bar.play.button")
	s.Settle()
	if s.Dialogs() == 0 || s.Session().Snapshot().Record.Contest != nil {
		t.Error("it is not told why no groups are found")
	}
}
