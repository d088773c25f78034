package desk_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

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
