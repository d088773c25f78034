package ui

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// dialogSize is that of dialogs with sentences in them; they grow with more text.
var dialogSize = fyne.NewSize(460, 0)

// say puts a line on the status line.
func (d *desk) say(text string) { setText(d.frame.message, text) }

// fail tells that something could not be done, and why. Doing completes "Could
// not …".
func (d *desk) fail(doing string, err error) {
	text := wrapped("Could not " + doing + ".\n\n" + sentence(err.Error()))
	dlg := dialog.NewCustom("That did not work", "OK", text, d.window)
	dlg.SetIcon(base.ErrorIcon())
	dlg.Resize(dialogSize)
	dlg.Show()
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
	dlg := dialog.NewCustomConfirm("Training stopped", "Go back to the last good state", "Leave it",
		wrapped(sentence(err.Error())), func(yes bool) {
			if yes {
				d.recover()
			}
		}, d.window)
	dlg.Resize(dialogSize)
	dlg.Show()
}

// recover goes back to the last state in which all numbers were finite.
func (d *desk) recover() {
	session := d.session
	d.history.note(undoRecovery)
	d.background("recover", func(context.Context) func() {
		found := session.Recover()
		return func() {
			if found {
				d.say("The machine is back at its last good state. A smaller learning rate will keep it there.")
			} else {
				d.history.forget()
				d.say("There is no earlier state to go back to: reset the machine or open another.")
			}
			d.tick()
		}
	})
}
