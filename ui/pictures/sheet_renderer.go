package pictures

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"wakesleep/ui/kit"
)

// CreateRenderer is Fyne's.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{sheet: s, frame: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent)}
	r.Drawn = kit.NewDrawn(fyne.Size{}, r.paint, r.mark, r.frame)
	r.frame.StrokeWidth, r.mark.StrokeWidth = 2, 2
	return r
}

type sheetRenderer struct {
	kit.Drawn
	sheet       *Sheet
	frame, mark *canvas.Rectangle
	// captions are as many as there have ever been; those without a text are hidden.
	captions []*canvas.Text
}

// paint draws the sheet at the screen's own resolution.
func (r *sheetRenderer) paint(w, h int) image.Image {
	s := r.sheet
	size := r.Raster.Size()
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
	r.Raster.Move(position)
	r.Raster.Resize(size)
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
	r.frame.StrokeWidth = kit.Either[float32](r.sheet.focused, 3, 2)
	r.mark.StrokeColor = theme.ColorForWidget(theme.ColorNameWarning, r.sheet)
	r.Layout(r.sheet.Size())
	r.Raster.Refresh()
	r.frame.Refresh()
	r.mark.Refresh()
}
