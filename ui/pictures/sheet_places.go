package pictures

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"wakesleep/ui/kit"
)

// Columns is how many images of w×h pixels stand side by side if n of them fill a space
// and are as large as possible, or a little smaller where that fills every row.
func Columns(n, w, h int, space fyne.Size) int {
	g := grid{n: n, w: w, h: h}
	return g.fullRows(float64(space.Width), float64(space.Height), gapOf(n, w, h))
}

// Extent is how high n images of w×h pixels are that fill a width in so many columns.
func Extent(n, w, h, columns int, width float32) float32 {
	g, gap := grid{n: n, w: w, h: h, columns: columns}, gapOf(n, w, h)
	across := (float64(width) - gap*float64(columns-1)) / float64(columns)
	return float32(float64(g.rows())*(across*float64(h)/float64(w)+gap) - gap)
}

// gap is the distance between images. Where they have few pixels, which are then
// large, it must be told from one.
func (s *Sheet) gap() float64 {
	if s.matrix {
		return 0
	}
	return gapOf(len(s.images), s.grid.w, s.grid.h)
}

func gapOf(n, w, h int) float64 {
	switch {
	case n < 2:
		return 0
	case max(w, h) < 6:
		return 8
	case max(w, h) < 16:
		return 5
	}
	return 2
}

// area is where the images lie in the widget.
func (s *Sheet) area() (position fyne.Position, size fyne.Size) {
	space := s.Size()
	if len(s.images) == 0 || space.Width <= 0 || space.Height <= 0 {
		return position, size
	}
	s.grid.n, s.grid.columns = len(s.images), s.columns
	if s.matrix {
		return fyne.NewPos(max(0, (space.Width-s.minSize.Width)/2), 0), s.minSize
	}
	width, height := float64(space.Width), float64(space.Height)
	if s.fit && s.columns > 0 && len(s.images) >= s.columns {
		s.grid = s.grid.fitted(width, height, s.gap(), s.columns)
	}
	switch s.columns {
	case 0:
		s.grid.columns = s.grid.choose(width, height, s.gap())
	case FullRows:
		s.grid.columns = s.grid.fullRows(width, height, s.gap())
	}
	width, height = s.grid.extent(s.grid.scale(width, height, s.gap()), s.gap())
	size = fyne.NewSize(float32(width), float32(height))
	position = fyne.NewPos((space.Width-size.Width)/2, (space.Height-size.Height)/2)
	if s.top {
		position.Y = 0
	}
	return position, size
}

// Cell is where an image lies on the widget.
func (s *Sheet) Cell(index int) (fyne.Position, fyne.Size) {
	corner, size := s.area()
	if size.IsZero() {
		return corner, size
	}
	x, y, w, h := s.grid.cell(index, float64(size.Width), float64(size.Height), s.gap())
	return corner.AddXY(float32(x), float32(y)), fyne.NewSize(float32(w), float32(h))
}

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
