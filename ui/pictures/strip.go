package pictures

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
)

// Unit is how a unit looks on a strip.
type Unit struct {
	// On tells that it fires.
	On bool
	// Other tells that it is not as it was.
	Other bool
}

// Strip shows which units of a layer fire, row by row in cells as large as the space
// allows. Units are chosen by pointer or by the arrow keys and the space bar.
type Strip struct {
	widget.BaseWidget

	// OnTapped is called with the unit that was tapped, or chosen by the space bar.
	OnTapped func(unit int)
	// OnHovered is called with the unit under the pointer or the cursor of the keys;
	// inside is false when there is none any more.
	OnHovered func(unit int, inside bool)

	units    []Unit
	grid     grid
	largest  float64
	focused  bool
	cursor   int
	hovering bool
}

// NewStrip makes a strip without units.
func NewStrip() *Strip {
	s := &Strip{largest: LargestUnit}
	s.ExtendBaseWidget(s)
	return s
}

// SetUnits shows units, which the strip keeps.
func (s *Strip) SetUnits(units []Unit) {
	s.units = units
	s.grid = grid{n: len(units), w: 1, h: 1}
	s.cursor = max(0, min(s.cursor, len(units)-1))
	s.Refresh()
}

// Units are those shown.
func (s *Strip) Units() []Unit { return s.units }

// LargestUnit is how large a cell gets, if nothing else is said.
const LargestUnit = 28

// SetLargest bounds the cells' extent, so that those of several strips can be alike.
func (s *Strip) SetLargest(extent float32) { s.largest = float64(extent) }

// StripHeight is how high a strip of n units is in cells of an extent, at a width.
func StripHeight(n int, extent, width float32) float32 {
	columns := max(1, int((width+stripGap)/(extent+stripGap)))
	rows := (n + columns - 1) / columns
	return float32(rows)*(extent+stripGap) - stripGap
}

const (
	stripGap      = 1.5
	leastStrip    = 14
	smallestWidth = 60
)

// area is the extent of the cells in the widget; they begin at its corner.
func (s *Strip) area() fyne.Size {
	space := s.Size()
	if len(s.units) == 0 || space.Width <= 0 || space.Height <= 0 {
		return fyne.Size{}
	}
	width, height := float64(space.Width), float64(space.Height)
	s.grid.columns = s.grid.choose(width, height, stripGap)
	scale := s.grid.scale(width, height, stripGap)
	if scale > s.largest { // full rows rather than a block
		scale = s.largest
		most := max(1, min(len(s.units), int((width+stripGap)/(s.largest+stripGap))))
		rows := (len(s.units) + most - 1) / most
		s.grid.columns = (len(s.units) + rows - 1) / rows // rows of equal length
	}
	width, height = s.grid.extent(scale, stripGap)
	return fyne.NewSize(float32(width), float32(height))
}

// at finds the unit at a place, or in front of the gap that is there.
func (s *Strip) at(p fyne.Position) (unit int, inside bool) {
	size := s.area()
	return s.grid.cellAt(float64(p.X), float64(p.Y), float64(size.Width), float64(size.Height), stripGap)
}

// Tapped finds the unit under the pointer.
func (s *Strip) Tapped(e *fyne.PointEvent) {
	if unit, inside := s.at(e.Position); inside && s.OnTapped != nil {
		s.cursor = unit
		s.OnTapped(unit)
	}
}

// Cursor is a hand.
func (s *Strip) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn is MouseMoved.
func (s *Strip) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved reports the unit under the pointer.
func (s *Strip) MouseMoved(e *desktop.MouseEvent) {
	unit, inside := s.at(e.Position)
	s.report(unit, inside)
}

// MouseOut reports that the pointer left.
func (s *Strip) MouseOut() { s.report(0, false) }

func (s *Strip) report(unit int, inside bool) {
	if s.OnHovered != nil && (inside || s.hovering) {
		s.OnHovered(unit, inside)
	}
	s.hovering = inside
}

// FocusGained shows the cursor of the keys.
func (s *Strip) FocusGained() {
	s.focused = true
	s.report(s.cursor, len(s.units) > 0)
	s.Refresh()
}

// FocusLost hides it.
func (s *Strip) FocusLost() {
	s.focused = false
	s.report(0, false)
	s.Refresh()
}

// TypedRune is not used.
func (s *Strip) TypedRune(rune) {}

// TypedKey moves the cursor, or chooses the unit at it. The keys that no
// control needs are the window's.
func (s *Strip) TypedKey(e *fyne.KeyEvent) {
	if kit.IsOfWindow(e.Name) {
		kit.PassOn(s, e)
		return
	}
	if len(s.units) == 0 {
		return
	}
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		if s.OnTapped != nil {
			s.OnTapped(s.cursor)
		}
		return
	}
	s.cursor, _ = moved(e.Name, s.cursor, len(s.units), max(1, s.grid.columns))
	s.report(s.cursor, true)
	s.Refresh()
}
