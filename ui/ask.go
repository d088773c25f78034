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

// ask shows a question.
func (d *desk) ask(q question) *dialog.CustomDialog {
	dlg := dialog.NewCustomWithoutButtons(q.title, container.NewStack(q.content, tip.NewLayer(d.do)), d.window)
	if q.icon != nil {
		dlg.SetIcon(q.icon)
	}
	var buttons []fyne.CanvasObject
	for i, c := range q.choices {
		b := widget.NewButtonWithIcon(c.text, c.icon, func() { c.take(dlg) })
		if i > 0 && i == len(q.choices)-1 {
			b.Importance = widget.HighImportance
		}
		var placed fyne.CanvasObject = b
		if c.tip != "" {
			placed = tip.On(b, c.tip)
		}
		buttons = append(buttons, placed)
	}
	dlg.SetButtons(buttons)
	size := q.size
	if size.IsZero() {
		size = dialogSize
	}
	dlg.Resize(size)
	dlg.Show()
	d.listen(q, dlg)
	return dlg
}

func (c choice) take(dlg *dialog.CustomDialog) {
	if !c.stays {
		dlg.Hide()
	}
	if c.act != nil {
		c.act()
	}
}

// listen lets keys answer a question for as long as it is the topmost.
func (d *desk) listen(q question, dlg *dialog.CustomDialog) {
	shown := d.window.Canvas().Overlays().Top()
	d.asked[shown] = func(key fyne.KeyName) {
		switch {
		case key == fyne.KeyEscape:
			q.choices[0].take(dlg)
		case !q.careful && (key == fyne.KeyReturn || key == fyne.KeyEnter):
			q.choices[len(q.choices)-1].take(dlg)
		}
	}
	dlg.SetOnClosed(func() { delete(d.asked, shown) })
}

// typedKey is what keys do while nothing has the focus.
func (d *desk) typedKey(e *fyne.KeyEvent) {
	if top := d.window.Canvas().Overlays().Top(); top != nil {
		if answer := d.asked[top]; answer != nil {
			answer(e.Name)
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
