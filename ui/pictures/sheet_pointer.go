package pictures

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"wakesleep/ui/kit"
)

// Tapped finds the image under the pointer, or in front of the gap that is there.
func (s *Sheet) Tapped(e *fyne.PointEvent) {
	corner, size := s.area()
	p := e.Position.Subtract(corner)
	index, inside := s.grid.cellAt(float64(p.X), float64(p.Y), float64(size.Width), float64(size.Height), s.gap())
	if inside && s.OnTapped != nil {
		s.OnTapped(index)
	}
}

// TappedSecondary asks for the menu, if there is one and something to do it with.
func (s *Sheet) TappedSecondary(e *fyne.PointEvent) {
	if s.OnMenu != nil && len(s.images) > 0 {
		s.OnMenu(e.AbsolutePosition)
	}
}

// Cursor is a hand where a tap does something.
func (s *Sheet) Cursor() desktop.Cursor { return kit.Hand(s.OnTapped != nil) }

// MouseIn is MouseMoved.
func (s *Sheet) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved reports what lies under the pointer.
func (s *Sheet) MouseMoved(e *desktop.MouseEvent) {
	if s.OnHovered == nil {
		return
	}
	index, x, y, inside := s.at(e.Position)
	switch {
	case inside:
		s.OnHovered(index, x, y, s.images[index][y*s.grid.w+x], true)
	case s.hovering:
		s.OnHovered(0, 0, 0, 0, false)
	}
	s.hovering = inside
}

// MouseOut reports that the pointer left.
func (s *Sheet) MouseOut() {
	if s.OnHovered != nil && s.hovering {
		s.OnHovered(0, 0, 0, 0, false)
	}
	s.hovering = false
}

func (s *Sheet) at(p fyne.Position) (index, x, y int, inside bool) {
	corner, size := s.area()
	if size.IsZero() {
		return 0, 0, 0, false
	}
	p = p.Subtract(corner)
	return s.grid.at(float64(p.X), float64(p.Y), float64(size.Width), float64(size.Height), s.gap())
}
