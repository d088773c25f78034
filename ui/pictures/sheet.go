package pictures

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Sheet shows images of one size, row by row, as large as its space allows with
// their proportions kept.
type Sheet struct {
	widget.BaseWidget

	// OnTapped is called with the image that was tapped.
	OnTapped func(index int)
	// OnHovered is called with the image and its pixel under the pointer and the
	// value there; inside is false when the pointer left the images.
	OnHovered func(index, x, y int, value float32, inside bool)

	images   [][]float32
	dim      []bool
	grid     grid
	columns  int
	palette  Palette
	selected int
	marked   int
	minSize  fyne.Size
	focused  bool
	hovering bool
}

// NewSheet makes an empty sheet.
func NewSheet() *Sheet {
	s := &Sheet{selected: -1, marked: -1, minSize: fyne.NewSquareSize(48)}
	s.ExtendBaseWidget(s)
	return s
}

// FullRows, in place of a number of columns, is one that leaves no row half empty,
// unless images can be much larger otherwise.
const FullRows = -1

// SetImages puts images of w×h values on the sheet, which keeps them: they must not
// change any more. Values that are not numbers stay transparent. With zero
// columns the images become as large as the space allows.
func (s *Sheet) SetImages(images [][]float32, w, h, columns int, palette Palette) {
	for _, values := range images {
		if len(values) != w*h {
			panic("pictures: an image is not of the size it is said to have")
		}
	}
	s.images, s.columns, s.palette, s.dim = images, columns, palette, nil
	s.grid = grid{n: len(images), w: w, h: h}
	if s.selected >= len(images) {
		s.selected = -1
	}
	if s.marked >= len(images) {
		s.marked = -1
	}
	s.Refresh()
}

// Dim greys out the images that are marked so, until others are put on the sheet. The
// sheet keeps the list.
func (s *Sheet) Dim(images []bool) {
	s.dim = images
	s.Refresh()
}

// Dimmed tells whether an image is greyed out.
func (s *Sheet) Dimmed(index int) bool { return index < len(s.dim) && s.dim[index] }

// Select frames an image; −1 frames none.
func (s *Sheet) Select(index int) {
	if index >= len(s.images) {
		index = -1
	}
	if s.selected != index {
		s.selected = index
		s.Refresh()
	}
}

// Selected is the framed image, or −1.
func (s *Sheet) Selected() int { return s.selected }

// Mark frames an image in another colour; −1 marks none.
func (s *Sheet) Mark(index int) {
	if index >= len(s.images) {
		index = -1
	}
	if s.marked != index {
		s.marked = index
		s.Refresh()
	}
}

// Marked is the image framed in another colour, or −1.
func (s *Sheet) Marked() int { return s.marked }

// Count is the number of images.
func (s *Sheet) Count() int { return len(s.images) }

// Values are those of an image, shared with the sheet.
func (s *Sheet) Values(index int) []float32 { return s.images[index] }

// SetMinSize is the size below which the sheet does not shrink.
func (s *Sheet) SetMinSize(size fyne.Size) {
	s.minSize = size
	s.Refresh()
}

// Tapped finds the image under the pointer.
func (s *Sheet) Tapped(e *fyne.PointEvent) {
	if index, _, _, inside := s.at(e.Position); inside && s.OnTapped != nil {
		s.OnTapped(index)
	}
}

// Cursor is a hand where a tap does something.
func (s *Sheet) Cursor() desktop.Cursor {
	if s.OnTapped != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

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

// Columns is how many images of w×h pixels stand side by side if n of them fill a space
// and are as large as possible.
func Columns(n, w, h int, space fyne.Size) int {
	g := grid{n: n, w: w, h: h}
	return g.choose(float64(space.Width), float64(space.Height), gapOf(n, w, h))
}

// Extent is how high n images of w×h pixels are that fill a width in so many columns.
func Extent(n, w, h, columns int, width float32) float32 {
	g, gap := grid{n: n, w: w, h: h, columns: columns}, gapOf(n, w, h)
	across := (float64(width) - gap*float64(columns-1)) / float64(columns)
	return float32(float64(g.rows())*(across*float64(h)/float64(w)+gap) - gap)
}

// gap is the distance between images. Where they have few pixels, which are then
// large, it must be told from one.
func (s *Sheet) gap() float64 { return gapOf(len(s.images), s.grid.w, s.grid.h) }

func gapOf(n, w, h int) float64 {
	switch {
	case n < 2:
		return 0
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
	width, height := float64(space.Width), float64(space.Height)
	s.grid.columns = s.columns
	switch s.columns {
	case 0:
		s.grid.columns = s.grid.choose(width, height, s.gap())
	case FullRows:
		s.grid.columns = s.grid.fullRows(width, height, s.gap())
	}
	width, height = s.grid.extent(s.grid.scale(width, height, s.gap()), s.gap())
	size = fyne.NewSize(float32(width), float32(height))
	return fyne.NewPos((space.Width-size.Width)/2, (space.Height-size.Height)/2), size
}

func (s *Sheet) at(p fyne.Position) (index, x, y int, inside bool) {
	corner, size := s.area()
	if size.IsZero() {
		return 0, 0, 0, false
	}
	p = p.Subtract(corner)
	return s.grid.at(float64(p.X), float64(p.Y), float64(size.Width), float64(size.Height), s.gap())
}

// CreateRenderer is Fyne's.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{sheet: s, frame: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent)}
	r.raster = canvas.NewRaster(r.paint)
	r.raster.ScaleMode = canvas.ImageScalePixels
	r.frame.StrokeWidth, r.mark.StrokeWidth = 2, 2
	r.objects = []fyne.CanvasObject{r.raster, r.mark, r.frame}
	return r
}

type sheetRenderer struct {
	sheet   *Sheet
	raster  *canvas.Raster
	frame   *canvas.Rectangle
	mark    *canvas.Rectangle
	objects []fyne.CanvasObject
}

// paint draws the sheet at the screen's own resolution.
func (r *sheetRenderer) paint(w, h int) image.Image {
	s := r.sheet
	size := r.raster.Size()
	if len(s.images) == 0 || size.Width <= 0 || w < 1 || h < 1 {
		return image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	}
	gap := s.gap() * float64(w) / float64(size.Width)
	picture := canvasOf(s.images, s.grid, s.palette, darkTheme(s), w, h, gap)
	for i := range s.images {
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

func (r *sheetRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *sheetRenderer) Destroy() {}

// Cell is where an image lies on the widget.
func (s *Sheet) Cell(index int) (fyne.Position, fyne.Size) {
	corner, size := s.area()
	if size.IsZero() {
		return corner, size
	}
	x, y, w, h := s.grid.cell(index, float64(size.Width), float64(size.Height), s.gap())
	return corner.AddXY(float32(x), float32(y)), fyne.NewSize(float32(w), float32(h))
}
