package film

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/theme"
)

const (
	// frameColumns is how many dreams of a frame stand side by side.
	frameColumns = 4
	// captionShare is the height under a frame that is left for its caption, as a
	// share of the frame's width.
	captionShare = .22
)

// strip shows frames, each with a caption, to choose from.
type strip struct {
	object   *fyne.Container
	frames   *pictures.Choice
	captions []*canvas.Text
}

func newStrip() *strip {
	s := &strip{frames: pictures.NewChoice()}
	s.object = container.New(s, s.frames)
	return s
}

// set shows contact sheets of w×h values with captions.
func (s *strip) set(sheets [][]float32, w, h int, captions []string) {
	s.frames.SetImages(sheets, w, h, pictures.FullRows, pictures.Grey())
	colour := base.Color(base.ColorNameForeground)
	for len(s.captions) < len(captions) {
		s.captions = append(s.captions, canvas.NewText("", color.Transparent))
	}
	s.captions = s.captions[:len(captions)]
	s.object.Objects = []fyne.CanvasObject{s.frames}
	for i, text := range captions {
		c := s.captions[i]
		c.Text, c.Color, c.Alignment = text, colour, fyne.TextAlignCenter
		s.object.Objects = append(s.object.Objects, c)
	}
	s.object.Refresh()
}

// emphasise colours the captions of the two that are looked at.
func (s *strip) emphasise(left, right int) {
	for i, c := range s.captions {
		name := base.ColorNamePlaceHolder
		switch i {
		case left:
			name = theme.Asleep
		case right:
			name = theme.Awake
		}
		c.Color, c.TextStyle.Bold = base.Color(name), i == left || i == right
		c.Refresh()
	}
}

// Layout implements fyne.Layout.
func (s *strip) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s.frames.Resize(size)
	for i, c := range s.captions {
		corner, cell := s.frames.Cell(i)
		height := cell.Width * captionShare
		c.TextSize = min(max(height*.62, 8), 13)
		least := c.MinSize()
		c.Resize(fyne.NewSize(cell.Width, least.Height))
		c.Move(fyne.NewPos(corner.X, corner.Y+cell.Height-height/2-least.Height/2))
	}
}

// MinSize implements fyne.Layout.
func (s *strip) MinSize([]fyne.CanvasObject) fyne.Size { return s.frames.MinSize() }

// contactSheet puts dreams of w×h pixels on one picture, with a transparent
// margin and a band under them for a caption if there is one.
func contactSheet(dreams [][]float32, w, h int, caption bool) (values []float32, width, height int) {
	gap := kit.Either(w >= 16, 2, 1)
	rows := (len(dreams) + frameColumns - 1) / frameColumns
	width = frameColumns*w + (frameColumns-1)*gap
	height = rows*h + (rows-1)*gap
	margin := 0
	if caption {
		margin = 2 * gap
		width, height = width+2*margin, height+margin
		height += int(math.Ceil(captionShare * float64(width)))
	}
	values = make([]float32, width*height)
	for i := range values {
		values[i] = float32(math.NaN())
	}
	for i, dream := range dreams {
		left, top := margin+i%frameColumns*(w+gap), margin+i/frameColumns*(h+gap)
		for y := range h {
			copy(values[(top+y)*width+left:], dream[y*w:(y+1)*w])
		}
	}
	return values, width, height
}
