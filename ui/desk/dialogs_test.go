package desk_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/settings"
	"wakesleep/ui/stage"
)

func TestKeysAnswerQuestions(t *testing.T) {
	s := stage.WithBars(newScene(t))
	answers := ""
	ask := func(careful bool) {
		s.Ask(desk.Question{Title: "?", Content: kit.Wrapped("well?"), Careful: careful, Choices: []desk.Choice{
			{Text: "no", Act: func() { answers += "no " }}, {Text: "yes", Act: func() { answers += "yes " }},
		}})
	}
	ask(false)
	s.Key(fyne.KeyEscape)
	ask(false)
	s.Key(fyne.KeyReturn)
	ask(true)
	s.Key(fyne.KeyReturn)
	if s.Dialogs() != 1 {
		t.Error("Return answered where care is needed")
	}
	s.Key(fyne.KeySpace)
	s.Key(fyne.KeyF1)
	s.Key(fyne.KeyEscape)
	if answers != "no yes no " || s.Dialogs() != 0 {
		t.Errorf("answers %q, %d dialogs", answers, s.Dialogs())
	}
	if s.Session().Status().State != session.Idle {
		t.Error("the space bar started the machine behind a dialog")
	}
}

// What destroys is not taken by Return, and another answer is highlighted.
func TestAnswersThatDestroyAreNotTheExpectedOnes(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.Ask(desk.Question{Title: "?", Content: kit.Wrapped("delete?"), Choices: []desk.Choice{
		{Text: "no"}, {Text: "delete", Destroys: true, Act: func() { t.Error("it is deleted") }},
	}})
	for _, o := range s.Screen() {
		if b, ok := o.(*kit.Button); ok {
			if want := map[string]widget.Importance{"no": widget.HighImportance, "delete": widget.DangerImportance}[b.Text]; b.Importance != want {
				t.Errorf("the button %q has the importance %d", b.Text, b.Importance)
			}
		}
	}
	s.Key(fyne.KeyReturn)
	if s.Dialogs() != 1 {
		t.Error("Return took an answer")
	}
}

// The second click of two does not answer a question that has come up under the pointer.
func TestDoubleClicksAreOneAnswer(t *testing.T) {
	s := stage.WithBars(newScene(t))
	answers := ""
	second := desk.Question{Title: "second", Content: kit.Wrapped("?"), Choices: []desk.Choice{
		{Text: "no"}, {Text: "second", Act: func() { answers += "second " }},
	}}
	first := desk.Question{Title: "first", Content: kit.Wrapped("?"), Choices: []desk.Choice{
		{Text: "no"}, {Text: "first", Act: func() { answers += "first "; s.Ask(second) }},
	}}
	tap := func(text string) {
		for _, o := range s.Screen() {
			if b, ok := o.(*kit.Button); ok && b.Text == text {
				test.Tap(b)
			}
		}
	}
	s.Patience = time.Hour
	s.Ask(first)
	tap("first")
	tap("second")
	s.Key(fyne.KeyReturn)
	if answers != "first " || s.Dialogs() != 1 || !s.Busy() {
		t.Fatalf("answers %q, %d dialogs, busy %v", answers, s.Dialogs(), s.Busy())
	}
	s.Patience = 0
	if s.Busy() {
		t.Error("a question that takes answers is work under way")
	}
	tap("second")
	if answers != "first second " || s.Dialogs() != 0 {
		t.Errorf("answers %q, %d dialogs", answers, s.Dialogs())
	}
	s.Patience = time.Hour
	s.Ask(second)
	s.Key(fyne.KeyEscape)
	if s.Dialogs() != 0 {
		t.Error("Escape is not the way out")
	}
}

func TestQuestionsDoNotPileUp(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.RunOf("5", "bar.wakeSleep.button")
	s.MenuLine("menu.file.quit").Action()
	s.MenuLine("menu.file.quit").Action()
	if s.Dialogs() != 1 {
		t.Errorf("%d dialogs ask whether to leave", s.Dialogs())
	}
	for _, menu := range s.Window().MainMenu().Items {
		for _, i := range menu.Items {
			if i.Action != nil && !i.IsQuit {
				i.Action()
			}
		}
	}
	if s.Dialogs() != 1 || s.Session().Status().State != session.Idle {
		t.Errorf("with a question open, menus made it %d, and the machine is %v", s.Dialogs(), s.Session().Status().State)
	}
	s.Key(fyne.KeyEscape)
	if s.Dialogs() != 0 || s.Session().Fresh().Cycle != 5 {
		t.Error("Escape did not leave everything as it was")
	}
}

func TestEscapeLeavesADialogFromItsEntries(t *testing.T) {
	s := stage.WithBars(newScene(t))
	settings.AskReset(s.Desk)
	for _, o := range s.Screen() {
		if e, ok := o.(*kit.LineEntry); ok {
			e.FocusGained()
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
	}
	if s.Dialogs() != 0 {
		t.Error("Escape did not reach the dialog")
	}
}

func TestEscapeClosesTrouble(t *testing.T) {
	s := stage.WithBars(newScene(t))
	test.Tap(s.Button("trouble"))
	if s.Dialogs() != 1 {
		t.Fatal("the panel did not open")
	}
	s.Object("dead units").(*kit.Slider).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.Dialogs() != 0 {
		t.Error("Escape did not close the panel")
	}
}

func TestEscapeLeavesSettingsFromAChoice(t *testing.T) {
	s := stage.WithBars(newScene(t))
	settings.Ask(s.Desk)
	for _, o := range s.Screen() {
		if c, ok := o.(*kit.Select); ok && s.Dialogs() > 0 {
			c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
	}
	if s.Dialogs() != 0 {
		t.Error("Escape did not close the settings")
	}
}

// The list of a select lies over its dialog, and is no way past it.
func TestNothingHappensBehindADialogWithAList(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.RunOf("5", "bar.wakeSleep.button")
	list := kit.NewSelect([]string{"a", "b"}, nil)
	s.Ask(desk.Question{Title: "?", Content: list, Choices: []desk.Choice{{Text: "no"}, {Text: "yes"}}})
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if s.Dialogs() != 2 {
		t.Fatal("the list did not open")
	}
	for _, key := range []string{"menu.machine.new", "menu.machine.step", "menu.help.keys", "menu.edit.settings", "history.redo"} {
		s.MenuLine(key).Action()
	}
	s.History().Undo()
	s.Afterwards()
	if s.Dialogs() != 2 || s.Session().Fresh().Cycle != 5 {
		t.Errorf("%d dialogs, cycle %d", s.Dialogs(), s.Session().Fresh().Cycle)
	}
	s.Key(fyne.KeyReturn)
	if s.Dialogs() != 2 {
		t.Error("Return at the list answered the dialog")
	}
}

// An entry of a dialog keeps its keys for undoing and redoing, of which the menu has one.
func TestEntriesOfDialogsUndoAndRedo(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.RunOf("5", "bar.wakeSleep.button")
	entry := kit.NewLineEntry()
	s.Ask(desk.Question{Title: "?", Content: entry, Choices: desk.Closing()})
	s.Window().Canvas().Focus(entry)
	test.Type(entry, "ab")
	entry.TypedShortcut(&fyne.ShortcutUndo{})
	if entry.Text != "" {
		t.Fatalf("undone: %q", entry.Text)
	}
	s.MenuLine("history.redo").Action()
	s.Afterwards()
	if entry.Text != "ab" || s.Session().Fresh().Cycle != 5 {
		t.Errorf("redone: %q, cycle %d", entry.Text, s.Session().Fresh().Cycle)
	}
}
