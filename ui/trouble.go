package ui

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/texts"
)

// say puts a line on the status line.
func (d *desk) say(text string) { d.frame.write(d.frame.message, text) }

// fail tells in a sentence what could not be done, and why.
func (d *desk) fail(what string, err error) {
	d.ask(question{
		title: texts.Of("dialog.failed"), icon: base.ErrorIcon(),
		content: wrapped(what + "\n\n" + sentence(err.Error())),
		choices: []choice{{text: texts.Of("common.ok")}},
	})
}

// sentence begins with a capital, unless the name of a file or of a data set begins
// it, and ends with a full stop.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	word, _, _ := strings.Cut(text, " ")
	if !strings.ContainsAny(word, `/\.:0123456789`) {
		text = string(unicode.ToUpper(first)) + text[size:]
	}
	return strings.TrimRight(text, ".") + "."
}

func wrapped(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// offerRecovery tells that training stopped by itself.
func (d *desk) offerRecovery(err error) {
	d.ask(question{
		title: texts.Of("dialog.recovery.title"), icon: base.WarningIcon(), content: wrapped(sentence(err.Error())),
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
