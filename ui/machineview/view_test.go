package machineview

import (
	"image/color"
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	look "wakesleep/ui/theme"
)

// example has pixels of 2×2, three units and a top of two.
func example(awake bool) *Example {
	e := &Example{
		Awake: awake, Fires: [][]bool{{true, false, false, true}, {false, true, false}, {false, true}},
		Names: []string{"4 pixels", "3 units", "2 units"}, Width: 2, Height: 2, Own: []float32{1, 0, 0, 1},
		SeenCaption: "sees", OwnCaption: "dreams",
	}
	if awake {
		e.Seen = []float32{1, 0, 0, 1}
	}
	return e
}

// shown is a view of 400×200 with an example shown since start.
func shown(t *testing.T, awake bool) (v *View, r *renderer, start time.Time) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark))
	v, start = New(), time.Unix(1000, 0)
	v.Resize(fyne.NewSize(400, 200))
	r = test.TempWidgetRenderer(t, v).(*renderer)
	v.Begin(example(awake), start)
	return v, r, start
}

// at is the colour in the middle of a place.
func at(r *renderer, b box) color.RGBA {
	picture := r.view.paint(r.plan, 400, 200, 1)
	return picture.RGBAAt(int(b.x+b.w/2), int(b.y+b.h/2))
}

func TestActivityRunsUpWhenAwakeAndDownWhenAsleep(t *testing.T) {
	for _, c := range []struct {
		awake bool
		order []int
		on    color.RGBA
	}{{true, []int{0, 1, 2}, color.RGBA{0xf2, 0xae, 0x30, 255}}, {false, []int{2, 1, 0}, color.RGBA{0x6c, 0x8c, 0xff, 255}}} {
		v, r, start := shown(t, c.awake)
		firing := []int{0, 1, 1} // a unit of each layer that fires
		var done []int
		for ms := 0; ms < 1600; ms += 20 {
			v.Advance(start.Add(time.Duration(ms) * time.Millisecond))
			for l, unit := range firing {
				if at(r, r.plan.bands[l].cell(unit)) == c.on && !contains(done, l) {
					done = append(done, l)
				}
			}
			if ms%100 != 0 {
				continue
			}
			if off := at(r, r.plan.bands[1].cell(0)); off != look.Solid("separator", v) {
				t.Fatalf("a unit that does not fire is %v", off)
			}
		}
		if len(done) != 3 || done[0] != c.order[0] || done[1] != c.order[1] || done[2] != c.order[2] {
			t.Errorf("awake %v: layers are lit in the order %v, want %v", c.awake, done, c.order)
		}
	}
}

func contains(list []int, n int) bool {
	for _, m := range list {
		if m == n {
			return true
		}
	}
	return false
}

func TestOwnImageComesLast(t *testing.T) {
	v, r, start := shown(t, false)
	corner := box{r.plan.own.x, r.plan.own.y, r.plan.own.w / 2, r.plan.own.h / 2}
	v.Advance(start.Add(Pass / 2))
	if got := at(r, corner); got != look.Solid(look.Well, v) {
		t.Errorf("half way the dream is there already: %v", got)
	}
	v.Advance(start.Add(Pass))
	if got := at(r, corner); got != look.Solid("foreground", v) {
		t.Errorf("in the end its first pixel is %v", got)
	}
	if got := at(r, r.plan.seen); got != look.Solid(look.Well, v) {
		t.Errorf("with its eyes shut it sees %v", got)
	}
}

func TestPassEndsAndNothingIsDrawnAnyMore(t *testing.T) {
	v, _, start := shown(t, true)
	v.Advance(start.Add(Pass - time.Millisecond))
	if v.Progress() >= 1 || v.Over(start.Add(Pass)) {
		t.Errorf("too early: progress %v", v.Progress())
	}
	v.Advance(start.Add(Pass + time.Millisecond))
	v.Advance(start) // a clock that was set back does not undo it
	if v.Progress() != 1 || !v.Over(start.Add(Pass+Hold)) {
		t.Errorf("progress %v after a pass", v.Progress())
	}
	if !New().Over(start) {
		t.Error("a view without an example waits for one")
	}
}

func TestTextsTellWhatIsShown(t *testing.T) {
	v, r, start := shown(t, true)
	has := func(want string) bool {
		for _, text := range r.Texts() {
			if text.Visible() && text.Text == want {
				return true
			}
		}
		return false
	}
	for _, want := range []string{"4 pixels", "3 units", "2 units", "sees", "dreams"} {
		if !has(want) {
			t.Errorf("%q is not to be read", want)
		}
	}
	other := example(false)
	other.Fires, other.Names, other.SeenCaption = other.Fires[:2], other.Names[:2], "eyes shut"
	v.Begin(other, start)
	if has("2 units") || has("sees") || !has("eyes shut") {
		t.Error("the texts are those of the example before")
	}
}

func TestLayersLieInsideAndApart(t *testing.T) {
	for _, units := range [][]int{{784, 100, 50}, {784, 200, 200, 200}, {9, 6, 1}, {784, 1, 2000}, {16, 8}, {12288, 4000, 10}, deep(6), deep(12), deep(20)} {
		for _, size := range [][2]float64{{240, 110}, {520, 150}, {700, 300}, {1500, 900}} {
			p := newPlan(size[0], size[1], units, columnsOf(units[0]), units[0]/columnsOf(units[0]), 60, len(units)%2 == 0)
			if p.bands[0].columns != columnsOf(units[0]) {
				t.Errorf("%d pixels lie in %d columns", units[0], p.bands[0].columns)
			}
			for l, b := range p.bands {
				last := b.cell(b.units - 1)
				if b.x < p.names || last.x+last.w > p.own.x || b.y < -.5 || last.y+last.h > size[1]+.5 {
					t.Errorf("%v on %v: layer %d lies at %+v", units, size, l, b)
				}
				if l > 0 && b.y+b.h > p.bands[l-1].y-1 {
					t.Errorf("%v on %v: layer %d touches the one below", units, size, l)
				}
				if b.units > b.columns*int(b.h/b.pitch+.5) {
					t.Errorf("%v on %v: layer %d has no room for all units", units, size, l)
				}
			}
		}
	}
}

// columnsOf are those of an image with so many pixels: of a square, if there is one.
func columnsOf(pixels int) int {
	if side := int(math.Sqrt(float64(pixels))); side*side == pixels {
		return side
	}
	return 128
}

// deep is a machine of so many layers of 100 units above its pixels.
func deep(layers int) []int {
	units := []int{784}
	for range layers {
		units = append(units, 100)
	}
	return units
}

func TestNamesCanBeRead(t *testing.T) {
	for _, layers := range []int{1, 2, 6, 12, 20} {
		for _, height := range []float64{110, 150, 300, 900} {
			p := newPlan(600, height, deep(layers), 28, 28, 60, true)
			last, names := math.Inf(1), 0
			for l, named := range p.named() {
				if !named {
					continue
				}
				names++
				y := p.bands[l].y + p.bands[l].h/2
				if last-y < nameHeight || y > height {
					t.Errorf("%d layers on %v: the name of layer %d is at %v, the one below at %v", layers, height, l, y, last)
				}
				last = y
			}
			if height >= 300 && layers <= 6 && names != layers+1 {
				t.Errorf("%d layers on %v: %d names", layers, height, names)
			}
		}
	}
}

func TestTapIsReported(t *testing.T) {
	v, _, _ := shown(t, true)
	tapped := 0
	v.Tapped(nil)
	v.OnTapped = func() { tapped++ }
	v.Tapped(nil)
	if tapped != 1 {
		t.Errorf("%d taps reported", tapped)
	}
}

func BenchmarkPaint(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.New(look.Dark))
	e := &Example{Awake: true, Names: []string{"784 pixels", "100 units", "50 categories"}, Width: 28, Height: 28}
	for _, n := range []int{784, 100, 50} {
		e.Fires = append(e.Fires, make([]bool, n))
	}
	e.Seen, e.Own = make([]float32, 784), make([]float32, 784)
	paintAgain(b, e)
}

// paintAgain measures how long an example takes to be painted.
func paintAgain(b *testing.B, e *Example) {
	v := New()
	v.Resize(fyne.NewSize(540, 140))
	r := v.CreateRenderer().(*renderer)
	v.Begin(e, time.Now())
	r.Layout(v.Size())
	b.ReportAllocs()
	for b.Loop() {
		r.paint(540, 140)
	}
}
