package pictures

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Choice is a sheet of which one image is chosen, by pointer or by the arrow keys.
type Choice struct {
	Sheet

	// OnChosen is called with the image that a person chose. Other tells that the
	// shift key was down, or that Return was typed.
	OnChosen func(index int, other bool)
	// OnMoved, if there is one, is called in its place when an arrow key moves on: for
	// sheets where choosing does more than look.
	OnMoved func(index int)

	// OnTyped is called with keys that the choice has no use for; nil forgets them.
	OnTyped func(key fyne.KeyName)

	shift bool
}

// NewChoice makes an empty sheet to choose from.
func NewChoice() *Choice {
	c := &Choice{Sheet: Sheet{selected: -1, marked: -1, minSize: fyne.NewSquareSize(48)}}
	c.OnTapped = func(index int) { c.choose(index, c.shift) }
	c.ExtendBaseWidget(c)
	return c
}

func (c *Choice) choose(index int, other bool) {
	if c.OnChosen != nil {
		c.OnChosen(index, other)
	}
}

// MouseDown notes the shift key, which a tap does not tell, and takes the keys.
func (c *Choice) MouseDown(e *desktop.MouseEvent) {
	c.shift = e.Modifier&fyne.KeyModifierShift != 0
	focus(c)
}

// MouseUp is Fyne's.
func (c *Choice) MouseUp(*desktop.MouseEvent) {}

// focus gives an object the keys.
func focus(o interface {
	fyne.CanvasObject
	fyne.Focusable
},
) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(o); canvas != nil {
		canvas.Focus(o)
	}
}

// FocusGained shows that keys arrive here.
func (c *Choice) FocusGained() { c.setFocused(true) }

// FocusLost shows that they do not any more.
func (c *Choice) FocusLost() { c.setFocused(false) }

func (c *Choice) setFocused(on bool) {
	c.focused = on
	c.Refresh()
}

// TypedRune is not used.
func (c *Choice) TypedRune(rune) {}

// TypedKey moves the choice; Return chooses the image that is chosen once more. The
// space bar and the key for help are the window's.
func (c *Choice) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyF1 {
		passOn(c, e)
		return
	}
	if len(c.images) == 0 {
		return
	}
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		c.choose(max(c.selected, 0), true)
		return
	}
	if !moves(e.Name) {
		if c.OnTyped != nil {
			c.OnTyped(e.Name)
		}
		return
	}
	if to := moved(e.Name, c.selected, len(c.images), c.grid.columns); to != c.selected {
		if c.OnMoved != nil {
			c.OnMoved(to)
			return
		}
		c.choose(to, false)
	}
}

// moves tells whether a key moves the choice.
func moves(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd:
		return true
	}
	return false
}

// passOn gives a key to the window, as if nothing had taken the keys.
func passOn(from fyne.CanvasObject, e *fyne.KeyEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(from)
	if canvas != nil && canvas.OnTypedKey() != nil {
		canvas.OnTypedKey()(e)
	}
}

// moved is where a key leads from a place of a grid of n, row by row.
func moved(key fyne.KeyName, from, n, columns int) int {
	from = max(from, 0)
	to := from
	switch key {
	case fyne.KeyLeft:
		to--
	case fyne.KeyRight:
		to++
	case fyne.KeyUp:
		to -= columns
	case fyne.KeyDown:
		to += columns
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = n - 1
	}
	if to < 0 || to >= n {
		return from
	}
	return to
}
