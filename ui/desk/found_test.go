package desk_test

import (
	"path/filepath"
	"slices"
	"testing"

	"wakesleep/io/checkpoint"
	"wakesleep/io/dataset"
	"wakesleep/io/recovery"
	"wakesleep/learn"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// givenUp is which of three machines, by their labels, is given up in the course of some cycles, and
// which are left then. The desk is back at the beginning.
func givenUp(t *testing.T, s *scene) (gone uint8, left []uint8) {
	t.Helper()
	left = s.RunOf("20", "bar.wakeSleep.button").Ensemble.Labels
	for label := range uint8(3) {
		if !slices.Contains(left, label) {
			gone = label
		}
	}
	if len(left) != 2 {
		t.Fatalf("machines %v are left", left)
	}
	s.Undo()
	s.Settle()
	return gone, left
}

// Labels name what machines found, when they come without names and whenever the user asks.
func TestFoundClassesAreNamedByLabels(t *testing.T) {
	s := stage.WithFound(newScene(t), 3)
	if s.Session().Snapshot().Record.Names != nil {
		t.Error("machines that have learnt nothing have names")
	}
	s.RunOf("60", "bar.wakeSleep.button")
	s.Settle()
	s.Until("it has names", func() bool { return s.Session().Fresh().Record.Names != nil })
	names := s.Session().Fresh().Record.Names
	if len(names) != 3 || slices.ContainsFunc(names, func(n string) bool { return n != "4" && n != "7" && n != "" }) ||
		!slices.Contains(names, "4") || !slices.Contains(names, "7") {
		t.Errorf("names %q", names)
	}
	s.Session().SetNames([]string{"x", "y", "z"})
	s.Session().Fresh()
	s.NameByHand()
	s.Settle()
	if got := s.Session().Fresh().Record.Names; !slices.Equal(got, names) || !s.Says("classes.categories.named") {
		t.Errorf("the menu names %q, and says %q", got, s.Said())
	}
	if what := s.MenuLine("history.undo").Label; what != texts.Of("history.undoWhat", texts.Of("history.names")) {
		t.Errorf("the menu offers %q", what)
	}
	s.Undo()
	s.Settle()
	if got := s.Session().Fresh().Record.Names; !slices.Equal(got, []string{"x", "y", "z"}) {
		t.Errorf("undone, the names are %q", got)
	}
}

// Without labels the user alone can name what machines found.
func TestFoundClassesWithoutLabels(t *testing.T) {
	s := stage.WithFound(newScene(t), 3)
	set := *s.Data().Training
	set.Labels = nil
	c := s.Session().Checkpoint()
	training, err := learn.Continue(c, &set, 2)
	if err != nil {
		t.Fatal(err)
	}
	s.Install(training, &dataset.Source{Name: "bare", Training: &set, Test: &set})
	if s.NameByHand(); !s.Says("classes.categories.unlabelled") {
		t.Errorf("asked to name by labels it says %q", s.Said())
	}
	s.CallClass(1, "hooks")
	s.Settle()
	if got := s.Session().Fresh().Record.Names; !slices.Equal(got, []string{"", "hooks", ""}) {
		t.Errorf("names %q", got)
	}
}

// Machines of labels are called by these.
func TestMachinesOfLabelsHaveTheirNames(t *testing.T) {
	s := stage.WithClasses(newScene(t))
	if s.NameByHand(); !s.Says("classes.categories.perClass") {
		t.Errorf("it says %q", s.Said())
	}
	s.CallClass(7, "seven")
	s.Settle()
	if s.Session().Fresh().Record.Names != nil {
		t.Error("it has names")
	}
}

// A unit of a machine that was silenced stays so, and no other, when another machine is given up.
func TestSilencedUnitsStayWithTheirMachine(t *testing.T) {
	s := stage.WithFound(newScene(t), 2)
	_, left := givenUp(t, s)
	last := left[len(left)-1]
	s.Session().WatchClass(last)
	s.Session().Fresh()
	if err := s.Damages().SetSilent(1, 3, true); err != nil {
		t.Fatal(err)
	}
	s.Entry("cycles").SetText("20")
	s.Press("bar.wakeSleep.button")
	s.AtRest()
	v := s.Latest()
	for k, label := range v.Snapshot.Ensemble.Labels {
		if got := silent(v.Snapshot.Ensemble.Machines[k], 1); (len(got) == 1) != (label == last) {
			t.Errorf("of %v, units %v of machine %d are silent", left, got, label)
		}
	}
	if !s.Damages().Now.IsSilenced(v.Snapshot, 1, 3) {
		t.Error("a unit of the machine that is watched is not known to be silenced")
	}
}

// What is left of a contest comes back with the machine that was watched, its names and shares.
func TestFoundClassesAreRecovered(t *testing.T) {
	f := recovery.In(t.TempDir())
	s := keeping(t, f)
	s.Found(2)
	_, left := givenUp(t, s)
	last := left[len(left)-1]
	s.Session().WatchClass(last)
	s.Session().Fresh()
	s.Redo()
	s.Settle()
	s.Session().SetNames([]string{"4", "hooks"})
	s.RunOf("3", "bar.wakeSleep.button")
	want := s.Session().Fresh()
	kept(s)
	crash(s)
	again := stage.WithBars(newScene(t))
	again.Autosave().KeepIn(f)
	again.Recover(abandoned(t, f)[0])
	again.Until("it is back", func() bool { return again.Says("rescue.done") })
	again.Settle()
	v := again.Session().Fresh()
	if got := v.Ensemble.Labels[v.Watched]; got != last || !v.Ensemble.Found || !slices.Equal(v.Ensemble.Shares, want.Ensemble.Shares) {
		t.Errorf("of %v, %d is watched, shares %v; want %d, %v", v.Ensemble.Labels, got, v.Ensemble.Shares, last, want.Ensemble.Shares)
	}
	if len(v.Record.Names) != 2 {
		t.Errorf("names %q", v.Record.Names)
	}
}

// What is saved and opened again has the same names and shares, and can be saved once more,
// whether its training can be resumed or not.
func TestFoundClassesAreSavedAndOpened(t *testing.T) {
	s := stage.WithFound(newScene(t), 3)
	s.RunOf("20", "bar.wakeSleep.button")
	s.Settle()
	s.CallClass(1, "hooks")
	s.Settle()
	want := s.Session().Fresh()
	folder := filepath.Dir(s.Data().Path) // where its images are found again
	whole, ended := filepath.Join(folder, "whole.helmholtz"), filepath.Join(folder, "ended.helmholtz")
	s.SaveTo(whole)
	saved, err := checkpoint.Read(whole)
	if err != nil {
		t.Fatal(err)
	}
	again, err := learn.Resume(saved, s.Data().Training, 2)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkpoint.Write(ended, again.Finished()); err != nil {
		t.Fatal(err)
	}
	again.Close()
	for _, path := range []string{whole, ended, ended} {
		s.Bars()
		s.OpenAny(path)
		s.Until("it is open", func() bool { return s.Ready() && s.Document().Path == path })
		s.Settle()
		got := s.Session().Fresh()
		if !slices.Equal(got.Ensemble.Shares, want.Ensemble.Shares) || !slices.Equal(got.Record.Names, want.Record.Names) {
			t.Errorf("%s: shares %v, names %q; want %v, %q", path, got.Ensemble.Shares, got.Record.Names, want.Ensemble.Shares, want.Record.Names)
		}
		s.CallClass(int(got.Ensemble.Labels[0]), "other")
		s.Settle()
		s.CallClass(int(got.Ensemble.Labels[0]), want.Record.Names[0])
		s.Settle()
		s.Save()
		s.Until("it is saved", func() bool { return !s.Unsaved() })
	}
}
