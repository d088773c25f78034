package frame

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network/images"
	"wakesleep/ui/inspect"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// shown brings the chooser of the room that shows classes up to what there is.
func (s *spied) shown() *classChooser {
	s.T.Helper()
	s.Session().Fresh()
	s.ChooseRoom("data")
	s.Settle()
	s.Tick()
	return s.frame.chooser
}

// called is what the buttons say, and tips what their tips do.
func (c *classChooser) called() (names, tips []string) {
	var all []fyne.CanvasObject
	inspect.Each(c.object, func(o fyne.CanvasObject) { all = append(all, o) })
	covered := tip.Covered(all)
	for _, b := range c.buttons {
		names, tips = append(names, b.Text), append(tips, covered[b])
	}
	return names, tips
}

func TestFoundClassesAreChosenByTheirNames(t *testing.T) {
	s := newSpied(t)
	s.Found(3)
	c := s.shown()
	if names, tips := c.called(); !slices.Equal(names, []string{"#0", "#1", "#2"}) || tips[1] != texts.Of("classes.tip", "category 1") {
		t.Errorf("without names: %q, %q", names, tips)
	}
	if !s.Reads("classes.category.title") {
		t.Error("it does not say what is chosen")
	}
	c.buttons[2].OnTapped()
	s.Session().SetNames([]string{"7", "", strings.Repeat("hook ", 10)})
	s.shown()
	names, tips := c.called()
	if !slices.Equal(names[:2], []string{"7", "#1"}) || !strings.HasPrefix(names[2], "ho") || !strings.HasSuffix(names[2], "…") {
		t.Errorf("with names: %q", names)
	}
	if tips[0] != texts.Of("classes.tip", "category 0 “7”") || !strings.HasSuffix(tips[2], strings.Repeat("hook ", 10)+"”.") {
		t.Errorf("tips: %q", tips)
	}
	if c.buttons[2].Importance != widget.MediumImportance || s.Session().Snapshot().Watched != 2 {
		t.Error("with a name, another one is chosen")
	}
	stage.RequireTips(t, c.object)
}

// Names of wide letters have no more room than others.
func TestNamesAreCutToTheirButtons(t *testing.T) {
	newSpied(t) // for the letters
	for _, name := range []string{"7", "", "漢字漢字漢字", "WWWWWWWWW", strings.Repeat("i", 100), "a b c d e f"} {
		got := cutTo(name, widest)
		if widthOf(got) > widest || widthOf(name) <= widest && got != name || got == "" && name != "" {
			t.Errorf("%q is cut to %q", name, got)
		}
	}
}

// While machines are given up the user goes on watching the one chosen; of other machines, all.
func TestChosenClassesStayWhileOthersAreGivenUp(t *testing.T) {
	s := newSpied(t)
	s.Found(2)
	c := s.shown()
	whole := s.Session().Fresh().Ensemble.Labels
	s.RunOf("20", "bar.wakeSleep.button")
	left := s.Session().Fresh().Ensemble.Labels
	if len(whole) != 3 || len(left) != 2 {
		t.Fatalf("%v are left of %v", left, whole)
	}
	last := left[1]
	s.Undo()
	s.Settle()
	s.shown()
	c.buttons[slices.Index(whole, last)].OnTapped()
	s.Redo()
	s.Settle()
	s.shown()
	if len(c.buttons) != 2 || c.buttons[1].Importance != widget.MediumImportance || !c.one {
		t.Errorf("of %d buttons, the second is chosen: %v", len(c.buttons), c.one)
	}
	s.Classes()
	if s.shown(); c.one {
		t.Error("of other machines one is chosen")
	}
}

// manyFound installs machines which have found 26 classes.
func (s *spied) manyFound() {
	s.T.Helper()
	set, groups := &images.Set{Name: "letters", Width: 2, Height: 2}, make([]int32, 52)
	for i := range groups {
		set.Grey, groups[i] = append(set.Grey, uint8(i*9), 0, 255, 0), int32(i%26)
	}
	settings := learn.Defaults()
	settings.Layers, settings.Batch, settings.Epochs = "2", 1, 9
	settings.Contest = learn.Contest{Keep: 26, Settled: 2, Every: 1, FirstLoss: 3}
	tr, err := learn.NewContest(settings, set, groups, nil, 2)
	if err != nil {
		s.T.Fatal(err)
	}
	s.Install(tr, &dataset.Source{Name: set.Name, Training: set, Test: set})
}

// In a list the same name stands for two categories, and each can be chosen.
func TestManyFoundClassesAreAList(t *testing.T) {
	s := newSpied(t)
	s.manyFound()
	names := slices.Repeat([]string{"1"}, 26)
	names[3], names[4] = strings.Repeat("long ", 20), ""
	s.Session().SetNames(names)
	list := s.shown().list
	if list == nil || len(list.Options) != 26 || list.Options[0] != "category 0 “1”" || list.Options[4] != "category 4" || len(list.Options[3]) > 60 {
		t.Fatalf("the list is %q", list.Options)
	}
	list.SetSelected("category 12 “1”")
	if s.shown(); s.Session().Snapshot().Watched != 12 {
		t.Errorf("number %d is watched", s.Session().Snapshot().Watched)
	}
	names[12] = "twelve"
	s.Session().SetNames(names)
	if s.shown(); list.Selected != "category 12 “twelve”" || list.SelectedIndex() != 12 {
		t.Errorf("renamed, %q is chosen", list.Selected)
	}
}
