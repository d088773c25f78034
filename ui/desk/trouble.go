package desk

import (
	base "fyne.io/fyne/v2/theme"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// offerRecovery tells that training stopped by itself.
func (d *Desk) offerRecovery(err error) {
	d.Ask(Question{
		Title: texts.Of("dialog.recovery.title"), icon: base.WarningIcon(), Content: kit.Wrapped(texts.Sentence(err.Error())),
		Choices: []Choice{{Text: texts.Of("dialog.recovery.leave")}, {Text: texts.Of("dialog.recovery.back"), Act: d.recover}},
	})
}

// recover goes back to the last state in which all numbers were finite.
func (d *Desk) recover() {
	d.change(Exchange{What: texts.Of("history.recovery"), Done: func(_ *session.Moment, err error) {
		if err == nil {
			d.Say(texts.Of("dialog.recovery.done"))
		} else {
			d.Say(texts.Of("dialog.recovery.none"))
		}
	}}, func(s *session.Session) error {
		if !s.Recover() {
			return learn.ErrDiverged
		}
		return nil
	})
}
