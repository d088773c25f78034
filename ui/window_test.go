package ui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/learn"
	"wakesleep/ui/desk"
	"wakesleep/ui/pad"
	"wakesleep/ui/settings"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
)

// menuBar is how high the menu is.
const menuBar = 32

func TestEveryRoomFitsASmallWindow(t *testing.T) {
	defer texts.Use("en")
	for _, language := range texts.Languages {
		texts.Use(language.Code)
		s := stage.WithBars(newScene(t))
		for _, tab := range s.frame.Rooms() {
			s.ChooseRoom(tab.Key)
			size := s.Window().Content().MinSize()
			if size.Width > 1024 || size.Height > 640-menuBar {
				t.Errorf("%s: with the room %s the window needs %v", language.Code, tab.Key, size)
			}
		}
	}
}

func TestEveryRoomWorksWithEveryData(t *testing.T) {
	for _, data := range []string{"bars3", "bars4"} {
		s := newScene(t)
		s.Begin(data, learn.ClassicDefaults())
		for _, tab := range s.frame.Rooms() {
			s.ChooseRoom(tab.Key)
			s.Press("bar.step.button")
			s.AtRest()
		}
	}
}

func TestWindowWithoutAMachineCanBePressedEverywhere(t *testing.T) {
	s := newScene(t)
	for _, act := range []func(){
		s.PlayOrPause, s.Step, s.Stop, func() { settings.AskReset(s.Desk) }, s.Save, s.AskSave, s.NameByHand, s.Tick,
		s.Button("sleep").OnTapped, func() { s.Entry("rate").OnSubmitted("1") }, func() { settings.AskNewMachine(s.Desk, nil) },
		func() { s.SetStraightened(true) }, func() { s.ChooseRoom("data") },
	} {
		act()
	}
	if s.Unsaved() || s.Dialogs() != 0 {
		t.Error("there is nothing to save or to talk about yet")
	}
}

func TestChoicesAreRemembered(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.ChooseRoom("data")
	s.Entry("cycles").SetText("77")
	s.Press("bar.wakeSleep.button")
	s.AtRest()
	s.SetMode(theme.Light)
	again := s.Another(func(d *desk.Desk) { newWindow(d, "") })
	if got := again.RoomKey(); got != "data" {
		t.Errorf("the room is %s again, want data", got)
	}
	if cycles := again.Entry("cycles").Text; cycles != "77" || again.Mode() != theme.Light || !again.MenuLine("settings.look.light").Checked {
		t.Errorf("cycles %s, mode %s", cycles, again.Mode())
	}
}

func TestMenusHaveNoKeyTwice(t *testing.T) {
	s := stage.WithBars(newScene(t))
	seen := map[string]string{}
	for _, menu := range s.Window().MainMenu().Items {
		for _, i := range menu.Items {
			if i.Shortcut == nil {
				continue
			}
			name := i.Shortcut.ShortcutName()
			if other, taken := seen[name]; taken {
				t.Errorf("%s and %s share %s", other, i.Label, name)
			}
			seen[name] = i.Label
		}
	}
	s.MenuLine("menu.help.keys").Action()
	s.Press("common.close")
	s.MenuLine("menu.help.about").Action()
	if !s.ReadsWords("MNIST") {
		t.Error("the digits' authors are not named")
	}
}

func TestEveryRoomFitsWithTheStrip(t *testing.T) {
	for _, language := range texts.Languages {
		t.Cleanup(func() { texts.Use("en") })
		texts.Use(language.Code)
		s := stage.WithBars(newScene(t))
		s.Button("begin lesson").OnTapped()
		s.Until("the lesson begins", func() bool { return s.Ready() && s.Document().Lesson != "" })
		s.Settle()
		s.Window().Resize(fyne.NewSize(1024, 640-menuBar))
		for _, tab := range s.frame.Rooms() {
			s.ChooseRoom(tab.Key)
			s.Tick()
			if size := s.Window().Content().MinSize(); size.Width > 1024 || size.Height > 640-menuBar {
				t.Errorf("%s: with the room %s the window needs %v", language.Code, tab.Key, size)
			}
			if tab.Key == "lessons" == s.guide.Strip().Visible() {
				t.Errorf("%s: in the room %s the strip is visible: %v", language.Code, tab.Key, s.guide.Strip().Visible())
			}
		}
	}
}

func TestKeyForUndoBelongsToThePadThatHasTheFocus(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.RunOf("30", "bar.wakeSleep.button")
	s.ChooseRoom("draw")
	easel := s.Object("pad").(*pad.Pad)
	easel.Load([]uint8{255, 0, 0, 0, 0, 0, 0, 0, 0}, 3, 3)
	s.Window().Canvas().Focus(easel)
	easel.TypedShortcut(&fyne.ShortcutUndo{})
	s.MenuLine("history.redo").Action()
	if s.Settle(); easel.Blank() {
		t.Error("the pad's own undo was not redone")
	}
	if s.Session().Fresh().Cycle != 30 {
		t.Error("the pad's keys undid the run")
	}
	s.Window().Canvas().Unfocus()
	s.Undo()
	s.Afterwards()
	s.MenuLine("history.redo").Action()
	if now := s.Afterwards(); now.Cycle != 30 {
		t.Errorf("redone by key: cycle %d", now.Cycle)
	}
}

func TestEveryRoomHasHelp(t *testing.T) {
	defer texts.Use("en")
	for _, language := range texts.Languages {
		texts.Use(language.Code)
		s := stage.WithBars(newScene(t))
		for _, tab := range s.frame.Rooms() {
			s.ChooseRoom(tab.Key)
			s.Key(fyne.KeyF1)
			about := texts.Of("menu.rooms." + tab.Key + ".about")
			if start, _, _ := strings.Cut(about, "\n"); !s.ReadsWords(start) {
				t.Errorf("%s: no help for the room %s", language.Code, tab.Key)
			}
			s.Key(fyne.KeyReturn)
		}
	}
}

// Wherever the focus is, F1 asks for help: in every room, at everything that Tab reaches.
func TestHelpIsThereWhateverHasTheFocus(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.ChooseRoom("draw")
	canvas, kinds := s.Window().Canvas(), map[string]bool{}
	for _, tab := range s.frame.Rooms() {
		s.ChooseRoom(tab.Key)
		canvas.Unfocus()
		canvas.FocusNext()
		first := canvas.Focused()
		for o := first; ; {
			kinds[fmt.Sprintf("%T", o)] = true
			o.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
			if s.Dialogs() != 1 {
				t.Errorf("%s: F1 at %T opened %d dialogs", tab.Key, o, s.Dialogs())
			}
			for s.Dialogs() > 0 {
				s.Key(fyne.KeyEscape)
			}
			canvas.FocusNext()
			if o = canvas.Focused(); o == first {
				break
			}
		}
	}
	for _, kind := range []string{"*kit.Button", "*kit.Check", "*kit.Slider", "*kit.Select", "*kit.LineEntry", "*kit.SelectEntry", "*pad.Pad", "*pictures.Choice"} {
		if !kinds[kind] {
			t.Errorf("Tab reached no %s, but %v", kind, slices.Sorted(maps.Keys(kinds)))
		}
	}
}
