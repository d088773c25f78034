package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/learn"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// key presses a key while nothing has the focus.
func (s *stage) key(name fyne.KeyName) { s.typedKey(&fyne.KeyEvent{Name: name}) }

func TestKeysAnswerQuestions(t *testing.T) {
	s := newBarsStage(t)
	answers := ""
	ask := func(careful bool) {
		s.ask(question{title: "?", content: kit.Wrapped("well?"), careful: careful, choices: []choice{
			{text: "no", act: func() { answers += "no " }}, {text: "yes", act: func() { answers += "yes " }},
		}})
	}
	ask(false)
	s.key(fyne.KeyEscape)
	ask(false)
	s.key(fyne.KeyReturn)
	ask(true)
	s.key(fyne.KeyReturn)
	if s.dialogs() != 1 {
		t.Error("Return answered where care is needed")
	}
	s.key(fyne.KeySpace)
	s.key(fyne.KeyF1)
	s.key(fyne.KeyEscape)
	if answers != "no yes no " || s.dialogs() != 0 || len(s.asked) != 0 {
		t.Errorf("answers %q, %d dialogs, %d questions", answers, s.dialogs(), len(s.asked))
	}
	if s.session.Status().State != learn.Idle {
		t.Error("the space bar started the machine behind a dialog")
	}
}

func TestQuestionsDoNotPileUp(t *testing.T) {
	s := newBarsStage(t)
	s.runOf("5", "wake-sleep")
	s.quit()
	s.quit()
	if s.dialogs() != 1 {
		t.Errorf("%d dialogs ask whether to leave", s.dialogs())
	}
	for _, menu := range s.menus.main.Items {
		for _, i := range menu.Items {
			if i.Action != nil && !i.IsQuit {
				i.Action()
			}
		}
	}
	if s.dialogs() != 1 || s.session.Status().State != learn.Idle {
		t.Errorf("with a question open, menus made it %d, and the machine is %v", s.dialogs(), s.session.Status().State)
	}
	s.key(fyne.KeyEscape)
	if s.dialogs() != 0 || s.session.Fresh().Cycle != 5 {
		t.Error("Escape did not leave everything as it was")
	}
}

func TestEscapeLeavesADialogFromItsEntries(t *testing.T) {
	s := newBarsStage(t)
	s.bindKeys()
	s.askReset()
	for _, o := range s.screen() {
		if e, ok := o.(*kit.LineEntry); ok {
			e.FocusGained()
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
	}
	if s.dialogs() != 0 {
		t.Error("Escape did not reach the dialog")
	}
}

func TestEveryRoomHasHelp(t *testing.T) {
	defer texts.Use("en")
	for _, language := range texts.Languages {
		texts.Use(language.Code)
		s := newBarsStage(t)
		for i, tab := range s.frame.rooms {
			s.frame.choose(i)
			s.key(fyne.KeyF1)
			about := texts.Of("menu.rooms." + tab.key + ".about")
			if start, _, _ := strings.Cut(about, "\n"); !s.reads(start) {
				t.Errorf("%s: no help for the room %s", language.Code, tab.key)
			}
			s.key(fyne.KeyReturn)
		}
	}
}

func TestBarAndDialogsHaveTips(t *testing.T) {
	s := newClassesStage(t)
	requireTips(t, s.frame.bar.object)
	requireTips(t, s.frame.rail)
	requireTips(t, s.frame.chooser.object)
	requireTips(t, s.frame.trouble.object)
	requireTips(t, s.frame.trouble.panel)
	form := newMachineForm(s.data.Training)
	requireTips(t, form.object)
	requireTips(t, newNowSettings(s.desk, form).object)
}

func TestLanguageIsKeptForTheNextStart(t *testing.T) {
	s := newBarsStage(t)
	choice := newLanguageSelect(s.desk)
	if choice.Selected != "As the system" {
		t.Errorf("at first the language is %q", choice.Selected)
	}
	choice.SetSelected("Deutsch")
	if got := s.app.Preferences().String(prefLanguage); got != "de" || !strings.Contains(s.frame.message.Text, "next") {
		t.Errorf("kept %q, said %q", got, s.frame.message.Text)
	}
	if again := newLanguageSelect(s.desk); again.Selected != "Deutsch" {
		t.Errorf("chosen is %q", again.Selected)
	}
	choice.SetSelected("As the system")
	if got := s.app.Preferences().String(prefLanguage); got != "" {
		t.Errorf("kept %q for the system's", got)
	}
}
