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
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{sheet: s, frame: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent)}
	r.raster = canvas.NewRaster(r.paint)
	r.raster.ScaleMode = canvas.ImageScalePixels
	r.frame.StrokeWidth, r.mark.StrokeWidth = 2, 2
	return r
}

type sheetRenderer struct {
	sheet  *Sheet
	raster *canvas.Raster
	frame  *canvas.Rectangle
	mark   *canvas.Rectangle
	// captions are as many as there have ever been; those without a text are hidden.
	captions []*canvas.Text
}

// paint draws the sheet at the screen's own resolution.
func (r *sheetRenderer) paint(w, h int) image.Image {
	s := r.sheet
	size := r.raster.Size()
	if len(s.images) == 0 || size.Width <= 0 || w < 1 || h < 1 {
		return image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	}
	gap := s.gap() * float64(w) / float64(size.Width)
	picture := canvasOf(s.images[:s.grid.n], s.grid, s.palette, darkTheme(s), w, h, gap)
	for i := range s.grid.n {
		if s.Dimmed(i) {
			fade(picture, s.grid, i, gap)
		}
	}
	return picture
}

func (r *sheetRenderer) Layout(fyne.Size) {
	position, size := r.sheet.area()
	r.raster.Move(position)
	r.raster.Resize(size)
	r.placeFrame(r.frame, r.sheet.selected, position, size)
	r.placeFrame(r.mark, r.sheet.marked, position, size)
	r.placeCaptions(position, size)
}

// placeFrame puts a frame around an image.
func (r *sheetRenderer) placeFrame(frame *canvas.Rectangle, index int, corner fyne.Position, size fyne.Size) {
	s := r.sheet
	frame.Hidden = index < 0 || size.IsZero()
	if frame.Hidden {
		return
	}
	x, y, w, h := s.grid.cell(index, float64(size.Width), float64(size.Height), s.gap())
	const margin = 2
	frame.Move(corner.AddXY(float32(math.Floor(x))-margin, float32(math.Floor(y))-margin))
	frame.Resize(fyne.NewSize(float32(w)+2*margin, float32(h)+2*margin))
}

func (r *sheetRenderer) MinSize() fyne.Size { return r.sheet.minSize }

func (r *sheetRenderer) Refresh() {
	r.sheet.paintings++
	r.frame.StrokeColor = theme.ColorForWidget(theme.ColorNamePrimary, r.sheet)
	r.frame.StrokeWidth = 2
	if r.sheet.focused {
		r.frame.StrokeWidth = 3
	}
	r.mark.StrokeColor = theme.ColorForWidget(theme.ColorNameWarning, r.sheet)
	r.Layout(r.sheet.Size())
	r.raster.Refresh()
	r.frame.Refresh()
	r.mark.Refresh()
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.raster}
	for _, t := range r.captions {
		objects = append(objects, t)
	}
	return append(objects, r.mark, r.frame)
}

func (r *sheetRenderer) Destroy() {}
