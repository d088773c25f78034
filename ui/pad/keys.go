package pad

import (
	"math"

	"fyne.io/fyne/v2"

	"wakesleep/ui/kit"
)

// FocusGained shows the cursor.
func (p *Pad) FocusGained() {
	p.focused, p.keys = true, true
	p.Refresh()
}

// FocusLost hides the cursor and lifts the pen.
func (p *Pad) FocusLost() {
	p.focused = false
	if p.penDown {
		p.lift()
	}
	p.Refresh()
}

// TypedRune hands letters on.
func (p *Pad) TypedRune(r rune) {
	if p.OnRune != nil {
		p.OnRune(r)
	}
}

// ways are those in which the arrow keys move the cursor.
var ways = map[fyne.KeyName]point{fyne.KeyLeft: {-1, 0}, fyne.KeyRight: {1, 0}, fyne.KeyUp: {0, -1}, fyne.KeyDown: {0, 1}}

// TypedKey moves the cursor and the pen.
func (p *Pad) TypedKey(e *fyne.KeyEvent) {
	p.keys = true
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
		p.moveCursor(ways[e.Name])
	case fyne.KeySpace:
		p.togglePen()
	case fyne.KeyEscape:
		p.liftPen()
	case fyne.KeyBackspace:
		p.Undo()
	case fyne.KeyDelete:
		p.Clear()
	default:
		if kit.IsOfWindow(e.Name) {
			kit.PassOn(p, e)
		}
	}
}

// TypedShortcut undoes, redoes and copies.
func (p *Pad) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutUndo:
		p.Undo()
	case *fyne.ShortcutRedo:
		p.Redo()
	case *fyne.ShortcutCopy:
		if p.OnCopy != nil {
			p.OnCopy()
		}
	}
}

// togglePen lowers the pen at the cursor, or lifts it.
func (p *Pad) togglePen() {
	if p.penDown {
		p.liftPen()
		return
	}
	p.begin(p.cursor, p.rubber)
	p.penDown = true
	p.Refresh()
}

func (p *Pad) liftPen() {
	p.lift()
	p.Refresh()
}

// moveCursor moves by a thirty-fifth of the pad, or by a pixel where pixels are
// inked as a whole.
func (p *Pad) moveCursor(way point) {
	step := kit.Either(p.cells, 1, Side/35.)
	bound := func(v float64, n int) float64 { return math.Max(.5, math.Min(v, float64(n)-.5)) }
	p.cursor.x = bound(p.cursor.x+step*way.x, p.ink.W)
	p.cursor.y = bound(p.cursor.y+step*way.y, p.ink.H)
	if p.penDown {
		p.paint(p.cursor)
		return
	}
	p.Refresh()
}
