package ui

import (
	"context"

	base "fyne.io/fyne/v2/theme"

	"wakesleep/ui/kit"
	"wakesleep/ui/phrase"
	"wakesleep/ui/texts"
)

// say puts a line on the status line.
func (d *desk) say(text string) { d.frame.write(d.frame.message, text) }

// fail tells in a sentence what could not be done, and why.
func (d *desk) fail(what string, err error) {
	d.ask(question{
		title: texts.Of("dialog.failed"), icon: base.ErrorIcon(),
		content: kit.Wrapped(what + "\n\n" + phrase.Sentence(err.Error())),
		choices: []choice{{text: texts.Of("common.ok")}},
	})
}

// offerRecovery tells that training stopped by itself.
func (d *desk) offerRecovery(err error) {
	d.ask(question{
		title: texts.Of("dialog.recovery.title"), icon: base.WarningIcon(), content: kit.Wrapped(phrase.Sentence(err.Error())),
		choices: []choice{{text: texts.Of("dialog.recovery.leave")}, {text: texts.Of("dialog.recovery.back"), act: d.recover}},
	})
}

// recover goes back to the last state in which all numbers were finite.
func (d *desk) recover() {
	session := d.session
	d.history.note(texts.Of("history.recovery"))
	d.background("recover", func(context.Context) func() {
		found := session.Recover()
		return func() {
			if found {
				d.say(texts.Of("dialog.recovery.done"))
			} else {
				d.history.forget()
				d.say(texts.Of("dialog.recovery.none"))
			}
			d.tick()
		}
	})
}
