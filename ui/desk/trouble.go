package desk

import (
	"context"

	base "fyne.io/fyne/v2/theme"

	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// Fail tells in a sentence what could not be done, and why.
func (d *Desk) Fail(what string, err error) {
	d.Ask(Question{
		Title: texts.Of("dialog.failed"), icon: base.ErrorIcon(),
		Content: kit.Wrapped(what + "\n\n" + texts.Sentence(err.Error())),
		Choices: []Choice{{Text: texts.Of("common.ok")}},
	})
}

// offerRecovery tells that training stopped by itself.
func (d *Desk) offerRecovery(err error) {
	d.Ask(Question{
		Title: texts.Of("dialog.recovery.title"), icon: base.WarningIcon(), Content: kit.Wrapped(texts.Sentence(err.Error())),
		Choices: []Choice{{Text: texts.Of("dialog.recovery.leave")}, {Text: texts.Of("dialog.recovery.back"), Act: d.recover}},
	})
}

// recover goes back to the last state in which all numbers were finite.
func (d *Desk) recover() {
	session := d.session
	d.history.note(texts.Of("history.recovery"))
	d.Background("recover", func(context.Context) func() {
		found := session.Recover()
		return func() {
			if found {
				d.Say(texts.Of("dialog.recovery.done"))
			} else {
				d.history.forget()
				d.Say(texts.Of("dialog.recovery.none"))
			}
			d.Tick()
		}
	})
}
