package pictures

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"wakesleep/ui/kit"
)

// Choice is a sheet of which one image is chosen, by pointer or by the arrow keys.
type Choice struct {
	Sheet

	// OnChosen is called with the image that the user chose. Other tells that the
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
	kit.Focus(c)
}

// MouseUp is Fyne's.
func (c *Choice) MouseUp(*desktop.MouseEvent) {}

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
// space bar and the keys that no control needs are the window's.
func (c *Choice) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || kit.IsOfWindow(e.Name) {
		kit.PassOn(c, e)
		return
	}
	if len(c.images) == 0 {
		return
	}
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		c.choose(max(c.selected, 0), true)
		return
	}
	to, moves := moved(e.Name, c.selected, len(c.images), c.grid.columns)
	switch {
	case !moves:
		if c.OnTyped != nil {
			c.OnTyped(e.Name)
		}
	case to == c.selected:
	case c.OnMoved != nil:
		c.OnMoved(to)
	default:
		c.choose(to, false)
	}
}

// moved is where a key leads from a place of a grid of n, row by row, and whether it is
// one that moves.
func moved(key fyne.KeyName, from, n, columns int) (to int, moves bool) {
	from = max(from, 0)
	to, moves = map[fyne.KeyName]int{
		fyne.KeyLeft: from - 1, fyne.KeyRight: from + 1, fyne.KeyUp: from - columns, fyne.KeyDown: from + columns,
		fyne.KeyHome: 0, fyne.KeyEnd: n - 1,
	}[key]
	if !moves || to < 0 || to >= n {
		return from, moves
	}
	return to, moves
}
