package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// lineEntry is an entry of a dialog, which leaves to the window what it has no use for:
// the keys that answer the dialog and ask for help.
type lineEntry struct{ widget.Entry }

func newLineEntry() *lineEntry {
	e := &lineEntry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip) // as NewEntry has it
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey is Fyne's.
func (e *lineEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name != fyne.KeyEscape && k.Name != fyne.KeyF1 {
		e.Entry.TypedKey(k)
		return
	}
	canvas := fyne.CurrentApp().Driver().CanvasForObject(e)
	if canvas != nil && canvas.OnTypedKey() != nil {
		canvas.OnTypedKey()(k)
	}
}
