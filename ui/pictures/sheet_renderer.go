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
	picture := s.canvas(w, h, gap)
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

// Caption writes a text into the upper left corner of each image, until others are put
// on the sheet, which keeps the list. Texts are shortened to fit their image, and left
// out where images are too small for any.
func (s *Sheet) Caption(list []string) {
	s.captions = list
	s.Refresh()
}

// Captions are the texts in the images' corners.
func (s *Sheet) Captions() []string { return s.captions }

// Extents of captions, and the least side of an image that has one. In images narrower
// than ample a caption is no wider than the corner that is left beside what they show.
const (
	captionSize  = 10
	captionInset = 1
	leastCaption = 26
	ample        = 44
	corner       = .4
)

// placeCaptions puts the texts on the images of a sheet at a place of the widget.
func (r *sheetRenderer) placeCaptions(at fyne.Position, size fyne.Size) {
	s := r.sheet
	for len(r.captions) < len(s.captions) {
		r.captions = append(r.captions, canvas.NewText("", theme.ColorForWidget(theme.ColorNameForeground, s)))
		r.Add(r.captions[len(r.captions)-1])
	}
	for i, t := range r.captions {
		text := ""
		if i < len(s.captions) && i < s.grid.n && !size.IsZero() {
			x, y, w, h := s.grid.cell(i, float64(size.Width), float64(size.Height), s.gap())
			if min(w, h) >= leastCaption {
				text = captionFor(s.captions[i], float32(w)-2*captionInset)
			}
			t.Move(at.AddXY(float32(x)+captionInset, float32(y)-captionInset))
		}
		r.write(t, text)
	}
}

// write changes a text only if that makes a difference.
func (r *sheetRenderer) write(t *canvas.Text, text string) {
	colour := theme.ColorForWidget(theme.ColorNameForeground, r.sheet)
	if t.Text == text && t.Color == colour {
		return
	}
	t.Text, t.Color, t.TextSize, t.Hidden = text, colour, captionSize, text == ""
	t.Resize(t.MinSize())
	t.Refresh()
}

// captionFor is what is written on an image of a width.
func captionFor(text string, width float32) string {
	if width < ample && widthOf(text) > corner*width {
		return ""
	}
	return shortened(text, width)
}

func widthOf(text string) float32 {
	return fyne.MeasureText(text, captionSize, fyne.TextStyle{}).Width
}

// shortened is as much of a text as has room in a width, with dots where some is left
// out.
func shortened(text string, width float32) string {
	if widthOf(text) <= width {
		return text
	}
	letters := []rune(text)
	for n := len(letters) - 1; n > 0; n-- {
		if s := string(letters[:n]) + "…"; widthOf(s) <= width {
			return s
		}
	}
	return ""
}
