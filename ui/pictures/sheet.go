package pictures

import (
	"image"
	"image/color"
	"image/draw"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
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
	// OnMenu is called where the secondary button was pressed on the window.
	OnMenu func(at fyne.Position)

	images   [][]float32
	dim      []bool
	captions []string
	grid     grid
	columns  int
	palette  Palette
	selected int
	marked   int
	minSize  fyne.Size
	focused  bool
	hovering bool
	top, fit bool
	// matrix tells that the images are rows of one.
	matrix bool
	// paintings counts them.
	paintings uint64
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
	s.matrix = false
	s.put(images, w, h, columns, palette)
}

// SetMatrix puts rows of w values on the sheet, which keeps them, below each other: each
// is an image to choose, and they look like one, which fills the sheet's minimal size.
func (s *Sheet) SetMatrix(rows [][]float32, w int, palette Palette) {
	for _, values := range rows {
		if len(values) != w {
			panic("pictures: a row is not of the length it is said to have")
		}
	}
	s.matrix = true
	s.put(rows, w, 1, 1, palette)
}

func (s *Sheet) put(images [][]float32, w, h, columns int, palette Palette) {
	s.images, s.columns, s.palette, s.dim, s.captions = images, columns, palette, nil, nil
	s.grid = grid{n: len(images), w: w, h: h}
	s.selected, s.marked = s.there(s.selected), s.there(s.marked)
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
func (s *Sheet) Select(index int) { s.frame(&s.selected, index) }

// frame puts one of the frames around an image.
func (s *Sheet) frame(framed *int, index int) {
	if index = s.there(index); *framed != index {
		*framed = index
		s.Refresh()
	}
}

// there is an image, or −1 where there is no such.
func (s *Sheet) there(index int) int { return kit.Either(index < len(s.images), index, -1) }

// Selected is the framed image, or −1.
func (s *Sheet) Selected() int { return s.selected }

// Mark frames an image in another colour; −1 marks none.
func (s *Sheet) Mark(index int) { s.frame(&s.marked, index) }

// Marked is the image framed in another colour, or −1.
func (s *Sheet) Marked() int { return s.marked }

// Paintings is how often the sheet was painted anew: scripts see by it that something
// has happened.
func (s *Sheet) Paintings() uint64 { return s.paintings }

// Count is the number of images.
func (s *Sheet) Count() int { return len(s.images) }

// Values are those of an image, shared with the sheet.
func (s *Sheet) Values(index int) []float32 { return s.images[index] }

// AlignTop puts the images at the top of their space, close below a caption, and not
// in its middle.
func (s *Sheet) AlignTop() { s.top = true }

// FitRows lets the images fill the whole width, and shows of them as many full rows as
// have room then, at least one. A row may have a few images more than the sheet's number
// of columns.
func (s *Sheet) FitRows() { s.fit = true }

// Shown is how many of the images are shown.
func (s *Sheet) Shown() int {
	s.area()
	return s.grid.n
}

// SetMinSize is the size below which the sheet does not shrink.
func (s *Sheet) SetMinSize(size fyne.Size) {
	s.minSize = size
	s.Refresh()
}

// Scale is the extent of a pixel in pictures of sheets with many images.
const Scale = 4

// Picture is the sheet as it stands with pixels of scale × scale, on the ground on
// which its images lie; nil where there are none.
func (s *Sheet) Picture(scale int) image.Image {
	if len(s.images) == 0 {
		return nil
	}
	g := s.grid
	g.columns = max(1, g.columns)
	width, height := g.extent(float64(scale), s.gap())
	dark := darkTheme(s)
	ground := kit.Either(dark, rgb(0x25272d), rgb(0xffffff))
	picture := image.NewRGBA(image.Rect(0, 0, int(width+.5), int(height+.5)))
	draw.Draw(picture, picture.Rect, image.NewUniform(ground), image.Point{}, draw.Src)
	sheet := s.canvas(picture.Rect.Dx(), picture.Rect.Dy(), s.gap())
	draw.Draw(picture, picture.Rect, sheet, image.Point{}, draw.Over)
	return picture
}

// canvas paints what is shown with so many pixels.
func (s *Sheet) canvas(width, height int, gap float64) *image.RGBA {
	images, g := s.images[:s.grid.n], s.grid
	if s.matrix {
		images, g = [][]float32{slices.Concat(images...)}, grid{n: 1, w: g.w, h: g.n, columns: 1}
	}
	g.columns = max(1, g.columns)
	return canvasOf(images, g, s.palette, darkTheme(s), width, height, gap)
}

// SideBySide is a picture of sheets beside each other.
func SideBySide(scale int, sheets ...*Sheet) image.Image {
	var list []image.Image
	width, height := 0, 0
	for _, s := range sheets {
		p := s.Picture(scale)
		list = append(list, p)
		width, height = width+p.Bounds().Dx()+scale, max(height, p.Bounds().Dy())
	}
	whole := image.NewRGBA(image.Rect(0, 0, width-scale, height))
	draw.Draw(whole, whole.Rect, image.NewUniform(color.Gray{Y: 128}), image.Point{}, draw.Src)
	left := 0
	for _, p := range list {
		draw.Draw(whole, p.Bounds().Add(image.Pt(left, 0)), p, image.Point{}, draw.Src)
		left += p.Bounds().Dx() + scale
	}
	return whole
}
