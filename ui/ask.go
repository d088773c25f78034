package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// dialogSize is that of dialogs with sentences in them; they grow with more text.
var dialogSize = fyne.NewSize(460, 0)

// question is a dialog with something to read and some answers.
type question struct {
	title   string
	icon    fyne.Resource
	content fyne.CanvasObject
	// size may be zero for dialogSize.
	size fyne.Size
	// choices are the answers: the first is the way out, which Escape takes as well,
	// and the last the one to expect, which Return takes as well.
	choices []choice
	// careful tells that Return takes none.
	careful bool
}

// choice is an answer to a question.
type choice struct {
	text string
	icon fyne.Resource
	// tip may be empty.
	tip string
	// act, which may be nil, is what follows. Unless stays, the dialog is closed before.
	act   func()
	stays bool
}

// closing is the only answer where there is nothing to decide.
func closing() []choice { return []choice{{text: texts.Of("common.close")}} }

// asked is a question that waits for an answer.
type asked struct {
	question
	dialog *dialog.CustomDialog
}

// ask shows a question, unless it is the one that waits already. What only tells
// something is always shown.
func (d *desk) ask(q question) *dialog.CustomDialog {
	if now := d.waiting(); now != nil && now.title == q.title && len(q.choices) > 1 {
		return now.dialog
	}
	d.tips.Clear()
	dlg := dialog.NewCustomWithoutButtons(q.title, container.NewStack(q.content, tip.NewLayer(d.do)), d.window)
	if q.icon != nil {
		dlg.SetIcon(q.icon)
	}
	dlg.SetButtons(q.buttons(dlg))
	size := q.size
	if size.IsZero() {
		size = dialogSize
	}
	dlg.Resize(size)
	dlg.Show()
	shown := d.window.Canvas().Overlays().Top()
	d.asked[shown] = &asked{q, dlg}
	dlg.SetOnClosed(func() { delete(d.asked, shown) })
	return dlg
}

// waiting is the question that is the topmost of all that lies over the window, or nil.
func (d *desk) waiting() *asked { return d.asked[d.window.Canvas().Overlays().Top()] }

// unlessAsked is what a menu does while no question waits: dialogs do not keep the keys
// of menus from the window.
func (d *desk) unlessAsked(act func()) func() {
	return func() {
		if d.waiting() == nil {
			act()
		}
	}
}

func (q question) buttons(dlg *dialog.CustomDialog) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for i, c := range q.choices {
		b := widget.NewButtonWithIcon(c.text, c.icon, func() { c.take(dlg) })
		if i > 0 && i == len(q.choices)-1 {
			b.Importance = widget.HighImportance
		}
		if c.tip == "" {
			list = append(list, b)
		} else {
			list = append(list, tip.On(b, c.tip))
		}
	}
	return list
}

func (c choice) take(dlg *dialog.CustomDialog) {
	if !c.stays {
		dlg.Hide()
	}
	if c.act != nil {
		c.act()
	}
}

// typed lets a key answer.
func (a *asked) typed(key fyne.KeyName) {
	switch {
	case key == fyne.KeyEscape:
		a.choices[0].take(a.dialog)
	case !a.careful && (key == fyne.KeyReturn || key == fyne.KeyEnter):
		a.choices[len(a.choices)-1].take(a.dialog)
	}
}

// typedKey is what keys do while nothing has the focus.
func (d *desk) typedKey(e *fyne.KeyEvent) {
	if d.window.Canvas().Overlays().Top() != nil {
		if a := d.waiting(); a != nil {
			a.typed(e.Name)
		}
		return
	}
	switch e.Name {
	case fyne.KeySpace:
		d.playOrPause()
	case fyne.KeyF1:
		d.showRoomHelp()
	}
}
