package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// LineEntry is an entry of a dialog, which leaves to the window what it has no use for:
// the keys that answer the dialog and ask for help.
type LineEntry struct{ widget.Entry }

// NewLineEntry makes an empty entry of one line.
func NewLineEntry() *LineEntry {
	e := &LineEntry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip) // as NewEntry has it
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey is Fyne's.
func (e *LineEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name != fyne.KeyEscape && k.Name != fyne.KeyF1 {
		e.Entry.TypedKey(k)
		return
	}
	canvas := fyne.CurrentApp().Driver().CanvasForObject(e)
	if canvas != nil && canvas.OnTypedKey() != nil {
		canvas.OnTypedKey()(k)
	}
}
