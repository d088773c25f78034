package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/tip"
)

// Focus gives an object the keys.
func Focus(o interface {
	fyne.CanvasObject
	fyne.Focusable
},
) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(o); canvas != nil {
		canvas.Focus(o)
	}
}

// PassOn gives a key to the window, as if nothing had taken the keys.
func PassOn(from fyne.CanvasObject, k *fyne.KeyEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(from)
	if canvas != nil && canvas.OnTypedKey() != nil {
		canvas.OnTypedKey()(k)
	}
}

// typed leaves to the window the keys that answer a dialog or ask for help, and the others
// to a control of Fyne's. Fyne gives keys to the object with the focus alone, even where it
// has no use for them.
func typed(o fyne.CanvasObject, k *fyne.KeyEvent, own func(*fyne.KeyEvent)) {
	if k.Name == fyne.KeyEscape || k.Name == fyne.KeyF1 {
		PassOn(o, k)
	} else {
		own(k)
	}
}

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
	tip.Clear(e)
	typed(e, k, e.Entry.TypedKey)
}

// TypedRune is Fyne's.
func (e *LineEntry) TypedRune(r rune) {
	tip.Clear(e)
	e.Entry.TypedRune(r)
}

// TypedShortcut is Fyne's.
func (e *LineEntry) TypedShortcut(s fyne.Shortcut) {
	tip.Clear(e)
	e.Entry.TypedShortcut(s)
}

// Select is a choice in a dialog, which leaves the same keys to the window.
type Select struct{ widget.Select }

// NewSelect makes a choice of which nothing is chosen.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{}
	s.Options, s.OnChanged = options, changed
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey is Fyne's.
func (s *Select) TypedKey(k *fyne.KeyEvent) { typed(s, k, s.Select.TypedKey) }

// Check is a tick box in a dialog, which leaves the same keys to the window.
type Check struct{ widget.Check }

// NewCheck makes an empty tick box.
func NewCheck(text string, changed func(bool)) *Check {
	c := &Check{}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey is Fyne's.
func (c *Check) TypedKey(k *fyne.KeyEvent) { typed(c, k, c.Check.TypedKey) }

// Slider is one in a dialog, which leaves the same keys to the window.
type Slider struct{ widget.Slider }

// NewSlider makes a slider that lies across and moves in steps of 1.
func NewSlider(least, most float64) *Slider {
	s := &Slider{}
	s.Min, s.Max, s.Step, s.Orientation = least, most, 1, widget.Horizontal
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey is Fyne's.
func (s *Slider) TypedKey(k *fyne.KeyEvent) { typed(s, k, s.Slider.TypedKey) }

// Hand is the cursor over what can be tapped, or that over anything else.
func Hand(on bool) desktop.StandardCursor {
	return Either(on, desktop.PointerCursor, desktop.DefaultCursor)
}
