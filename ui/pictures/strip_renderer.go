package pictures

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"wakesleep/ui/kit"
	look "wakesleep/ui/theme"
)

// CreateRenderer is Fyne's.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer {
	r := &stripRenderer{strip: s, frame: canvas.NewRectangle(color.Transparent)}
	r.Drawn = kit.NewDrawn(fyne.NewSize(smallestWidth, leastStrip), r.paint, r.frame)
	r.frame.StrokeWidth = 1.5
	r.Refresh()
	return r
}

type stripRenderer struct {
	kit.Drawn
	strip *Strip
	frame *canvas.Rectangle
}

// paint draws the cells at the screen's own resolution.
func (r *stripRenderer) paint(w, h int) image.Image {
	s, size := r.strip, r.Raster.Size()
	picture := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	if len(s.units) == 0 || size.Width <= 0 {
		return picture
	}
	gap := stripGap * float64(w) / float64(size.Width)
	colours := unitColours(s)
	for i, u := range s.units {
		x, y, cw, ch := s.grid.cell(i, float64(w), float64(h), gap)
		cell := image.Rect(int(math.Round(x)), int(math.Round(y)), int(math.Round(x+cw)), int(math.Round(y+ch)))
		paintCell(picture, cell, u, colours)
	}
	return picture
}

// cellColours are those of a unit that is off, on, and not as it was.
type cellColours struct{ off, on, other color.RGBA }

func unitColours(w fyne.Widget) cellColours {
	return cellColours{look.Solid(theme.ColorNameSeparator, w), look.Solid(theme.ColorNamePrimary, w), look.Solid(theme.ColorNameWarning, w)}
}

// paintCell fills a cell; a unit that is not as it was gets a border in the colour of
// differences, or is filled with it where it fires.
func paintCell(picture *image.RGBA, cell image.Rectangle, u Unit, c cellColours) {
	fill := func(r image.Rectangle, colour color.RGBA) {
		draw.Draw(picture, r, image.NewUniform(colour), image.Point{}, draw.Src)
	}
	if u.Other {
		fill(cell, c.other)
		cell = cell.Inset(max(1, cell.Dx()/5))
	}
	switch {
	case !u.On:
		fill(cell, c.off)
	case !u.Other:
		fill(cell, c.on)
	}
}

func (r *stripRenderer) Layout(fyne.Size) {
	size := r.strip.area()
	r.Raster.Resize(size)
	r.frame.Hidden = !r.strip.focused || size.IsZero()
	if r.frame.Hidden {
		return
	}
	x, y, w, h := r.strip.grid.cell(r.strip.cursor, float64(size.Width), float64(size.Height), stripGap)
	r.frame.Move(fyne.NewPos(float32(x)-2, float32(y)-2))
	r.frame.Resize(fyne.NewSize(float32(w)+4, float32(h)+4))
}

func (r *stripRenderer) Refresh() {
	r.frame.StrokeColor = theme.ColorForWidget(theme.ColorNameForeground, r.strip)
	r.Layout(r.strip.Size())
	r.Raster.Refresh()
	r.frame.Refresh()
}
