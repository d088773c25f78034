package rescue_test

import (
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/recovery"
	"wakesleep/ui/desk"
	"wakesleep/ui/pictures"
	"wakesleep/ui/rescue"
	"wakesleep/ui/stage"
	"wakesleep/ui/stage/solo"
	"wakesleep/ui/texts"
)

type scene struct{ *solo.Scene[stage.Blank] }

func newScene(t *testing.T, f *recovery.Folder) *scene {
	t.Helper()
	s := &scene{solo.New(t, "watch", func(*desk.Desk) stage.Blank { return stage.Blank{} })}
	s.Autosave().KeepIn(f)
	return s
}

// ended is a folder with what windows have left that a signal has ended after some cycles.
func ended(t *testing.T, cycles ...string) *recovery.Folder {
	t.Helper()
	f := recovery.In(t.TempDir())
	for _, n := range cycles {
		s := stage.WithBars(newScene(t, f))
		s.RunOf(n, "bar.wakeSleep.button")
		if err := s.Autosave().Rescue(); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func entries(t *testing.T, f *recovery.Folder) []*recovery.Entry {
	t.Helper()
	list, err := f.Abandoned()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestFirstStartsShowNothing(t *testing.T) {
	s := stage.WithBars(newScene(t, ended(t)))
	before := s.Said()
	rescue.Begin(s.Desk)
	s.Settle()
	if s.Dialogs() != 0 || s.Said() != before {
		t.Errorf("it said %q", s.Said())
	}
	s.MenuLine("menu.file.recover").Action()
	s.Until("it is said", func() bool { return s.Says("rescue.none") })
}

func TestTheNextStartOffersWhatIsLeft(t *testing.T) {
	f := ended(t, "5", "7")
	s := stage.WithBars(newScene(t, f))
	rescue.Begin(s.Desk)
	s.WaitDialog("rescue.text.other")
	s.Settle()
	for _, words := range []string{"5 cycles · ", "7 cycles · ", " · bars3"} {
		if !s.ReadsWords(words) {
			t.Errorf("no machine is offered of which it says %q", words)
		}
	}
	if !s.Reads("rescue.moment") || !s.Reads("rescue.later.other", 30) {
		t.Error("it is not said when it was kept, and for how long it will be")
	}
	dreams := 0
	for _, o := range s.Screen() {
		if sheet, ok := o.(*pictures.Sheet); ok {
			dreams += sheet.Count()
		}
	}
	if dreams != 2*12 {
		t.Errorf("%d dreams are shown", dreams)
	}
	s.Key(fyne.KeyReturn)
	if s.Dialogs() != 1 {
		t.Error("Return took an answer")
	}
	s.Press("rescue.notNow")
	if s.Settle(); s.Dialogs() != 0 || len(entries(t, f)) != 2 {
		t.Error("what was refused is not kept")
	}
	s.MenuLine("menu.file.recover").Action()
	s.WaitDialog("rescue.text.other")
	s.Settle()
	s.Press("rescue.goOn") // the first, which is the newest
	s.Until("it is back", func() bool { return s.Says("rescue.done") })
	if got := s.Session().Status().Cycle; got != 7 || s.Dialogs() != 0 {
		t.Errorf("the machine has had %d cycles", got)
	}
	if list := entries(t, f); len(list) != 1 || list[0].About().Cycles != 5 {
		t.Error("what is in use is offered again")
	}
}

func TestDeletingIsAskedAbout(t *testing.T) {
	f := ended(t, "5")
	s := stage.WithBars(newScene(t, f))
	rescue.Offer(s.Desk)
	s.WaitDialog("rescue.text.one")
	s.Settle()
	s.Press("rescue.delete")
	s.Press("common.cancel")
	if s.Settle(); len(entries(t, f)) != 1 || s.Dialogs() != 1 {
		t.Fatal("it was deleted")
	}
	s.Press("rescue.delete")
	s.Press("rescue.deleteButton")
	s.Until("it is said", func() bool { return s.Says("rescue.deleted") })
	if len(entries(t, f)) != 0 || s.Dialogs() != 0 {
		t.Error("it is still there")
	}
}

// When one of two is deleted, the dialog tells of the other only, and has no gap.
func TestDeletingOneOfTwo(t *testing.T) {
	f := ended(t, "5", "7")
	list := func(s *scene) *container.Scroll {
		for _, o := range s.Screen() {
			if list, ok := o.(*container.Scroll); ok {
				return list
			}
		}
		t.Fatal("there is no list")
		return nil
	}
	s := stage.WithBars(newScene(t, f))
	rescue.Offer(s.Desk)
	s.WaitDialog("rescue.text.other")
	s.Settle()
	two := s.Window().Canvas().Overlays().Top().(*widget.PopUp).Content.Size().Height
	s.Press("rescue.delete")
	s.Press("rescue.deleteButton")
	s.WaitDialog("rescue.text.one")
	if s.Reads("rescue.text.other") {
		t.Error("it still tells of more than one")
	}
	if shown := list(s); shown.Size().Height > shown.Content.MinSize().Height+2 {
		t.Errorf("the list is %v high, its row %v", shown.Size().Height, shown.Content.MinSize().Height)
	}
	if one := s.Window().Canvas().Overlays().Top().(*widget.PopUp).Content.Size().Height; one >= two {
		t.Errorf("the dialog is %v high with one machine, and was %v with two", one, two)
	}
}

func TestDamagedCheckpointsCanOnlyBeDeleted(t *testing.T) {
	f := ended(t, "5")
	if err := os.Truncate(entries(t, f)[0].Path(), 100); err != nil {
		t.Fatal(err)
	}
	s := stage.WithBars(newScene(t, f))
	rescue.Begin(s.Desk)
	s.WaitDialog("rescue.damaged")
	s.Press("rescue.goOn") // disabled
	s.Settle()
	if s.Session().Status().Cycle != 0 || s.Dialogs() != 1 {
		t.Error("something was opened")
	}
	s.Press("rescue.delete")
	s.Press("rescue.deleteButton")
	s.Until("it is said", func() bool { return s.Says("rescue.deleted") })
}

// What another window has taken meanwhile is not opened twice.
func TestTwoWindowsDoNotHaveTheSame(t *testing.T) {
	f := ended(t, "5")
	s := stage.WithBars(newScene(t, f))
	rescue.Begin(s.Desk)
	s.WaitDialog("rescue.text.one")
	s.Settle()
	slot, err := entries(t, f)[0].Claim()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = slot.Leave() }()
	s.Press("rescue.goOn")
	s.WaitDialog("rescue.taken")
}

func TestAgo(t *testing.T) {
	defer texts.Use("en")
	for _, c := range []struct {
		d      time.Duration
		en, de string
	}{
		{-time.Hour, "kept a moment ago", "gerade eben gesichert"},
		{20 * time.Second, "kept a moment ago", "gerade eben gesichert"},
		{40 * time.Second, "kept a minute ago", "vor einer Minute gesichert"},
		{3 * time.Minute, "kept 3 minutes ago", "vor 3 Minuten gesichert"},
		{time.Hour, "kept an hour ago", "vor einer Stunde gesichert"},
		{5*time.Hour + 50*time.Minute, "kept 5 hours ago", "vor 5 Stunden gesichert"},
		{24 * time.Hour, "kept a day ago", "vor einem Tag gesichert"},
		{29 * 24 * time.Hour, "kept 29 days ago", "vor 29 Tagen gesichert"},
	} {
		texts.Use("en")
		en := rescue.Ago(c.d)
		texts.Use("de")
		if de := rescue.Ago(c.d); en != c.en || de != c.de {
			t.Errorf("%v: %q, %q", c.d, en, de)
		}
	}
}
