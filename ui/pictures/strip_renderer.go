package pictures

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// CreateRenderer is Fyne's.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer {
	r := &stripRenderer{strip: s, frame: canvas.NewRectangle(color.Transparent)}
	r.raster = canvas.NewRaster(r.paint)
	r.raster.ScaleMode = canvas.ImageScalePixels
	r.frame.StrokeWidth = 1.5
	r.objects = []fyne.CanvasObject{r.raster, r.frame}
	r.Refresh()
	return r
}

type stripRenderer struct {
	strip   *Strip
	raster  *canvas.Raster
	frame   *canvas.Rectangle
	objects []fyne.CanvasObject
}

// paint draws the cells at the screen's own resolution.
func (r *stripRenderer) paint(w, h int) image.Image {
	s, size := r.strip, r.raster.Size()
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
	get := func(name fyne.ThemeColorName) color.RGBA {
		return color.RGBAModel.Convert(theme.ColorForWidget(name, w)).(color.RGBA)
	}
	return cellColours{get(theme.ColorNameSeparator), get(theme.ColorNamePrimary), get(theme.ColorNameWarning)}
}

// paintCell fills a cell; a unit that is not as it was gets a border in the colour of
// differences, or is filled with it where it fires.
func paintCell(picture *image.RGBA, cell image.Rectangle, u Unit, c cellColours) {
	colour, border := c.off, 0
	if u.On {
		colour = c.on
	}
	if u.Other {
		border = max(1, cell.Dx()/5)
	}
	if u.Other && u.On {
		colour = c.other
	}
	for y := cell.Min.Y; y < cell.Max.Y; y++ {
		for x := cell.Min.X; x < cell.Max.X; x++ {
			edge := min(x-cell.Min.X, cell.Max.X-1-x, y-cell.Min.Y, cell.Max.Y-1-y)
			if edge < border {
				picture.SetRGBA(x, y, c.other)
			} else {
				picture.SetRGBA(x, y, colour)
			}
		}
	}
}

func (r *stripRenderer) Layout(fyne.Size) {
	size := r.strip.area()
	r.raster.Resize(size)
	r.frame.Hidden = !r.strip.focused || size.IsZero()
	if r.frame.Hidden {
		return
	}
	x, y, w, h := r.strip.grid.cell(r.strip.cursor, float64(size.Width), float64(size.Height), stripGap)
	r.frame.Move(fyne.NewPos(float32(x)-2, float32(y)-2))
	r.frame.Resize(fyne.NewSize(float32(w)+4, float32(h)+4))
}

func (r *stripRenderer) MinSize() fyne.Size { return fyne.NewSize(smallestWidth, leastStrip) }

func (r *stripRenderer) Refresh() {
	r.frame.StrokeColor = theme.ColorForWidget(theme.ColorNameForeground, r.strip)
	r.Layout(r.strip.Size())
	r.raster.Refresh()
	r.frame.Refresh()
}

func (r *stripRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *stripRenderer) Destroy() {}
