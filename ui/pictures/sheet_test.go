package pictures

import (
	"image"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

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

func TestSharesAreMeans(t *testing.T) {
	for _, c := range []struct{ m, n int }{{28, 28}, {28, 91}, {28, 11}, {3, 200}, {5, 1}} {
		covered := make([]float64, c.m)
		for i, parts := range shares(c.m, c.n) {
			sum := 0.0
			for _, part := range parts {
				sum += float64(part.weight)
				covered[part.from] += float64(part.weight)
			}
			if math.Abs(sum-1) > 1e-5 {
				t.Errorf("%d → %d: the weights of pixel %d sum to %v", c.m, c.n, i, sum)
			}
		}
		for from, sum := range covered {
			if want := float64(c.n) / float64(c.m); math.Abs(sum-want) > 1e-4 {
				t.Errorf("%d → %d: source pixel %d counts %v, want %v", c.m, c.n, from, sum, want)
			}
		}
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
	if tapped != 1 {
		t.Errorf("a tap between images tapped %d", tapped)
	}
}

func TestColumnsThatFitBest(t *testing.T) {
	for _, c := range []struct {
		n             int
		width, height float64
		want          int
	}{{100, 500, 500, 10}, {8, 400, 90, 8}, {8, 400, 210, 4}, {6, 50, 400, 1}, {1, 10, 10, 1}} {
		if got := (grid{n: c.n, w: 28, h: 28}).choose(c.width, c.height, 2); got != c.want {
			t.Errorf("%d images in %v×%v: %d columns, want %d", c.n, c.width, c.height, got, c.want)
		}
	}
}

func TestDivergingPaletteIsCentredAndClamped(t *testing.T) {
	p := Diverging(2)
	for _, dark := range []bool{true, false} {
		table := p.table(dark)
		ground := Grey().table(dark)[0]
		if zero := table[p.index(0)]; zero != ground {
			t.Errorf("dark %v: zero is %v, the ground %v", dark, zero, ground)
		}
		if p.index(2) != p.index(50) || p.index(-2) != p.index(-50) {
			t.Error("values beyond the limit must look like the limit")
		}
		if c := table[p.index(1.2)]; c.R <= c.B {
			t.Errorf("positive values must be orange, got %v", c)
		}
		if c := table[p.index(-1.2)]; c.B <= c.R {
			t.Errorf("negative values must be blue, got %v", c)
		}
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

func TestLegendNamesItsScale(t *testing.T) {
	test.NewTempApp(t)
	l := NewLegend(1.25)
	r := test.TempWidgetRenderer(t, l).(*legendRenderer)
	l.SetLimit(3.456)
	for i, want := range []string{"−3.46", "0", "+3.46"} {
		if got := r.texts[i].Text; got != want {
			t.Errorf("text %d is %q, want %q", i, got, want)
		}
	}
	l.SetLimit(float32(math.NaN()))
	if l.Limit() != 1 {
		t.Errorf("without a positive limit the legend ends at %v, want 1", l.Limit())
	}
	if r.texts[0].Color != theme.Color(theme.ColorNamePlaceHolder) {
		t.Error("the texts must follow the theme")
	}
}

func TestFullRows(t *testing.T) {
	for _, c := range []struct {
		n             int
		width, height float64
		want          int
	}{
		{25, 300, 300, 5},
		{25, 200, 400, 4}, // 4 by 7 rows: a quarter larger than 5
		{100, 400, 400, 10},
		{100, 500, 440, 10}, // 11 would leave the last row half empty for little
		{7, 400, 40, 7},
	} {
		if got := (grid{n: c.n, w: 28, h: 28}).fullRows(c.width, c.height, 2); got != c.want {
			t.Errorf("%d images on %v×%v: %d columns, want %d", c.n, c.width, c.height, got, c.want)
		}
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

func TestExtentIsThatOfTheSheet(t *testing.T) {
	s := NewSheet()
	images := make([][]float32, 7)
	for i := range images {
		images[i] = make([]float32, 400)
	}
	s.SetImages(images, 20, 20, 3, Grey())
	s.Resize(fyne.NewSize(200, Extent(7, 20, 20, 3, 200)))
	if _, size := s.area(); math.Abs(float64(size.Width)-200) > .5 || math.Abs(float64(size.Height-s.Size().Height)) > .5 {
		t.Errorf("the sheet is %v in %v", size, s.Size())
	}
	if got := Columns(100, 28, 28, fyne.NewSize(500, 500)); got != 10 {
		t.Errorf("%d columns, want 10", got)
	}
}

func TestZeroFloatsOnThePanel(t *testing.T) {
	for _, dark := range []bool{true, false} {
		p := Floating(2)
		table := p.table(dark)
		if table[p.index(0)] != panelColour(dark) || Diverging(2).table(dark)[p.index(0)] == panelColour(dark) {
			t.Errorf("dark %v: zero is %v", dark, table[p.index(0)])
		}
		if table[p.index(2)] != Diverging(2).table(dark)[p.index(2)] {
			t.Error("the ends must be the same")
		}
	}
}
