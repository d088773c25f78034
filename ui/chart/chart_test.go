package chart

import (
	"image"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"wakesleep/ui/texts"
	look "wakesleep/ui/theme"
)

// show puts a chart on a bare canvas of one screen pixel a unit.
func show(t *testing.T, c *Chart, width, height float32) (fyne.Canvas, *renderer) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark))
	screen := software.NewCanvas()
	screen.SetPadded(false)
	screen.SetContent(c)
	screen.Resize(fyne.NewSize(width, height))
	return screen, test.TempWidgetRenderer(t, c).(*renderer)
}

// amber tells whether the curve's colour is at a pixel.
func amber(picture image.Image, x, y int) bool {
	r, _, b, _ := picture.At(x, y).RGBA()
	return r > 0xa000 && b < 0x6000
}

func written(r *renderer) []string {
	var list []string
	for _, t := range r.Texts() {
		if t.Visible() {
			list = append(list, t.Text)
		}
	}
	return list
}

func TestCurveGoesThroughItsPoints(t *testing.T) {
	c := New()
	c.SetPoints([]Point{{0, 100}, {50, 300}, {100, 100}}, "cycles", "bits")
	screen, _ := show(t, c, 300, 200)
	picture := screen.Capture()
	at, size := c.plotArea(fyne.NewSize(300, 200))
	place := func(x, y float64) (int, int) { // the range of y is 100 … 300 and 6 % on both sides
		return int(float64(at.X) + x*float64(size.Width)), int(float64(at.Y) + (1-(y+.06)/1.12)*float64(size.Height))
	}
	for _, p := range [][2]float64{{.5, 1}, {.25, .5}, {.75, .5}, {.1, .2}} {
		if x, y := place(p[0], p[1]); !amber(picture, x, y) {
			t.Errorf("the curve does not pass (%d, %d)", x, y)
		}
	}
	if x, y := place(.5, .2); amber(picture, x, y) {
		t.Errorf("the curve passes (%d, %d)", x, y)
	}
}

func TestAxesAreNamedAndNumbered(t *testing.T) {
	c := New()
	c.SetPoints([]Point{{0, 120}, {4000, 640}}, "cycles", "bits an image")
	_, r := show(t, c, 400, 200)
	got := written(r)
	for _, want := range []string{"cycles", "bits an image", "0", "1,000", "4,000", "200", "600"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is missing among %q", want, got)
		}
	}
}

func TestEmptyChartSaysSo(t *testing.T) {
	c := New()
	c.Empty = "No training yet"
	_, r := show(t, c, 300, 200)
	if got := written(r); !slices.Equal(got, []string{"No training yet"}) {
		t.Errorf("an empty chart says %q", got)
	}
	c.SetPoints([]Point{{1, math.NaN()}, {2, math.Inf(1)}})
	if got := written(r); !slices.Equal(got, []string{"No training yet"}) {
		t.Errorf("a chart without finite points says %q", got)
	}
}

func TestChartWithoutPointsShowsWhereItWouldBegin(t *testing.T) {
	c := New()
	c.Empty = "No training yet"
	c.SetNow(Mark{150, "this machine"})
	c.SetMarks(Mark{784, "one bit a pixel"}, Mark{290, "independent pixels"})
	_, r := show(t, c, 300, 200)
	got := written(r)
	for _, want := range []string{"No training yet", "this machine", "one bit a pixel", "independent pixels", "0"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is missing among %q", want, got)
		}
	}
	tops := map[string]float32{}
	for _, text := range r.Texts() {
		tops[text.Text] = text.Position().Y
	}
	if !(tops["one bit a pixel"] < tops["No training yet"] && tops["No training yet"] < tops["independent pixels"]-12) {
		t.Errorf("the remark stands at %v, want in the widest gap: %v", tops["No training yet"], tops)
	}
	c.SetPoints([]Point{{0, 100}, {10, 300}})
	if got := written(r); slices.Contains(got, "this machine") || slices.Contains(got, "No training yet") {
		t.Errorf("a chart with points says %q", got)
	}
}

func TestMomentsStandUpright(t *testing.T) {
	c := New()
	c.SetPoints([]Point{{0, 100}, {50, 100}, {100, 300}})
	c.SetMoments(Moment{25, look.Asleep}, Moment{140, look.Asleep}) // the second is at the end
	screen, _ := show(t, c, 300, 200)
	picture := screen.Capture()
	at, size := c.plotArea(fyne.NewSize(300, 200))
	blue := 0
	for x := range int(size.Width) {
		r, _, b, _ := picture.At(int(at.X)+x, int(at.Y+size.Height/3)).RGBA()
		if b > 0xd000 && r < 0x9000 {
			blue++
			if off := x - int(.25*size.Width); (off < -2 || off > 2) && x < int(size.Width)-3 {
				t.Errorf("a moment stands %d off its place", off)
			}
		}
	}
	if blue != 4 {
		t.Errorf("%d columns are moments', want 4", blue)
	}
}

func TestHoverTellsTheNearestPoint(t *testing.T) {
	c := New()
	c.SetPoints([]Point{{0, 100}, {50, 300}, {1000, 123}}, "cycle", "bits")
	_, r := show(t, c, 300, 200)
	move := func(x float32) {
		c.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 100)}})
	}
	move(280)
	if got := written(r); !slices.Contains(got, "cycle 1,000:  123.0") {
		t.Errorf("at the right end the chart says %q", got)
	}
	c.SetPoints([]Point{{24_000, 101}, {24_305, 99}}, "cycles")
	move(280)
	if got := written(r); !slices.Contains(got, "cycles 24,305:  99.000") {
		t.Errorf("of whole cycles the chart says %q", got)
	}
	c.SetPoints([]Point{{0, 100}})
	move(280)
	c.SetPoints(nil)
	c.MouseOut()
	if c.hovered != -1 {
		t.Error("points that are gone are not under the pointer")
	}
}

func TestMarksOutsideOfTheRangeAreLeftOut(t *testing.T) {
	c := New()
	c.SetPoints([]Point{{0, 100}, {10, 300}})
	c.SetMarks(Mark{784, "one bit a pixel"}, Mark{297, "independent pixels"})
	_, r := show(t, c, 300, 200)
	got := written(r)
	if slices.Contains(got, "one bit a pixel") || !slices.Contains(got, "independent pixels") {
		t.Errorf("marks at 784 and 297 of a curve from 100 to 300: %q", got)
	}
}

func TestTicksAreRoundNumbers(t *testing.T) {
	for _, c := range []struct {
		s    span
		n    int
		want []float64
	}{
		{span{0, 10}, 5, []float64{0, 2, 4, 6, 8, 10}},
		{span{-1, 1}, 2, []float64{-1, 0, 1}},
		{span{117, 683}, 3, []float64{200, 400, 600}},
		{span{.12, .31}, 4, []float64{.15, .2, .25, .3}},
	} {
		got, _ := c.s.ticks(c.n)
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
			t.Errorf("%v: ticks %v, want %v", c.s, got, c.want)
		}
	}
}

func TestNarrowRangesHaveTwoNumbers(t *testing.T) {
	for n := 2; n < 12; n++ {
		for _, s := range []span{{101, 108}, {154.9, 165}, {99.95, 100.05}, {0, 1}, {1999, 2004}, {-.3, .3}, {116.2, 121.4}, {1, 9.9}} {
			values, step := s.twoTicks(n)
			if len(values) < 2 || len(values) > n+1 {
				t.Errorf("%v with room for %d: ticks %v", s, n, values)
			}
			for _, v := range values {
				if v < s.lo-1e-9 || v > s.hi+1e-9 || math.Abs(v/step-math.Round(v/step)) > 1e-6 {
					t.Errorf("%v with room for %d: %v is no tick", s, n, v)
				}
			}
		}
	}
}

func TestLongNumbersDoNotTouch(t *testing.T) {
	for _, last := range []float64{900, 5_000_000, 12_345_678_901} {
		for _, width := range []float32{160, 240, 400, 900} {
			c := New()
			c.SetPoints([]Point{{0, 101}, {last, 108}}, "cycles", "bits")
			_, r := show(t, c, width, 160)
			right := float32(-1)
			for _, text := range r.Texts() {
				if text.Position().Y < 140 { // above the x axis
					continue
				}
				left := text.Position().X
				if left < right+4 || left+text.MinSize().Width > width {
					t.Errorf("up to %v on %v: %q lies at %v, the one before ends at %v", last, width, text.Text, left, right)
				}
				right = left + text.MinSize().Width
			}
		}
	}
}

// The numbers of the y axis are those that end just left of the plot.
func TestYAxisHasTwoNumbersAtAnySize(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 160, Height: 90}, {Width: 400, Height: 100}, {Width: 540, Height: 150}, {Width: 1000, Height: 600}} {
		for _, y := range [][2]float64{{101, 108}, {158.9, 159.2}, {99.9999, 100.0001}, {3.5, 9}, {0, 784}, {5, 5}, {1e6, 12e6}, {-1, -.5}} {
			c := New()
			c.SetPoints([]Point{{0, y[0]}, {500, y[1]}}, "cycles", "bits")
			_, r := show(t, c, size.Width, size.Height)
			at, plot := c.plotArea(size)
			numbers := map[string]bool{}
			for _, text := range r.Texts() {
				left, top, s := text.Position().X, text.Position().Y, text.MinSize()
				if math.Abs(float64(left+s.Width-at.X+apart)) > .01 {
					continue
				}
				numbers[text.Text] = true
				if left < 0 || top < at.Y-5 || top > at.Y+plot.Height-7 {
					t.Errorf("%v, %v: %q lies at %v, %v", size, y, text.Text, left, top)
				}
			}
			if len(numbers) < 2 {
				t.Errorf("%v, %v: the y axis has %v", size, y, numbers)
			}
		}
	}
}

func TestNumbersFollowTheLanguage(t *testing.T) {
	defer texts.Use("en")
	texts.Use("de")
	if a, b := format(1234567.5, .5), format(-1500, 500); a != "1.234.567,5" || b != "−1.500" {
		t.Errorf("in German: %q and %q", a, b)
	}
}

func TestNumbersAreWrittenShortly(t *testing.T) {
	for _, c := range []struct {
		v, step float64
		want    string
	}{{1234567, 1000, "1,234,567"}, {.25, .05, "0.25"}, {-1500, 500, "−1,500"}, {0, .5, "0.0"}, {-0.0001, .1, "0.0"}, {999, 1, "999"}} {
		if got := format(c.v, c.step); got != c.want {
			t.Errorf("%v in steps of %v: %q, want %q", c.v, c.step, got, c.want)
		}
	}
}

func TestRangesAreNeverEmpty(t *testing.T) {
	for _, values := range [][]float64{nil, {5}, {0, 0}, {-3, -3}} {
		if s := over(values); !(s.hi > s.lo) {
			t.Errorf("the range of %v is %v", values, s)
		}
	}
}

func BenchmarkPaint(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.New(look.Dark))
	c := New()
	points := make([]Point, 1000)
	for i := range points {
		points[i] = Point{float64(i), 100 + 50*math.Exp(-float64(i)/100) + float64(i*7919%13)}
	}
	c.SetPoints(points, "cycles", "bits")
	c.Resize(fyne.NewSize(540, 150))
	r := c.CreateRenderer().(*renderer)
	r.Layout(c.Size())
	b.ReportAllocs()
	for b.Loop() {
		r.paint(484, 112)
	}
}
