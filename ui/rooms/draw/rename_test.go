package draw

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"wakesleep/network"
	"wakesleep/ui/stage"
)

// namesNow are the categories' names once all commands have been taken.
func (s *scene) namesNow() []string { return s.Session().Fresh().Record.Names }

// callShown gives the category that is shown a name, by hand.
func (s *scene) callShown(r *Room, name string) {
	s.T.Helper()
	test.Tap(r.answer.rename.Button)
	if s.Window().Canvas().Focused() != r.answer.rename.Entry {
		s.T.Error("the entry does not have the keys")
	}
	r.answer.rename.Entry.SetText(name)
	r.answer.rename.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.Session().Fresh()
	s.Settle()
}

// newNamedDrawing shows a drawing to a machine of three categories, called 4, 4 and 7.
func newNamedDrawing(t *testing.T) (*scene, *Room) {
	s := stage.WithDigits(newScene(t), "20,3c")
	s.Session().SetNames([]string{"4", "4", "7"})
	s.Session().Fresh()
	r := s.Shown()
	r.stroke([2]float32{.5, .2}, [2]float32{.5, .8})
	s.Settle()
	return s, r
}

func TestAPersonNamesTheCategoryThatIsShown(t *testing.T) {
	s, r := newNamedDrawing(t)
	category := r.shown.Category()
	s.callShown(r, " my seven ")
	want := []string{"4", "4", "7"}
	want[category] = "my seven"
	if got := s.namesNow(); !slices.Equal(got, want) {
		t.Errorf("the names are %q, want %q", got, want)
	}
	s.Tick()
	s.Until("the name is shown", func() bool { return r.answer.name.Text == "“my seven”" })
	if !s.Unsaved() {
		t.Error("a new name is not worth saving")
	}
	if r.answer.rename.Entry.Visible() {
		t.Error("the entry stays")
	}
}

func TestNamesOfAPersonOutliveTraining(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	r.stroke([2]float32{.5, .2}, [2]float32{.5, .8})
	s.Settle()
	category := r.shown.Category()
	s.callShown(r, "9")
	s.Press("bar.step.button")
	s.AtRest()
	if got := s.namesNow()[category]; got != "9" {
		t.Errorf("after the labels named the categories it is called %q", got)
	}
}

func TestTheMenuNamesAllByLabelsAgain(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	r.stroke([2]float32{.5, .2}, [2]float32{.5, .8})
	s.Settle()
	s.callShown(r, "mine")
	s.NameByHand()
	s.Settle()
	if names := s.namesNow(); slices.Contains(names, "mine") || s.Session().Snapshot().Record.ByHand != nil {
		t.Errorf("the names are %q", names)
	}
}

func TestAnEmptyEntryTakesTheNameAway(t *testing.T) {
	s, r := newNamedDrawing(t)
	category := r.shown.Category()
	s.callShown(r, "")
	if got := s.namesNow()[category]; got != "" {
		t.Errorf("the category is called %q", got)
	}
}

func TestRenamingCanBeLeft(t *testing.T) {
	s, r := newNamedDrawing(t)
	rename := r.answer.rename
	test.Tap(rename.Button)
	rename.Entry.SetText("nonsense")
	rename.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if rename.Entry.Visible() || !rename.Beside.Visible() {
		t.Error("the escape key does not leave the entry")
	}
	test.Tap(rename.Button)
	if rename.Entry.Text == "nonsense" {
		t.Error("what was given up comes back")
	}
	s.Window().Canvas().Unfocus()
	if rename.Entry.Visible() {
		t.Error("a click elsewhere does not leave the entry")
	}
	if got := s.namesNow(); !slices.Equal(got, []string{"4", "4", "7"}) {
		t.Errorf("the names are %q", got)
	}
}

func TestMachinesWithoutCategoriesHaveNothingToName(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3")
	r := s.Shown()
	r.stroke([2]float32{.5, .2}, [2]float32{.5, .8})
	s.Settle()
	if r.answer.rename.Tipped.Visible() {
		t.Error("top units can be named")
	}
}

func TestSharesOfOneNameAddUp(t *testing.T) {
	r := &reading{
		Recognition: &network.Recognition{Shares: []float32{.5, .25, .125, .125, 0}},
		names:       []string{"3", "5", "3", "", "3"},
	}
	if share, n := r.together(0); share != .625 || n != 2 {
		t.Errorf("“3” has %v in %d categories", share, n)
	}
	if share, n := r.together(3); share != .125 || n != 1 {
		t.Errorf("an unnamed category has %v in %d", share, n)
	}
}
