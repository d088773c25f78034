package pictures

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	look "wakesleep/ui/theme"
)

// picture shows a widget on a bare canvas of one screen pixel a unit.
func picture(t *testing.T, w fyne.Widget, width, height float32) image.Image {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark))
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(w)
	c.Resize(fyne.NewSize(width, height))
	return c.Capture()
}

// ink is the brightness of a pixel, 0 … 255.
func ink(i image.Image, x, y int) int {
	r, g, b, _ := i.At(x, y).RGBA()
	return int(r+g+b) / 3 / 257
}

func TestSheetShowsPixelsWhereTheyBelong(t *testing.T) {
	s := NewSheet()
	s.SetImages([][]float32{{1, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 1}}, 3, 2, 2, Grey())
	got := picture(t, s, 65, 20) // scale 10, gap 5
	for _, c := range []struct {
		x, y int
		lit  bool
	}{
		{5, 5, true},
		{15, 5, false},
		{5, 15, false},
		{25, 15, false},
		{37, 5, false},
		{57, 15, true},
		{47, 15, false},
	} {
		if lit := ink(got, c.x, c.y) > 200; lit != c.lit {
			t.Errorf("pixel (%d, %d) has brightness %d, want lit = %v", c.x, c.y, ink(got, c.x, c.y), c.lit)
		}
	}
}

func TestSheetKeepsProportionsAndCentres(t *testing.T) {
	s := NewSheet()
	s.SetImages([][]float32{{1}}, 1, 1, 1, Grey())
	got := picture(t, s, 90, 30)
	if ink(got, 15, 15) > 60 || ink(got, 45, 15) < 200 || ink(got, 75, 15) > 60 {
		t.Error("a square image in a wide space must be a square in its middle")
	}
}

func TestShrinkingDropsNothing(t *testing.T) {
	values := make([]float32, 100*100)
	for y := range 100 {
		values[y*100+51] = 1
	}
	s := NewSheet()
	s.SetImages([][]float32{values}, 100, 100, 1, Grey())
	got := picture(t, s, 40, 40)
	sum := 0
	for x := range 40 {
		sum += ink(got, x, 20) - ink(got, 0, 20)
	}
	if sum < 80 || sum > 120 { // .4 of a pixel's 242
		t.Errorf("a line of 1/100 has brightness %d after shrinking, want about 97", sum)
	}
}

func TestHoverAndTapFindImageAndPixel(t *testing.T) {
	s := NewSheet()
	s.SetImages([][]float32{{0, 1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11}, {12, 13, 14, 15, 16, 17}}, 3, 2, 2, Diverging(20))
	picture(t, s, 65, 45)
	var index, x, y int
	var value float32
	var inside bool
	s.OnHovered = func(i, px, py int, v float32, in bool) { index, x, y, value, inside = i, px, py, v, in }
	tapped := -1
	s.OnTapped = func(i int) { tapped = i }

	move := func(px, py float32) {
		s.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(px, py)}})
	}
	move(60, 15)
	if index != 1 || x != 2 || y != 1 || value != 11 || !inside {
		t.Errorf("hovered %d (%d, %d) = %v, %v; want 1 (2, 1) = 11", index, x, y, value, inside)
	}
	move(60, 40) // an empty place of the last row
	if inside {
		t.Error("where there is no image nothing is hovered")
	}
	move(5, 30)
	if index != 2 || value != 12 || !inside {
		t.Errorf("hovered %d = %v, want 2 = 12", index, value)
	}
	s.MouseOut()
	if inside {
		t.Error("the pointer left, and is still inside")
	}
	test.TapAt(s, fyne.NewPos(48, 10))
	if tapped != 1 {
		t.Errorf("tapped %d, want 1", tapped)
	}
	test.TapAt(s, fyne.NewPos(32, 10)) // between the images
	if tapped != 0 {
		t.Errorf("a tap behind image 0 tapped %d", tapped)
	}
	test.TapAt(s, fyne.NewPos(60, 40)) // an empty place
	if tapped != 0 {
		t.Errorf("a tap where there is no image tapped %d", tapped)
	}
}

func TestNotANumberIsTransparent(t *testing.T) {
	nan := float32(math.NaN())
	g := grid{n: 1, w: 2, h: 1, columns: 1}
	got := canvasOf([][]float32{{1, nan}}, g, Grey(), true, 20, 10, 0)
	if got.RGBAAt(5, 5).A != 255 || got.RGBAAt(15, 5) != (color.RGBA{}) {
		t.Errorf("got %v and %v, want opaque and transparent", got.RGBAAt(5, 5), got.RGBAAt(15, 5))
	}
}

func TestSelectFramesAnImage(t *testing.T) {
	s := NewSheet()
	s.SetImages([][]float32{{0}, {0}, {0}}, 1, 1, 3, Grey())
	s.Select(1)
	r := test.TempWidgetRenderer(t, s).(*sheetRenderer)
	s.Resize(fyne.NewSize(100, 30))
	if at := r.frame.Position(); r.frame.Hidden || at.X != 34 || at.Y != -1 {
		t.Errorf("the frame lies at %v (hidden: %v), want (34, -1)", at, r.frame.Hidden)
	}
	s.SetImages([][]float32{{0}}, 1, 1, 1, Grey())
	if s.Selected() != -1 || !r.frame.Hidden {
		t.Error("an image that is gone cannot be selected")
	}
}

func TestDimmedImagesAreGreyedOut(t *testing.T) {
	s := NewSheet()
	s.SetImages([][]float32{make([]float32, 400), make([]float32, 400)}, 20, 20, 2, Grey())
	for i := range s.images[0] {
		s.images[0][i], s.images[1][i] = 1, 1
	}
	s.Dim([]bool{false, true})
	got := picture(t, s, 82, 40)
	if ink(got, 10, 5) < 240 || ink(got, 52, 5) > 130 {
		t.Errorf("brightness %d and %d, want white and dim", ink(got, 10, 5), ink(got, 52, 5))
	}
	s.SetImages(s.images, 20, 20, 2, Grey())
	if s.Dimmed(1) {
		t.Error("other images are dimmed")
	}
}

func TestSheetLiesAtTheTop(t *testing.T) {
	s := NewSheet()
	s.AlignTop()
	s.SetImages([][]float32{{1}}, 1, 1, 1, Grey())
	got := picture(t, s, 30, 90)
	if ink(got, 15, 15) < 200 || ink(got, 15, 45) > 60 {
		t.Errorf("brightness %d at the top and %d in the middle", ink(got, 15, 15), ink(got, 15, 45))
	}
}

func TestSheetShowsTheRowsThatHaveRoom(t *testing.T) {
	s := NewSheet()
	s.FitRows()
	images := make([][]float32, 12)
	for i := range images {
		images[i] = make([]float32, 784)
	}
	s.SetImages(images, 28, 28, 4, Grey())
	for _, c := range []struct {
		width, height float32
		shown         int
	}{{406, 100, 4}, {406, 150, 4}, {406, 162, 10}, {406, 202, 8}, {406, 304, 12}, {406, 900, 12}, {406, 50, 4}} {
		s.Resize(fyne.NewSize(c.width, c.height))
		if got := s.Shown(); got != c.shown || s.Count() != 12 {
			t.Errorf("on %v × %v there are %d images, want %d", c.width, c.height, got, c.shown)
		}
	}
	if _, size := s.Cell(3); size.Height != 50 {
		t.Errorf("where not even one row has room an image is %v", size)
	}
}

func TestCaptionsFitTheirImages(t *testing.T) {
	app := test.NewTempApp(t)
	s := NewSheet()
	w := app.NewWindow("")
	w.SetContent(s)
	s.SetImages([][]float32{{0}, {1}}, 1, 1, 2, Grey())
	s.Caption([]string{"7", "a very long name"})
	shown := func() (list []string) {
		for _, o := range test.WidgetRenderer(s).Objects() {
			if text, is := o.(*canvas.Text); is && text.Visible() {
				list = append(list, text.Text)
				if corner, size := s.Cell(len(list) - 1); text.Position().X < corner.X || text.Position().X+text.MinSize().Width > corner.X+size.Width {
					t.Errorf("%q leaves its image", text.Text)
				}
			}
		}
		return list
	}
	w.Resize(fyne.NewSize(110, 60))
	if got := shown(); len(got) != 2 || got[0] != "7" || !strings.HasPrefix(got[1], "a v") || !strings.HasSuffix(got[1], "…") {
		t.Errorf("captions %q", got)
	}
	w.Resize(fyne.NewSize(80, 60))
	if got := shown(); len(got) != 1 || got[0] != "7" {
		t.Errorf("captions of small images are %q", got)
	}
	w.Resize(fyne.NewSize(400, 300))
	if got := shown(); len(got) != 2 || got[1] != "a very long name" {
		t.Errorf("captions in a large window %q", got)
	}
	s.SetImages([][]float32{{0}}, 1, 1, 1, Grey())
	if got := shown(); len(got) != 0 {
		t.Errorf("captions %q stay when images change", got)
	}
}

func TestTheSecondaryButtonAsksForTheMenu(t *testing.T) {
	s := NewSheet()
	asked := 0
	s.OnMenu = func(fyne.Position) { asked++ }
	s.TappedSecondary(&fyne.PointEvent{})
	if asked != 0 {
		t.Error("an empty sheet has a menu")
	}
	s.SetImages([][]float32{{1}}, 1, 1, 1, Grey())
	if s.TappedSecondary(&fyne.PointEvent{}); asked != 1 {
		t.Error("a sheet with an image has no menu")
	}
}
