package pad

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"wakesleep/ui/kit"
)

// begin starts a stroke with a dot.
func (p *Pad) begin(at point, erasing bool) {
	p.lift()
	p.remember()
	p.drawing, p.erasing, p.at = true, erasing, at
	p.paint(at)
}

// lift ends the stroke. Pointers may report its end twice.
func (p *Pad) lift() {
	ends := p.drawing
	p.drawing, p.penDown = false, false
	if ends && p.OnLifted != nil {
		p.OnLifted()
	}
}

// paint goes on with the stroke to a place.
func (p *Pad) paint(to point) {
	from := p.at
	p.at = to
	switch {
	case p.cells:
		p.paintCells(from, to)
	case p.erasing:
		p.ink.Erase(from.x, from.y, to.x, to.y, 1.5*p.pen)
	default:
		p.ink.Line(from.x, from.y, to.x, to.y, p.pen)
	}
	p.changed()
}

// paintCells inks every pixel on the way.
func (p *Pad) paintCells(from, to point) {
	steps := int(4*math.Max(math.Abs(to.x-from.x), math.Abs(to.y-from.y))) + 1
	level := kit.Either[uint8](p.erasing, 0, 255)
	for i := 0; i <= steps; i++ {
		share := float64(i) / float64(steps)
		x := int(math.Floor(from.x + share*(to.x-from.x)))
		y := int(math.Floor(from.y + share*(to.y-from.y)))
		if x >= 0 && x < p.ink.W && y >= 0 && y < p.ink.H {
			p.ink.Levels[y*p.ink.W+x] = level
		}
	}
}

// MouseDown starts a stroke, or an erasing one with the secondary button.
func (p *Pad) MouseDown(e *desktop.MouseEvent) {
	kit.Focus(p)
	p.keys = false
	switch e.Button {
	case desktop.MouseButtonPrimary:
		p.begin(p.place(e.Position), p.rubber || e.Modifier&fyne.KeyModifierShift != 0)
	case desktop.MouseButtonSecondary:
		p.begin(p.place(e.Position), true)
	}
}

// MouseUp ends the stroke.
func (p *Pad) MouseUp(*desktop.MouseEvent) { p.lift() }

// Dragged goes on with the stroke of the primary button, outside of the pad too.
func (p *Pad) Dragged(e *fyne.DragEvent) { p.drag(e.Position) }

// DragEnd ends the stroke.
func (p *Pad) DragEnd() { p.lift() }

// MouseIn goes on erasing where the secondary button comes back held: Fyne
// reports no drags for it.
func (p *Pad) MouseIn(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonSecondary && !p.drawing {
		p.begin(p.place(e.Position), true)
	}
}

// MouseMoved goes on with the stroke.
func (p *Pad) MouseMoved(e *desktop.MouseEvent) {
	if e.Button != 0 {
		p.drag(e.Position)
	}
}

// MouseOut ends an erasing stroke, whose button may be released elsewhere.
func (p *Pad) MouseOut() {
	if p.erasing {
		p.lift()
	}
}

// drag goes on with a stroke of the pointer, if there is one.
func (p *Pad) drag(to fyne.Position) {
	if at := p.place(to); p.drawing && !p.penDown && at != p.at {
		p.paint(at)
	}
}

// place is where a position on the widget lies on the ink.
func (p *Pad) place(at fyne.Position) point {
	corner, size := p.area()
	return point{
		float64((at.X - corner.X) / size.Width * float32(p.ink.W)),
		float64((at.Y - corner.Y) / size.Height * float32(p.ink.H)),
	}
}

// area is where the ink lies on the widget: as large as fits.
func (p *Pad) area() (fyne.Position, fyne.Size) {
	space := p.Size()
	scale := max(min(space.Width/float32(p.ink.W), space.Height/float32(p.ink.H)), 1e-3)
	size := fyne.NewSize(scale*float32(p.ink.W), scale*float32(p.ink.H))
	return fyne.NewPos((space.Width-size.Width)/2, (space.Height-size.Height)/2), size
}
