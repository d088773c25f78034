package pad

import (
	"bytes"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	look "wakesleep/ui/theme"
)

// open shows a pad in a window, where a unit is an ink pixel.
func open(t *testing.T) *Pad {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark))
	p := New()
	w := test.NewTempWindow(t, p)
	w.SetPadded(false)
	w.Resize(fyne.NewSquareSize(Side))
	return p
}

func at(x, y float32) fyne.PointEvent {
	return fyne.PointEvent{Position: fyne.NewPos(x, y), AbsolutePosition: fyne.NewPos(x, y)}
}

func down(p *Pad, x, y float32, button desktop.MouseButton) {
	p.MouseDown(&desktop.MouseEvent{PointEvent: at(x, y), Button: button})
}

func drag(p *Pad, x, y float32) { p.Dragged(&fyne.DragEvent{PointEvent: at(x, y)}) }

// up ends a drag as Fyne does, twice.
func up(p *Pad, x, y float32) {
	p.MouseUp(&desktop.MouseEvent{PointEvent: at(x, y)})
	p.DragEnd()
}

// line draws a straight stroke.
func line(p *Pad, x0, y0, x1, y1 float32) {
	down(p, x0, y0, desktop.MouseButtonPrimary)
	drag(p, x1, y1)
	up(p, x1, y1)
}

func level(p *Pad, x, y int) uint8 {
	ink, w, _ := p.Ink()
	return ink[y*w+x]
}

// amount is the ink in pixels.
func amount(p *Pad) float64 {
	ink, _, _ := p.Ink()
	sum := 0.0
	for _, v := range ink {
		sum += float64(v) / 255
	}
	return sum
}

func TestPressMakesADot(t *testing.T) {
	p := open(t)
	p.SetPen(10)
	down(p, 100, 80, desktop.MouseButtonPrimary)
	if got, want := amount(p), math.Pi*100; math.Abs(got-want) > 5 {
		t.Errorf("a dot of radius 10 has %.1f pixels of ink, want %.1f", got, want)
	}
	if level(p, 100, 80) != 255 || level(p, 100, 60) != 0 {
		t.Error("the dot is not where the pointer is")
	}
}

func TestStrokeIsInterpolatedBetweenEvents(t *testing.T) {
	p := open(t)
	line(p, 30, 40, 230, 240)
	for i := range 200 {
		if level(p, 30+i, 40+i) != 255 {
			t.Fatalf("the stroke has a hole at (%d, %d)", 30+i, 40+i)
		}
	}
}

func TestStrokeLeavesAndReturns(t *testing.T) {
	p := open(t)
	p.SetPen(5)
	down(p, 200, 100, desktop.MouseButtonPrimary)
	drag(p, 400, 100)
	drag(p, 400, 200)
	drag(p, 200, 200)
	up(p, 200, 200)
	if level(p, 279, 100) != 255 || level(p, 279, 200) != 255 {
		t.Error("the stroke must reach the edge on its way out and back")
	}
	if level(p, 279, 150) != 0 {
		t.Error("what is drawn outside must not come to lie on the edge")
	}
}

func TestNothingIsDrawnAfterTheEnd(t *testing.T) {
	p := open(t)
	line(p, 50, 50, 100, 50)
	before := amount(p)
	drag(p, 200, 200)
	p.MouseMoved(&desktop.MouseEvent{PointEvent: at(220, 220), Button: desktop.MouseButtonPrimary})
	if amount(p) != before {
		t.Error("a movement after the button was released drew")
	}
}

func TestSecondaryButtonErases(t *testing.T) {
	p := open(t)
	line(p, 50, 100, 230, 100)
	down(p, 140, 60, desktop.MouseButtonSecondary)
	p.MouseMoved(&desktop.MouseEvent{PointEvent: at(140, 140), Button: desktop.MouseButtonSecondary})
	p.MouseUp(&desktop.MouseEvent{PointEvent: at(140, 140), Button: desktop.MouseButtonSecondary})
	if level(p, 140, 100) != 0 || level(p, 60, 100) != 255 {
		t.Error("the secondary button must erase where it went and nowhere else")
	}
	p.Undo()
	if level(p, 140, 100) != 255 {
		t.Error("erasing is a stroke that can be undone")
	}
}

func TestErasingPausesOutside(t *testing.T) {
	p := open(t)
	line(p, 250, 20, 250, 260)
	held := func(x, y float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: at(x, y), Button: desktop.MouseButtonSecondary}
	}
	down(p, 200, 60, desktop.MouseButtonSecondary)
	p.MouseMoved(held(279, 60))
	p.MouseOut()
	p.MouseIn(held(279, 200))
	p.MouseMoved(held(200, 200))
	if level(p, 250, 60) != 0 || level(p, 250, 200) != 0 || level(p, 250, 130) != 255 {
		t.Error("the eraser must lift where it leaves and press again where it returns")
	}
}

func TestUndoAndRedoGoByStroke(t *testing.T) {
	p := open(t)
	if p.CanUndo() || p.CanRedo() {
		t.Fatal("a new pad has no history")
	}
	line(p, 50, 50, 200, 50)
	first, _, _ := p.Ink()
	line(p, 50, 150, 200, 150)
	second, _, _ := p.Ink()
	p.Undo()
	if got, _, _ := p.Ink(); !bytes.Equal(got, first) {
		t.Error("undo must leave the first stroke")
	}
	p.Redo()
	if got, _, _ := p.Ink(); !bytes.Equal(got, second) {
		t.Error("redo must bring back the second stroke")
	}
	p.Undo()
	p.Undo()
	p.Undo()
	if !p.Blank() || p.CanUndo() {
		t.Error("undoing everything must leave nothing")
	}
	line(p, 10, 10, 20, 20)
	if p.CanRedo() {
		t.Error("a new stroke ends what could be done again")
	}
}

func TestClearCanBeUndone(t *testing.T) {
	p := open(t)
	line(p, 50, 50, 200, 50)
	before, _, _ := p.Ink()
	p.Clear()
	if !p.Blank() {
		t.Fatal("ink is left after clear")
	}
	p.Undo()
	if got, _, _ := p.Ink(); !bytes.Equal(got, before) {
		t.Error("undo after clear must bring the drawing back")
	}
}

func TestChangesAreReported(t *testing.T) {
	p := open(t)
	calls, sum := 0, 0
	p.OnChanged = func(ink []uint8, w, h int) {
		calls, sum = calls+1, 0
		for _, v := range ink {
			sum += int(v)
		}
		if len(ink) != w*h {
			t.Errorf("%d levels of %d×%d pixels", len(ink), w, h)
		}
		clear(ink) // a copy: the drawing must not suffer
	}
	line(p, 50, 50, 90, 50)
	if calls != 2 || sum == 0 {
		t.Errorf("%d changes with %d of ink in the last, want 2 and some", calls, sum)
	}
	p.Undo()
	if calls != 3 || sum != 0 {
		t.Errorf("%d changes with %d of ink in the last, want 3 and none", calls, sum)
	}
	p.Clear()
	if calls != 3 {
		t.Error("clearing an empty pad changes nothing")
	}
}

func TestLoadShowsAnImageAsLargeAsFits(t *testing.T) {
	p := open(t)
	p.Load([]uint8{0, 200, 0, 77}, 2, 2)
	if level(p, 10, 10) != 0 || level(p, 270, 10) != 200 || level(p, 270, 270) != 77 {
		t.Error("the image must fill the pad")
	}
	p.Load([]uint8{90, 90}, 2, 1)
	if level(p, 140, 140) != 90 || level(p, 140, 30) != 0 || level(p, 140, 250) != 0 {
		t.Error("a wide image must lie in the middle")
	}
	p.Undo()
	if level(p, 270, 10) != 200 {
		t.Error("loading can be undone")
	}
}

func TestKeyboardDraws(t *testing.T) {
	p := open(t)
	test.FocusNext(fyne.CurrentApp().Driver().CanvasForObject(p))
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			p.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	press(fyne.KeyLeft, fyne.KeyLeft)
	if !p.Blank() {
		t.Fatal("moving the cursor with the pen lifted drew")
	}
	press(fyne.KeySpace, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeySpace, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	step := Side / 35
	for y := 140 - 3*step; y <= 140; y++ {
		if level(p, 140-2*step, y) != 255 {
			t.Fatalf("the keyboard's stroke has a hole at row %d", y)
		}
	}
	if level(p, 140+step, 140-3*step) != 0 {
		t.Error("after the second space the pen still drew")
	}
	press(fyne.KeyBackspace)
	if !p.Blank() {
		t.Error("backspace must undo the stroke")
	}
	p.TypedShortcut(&fyne.ShortcutRedo{})
	if p.Blank() {
		t.Error("the shortcut must redo it")
	}
}

func TestCursorStaysOnThePadAndLosingFocusLiftsThePen(t *testing.T) {
	p := open(t)
	for range 100 {
		p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if level(p, 140, Side-1) != 255 {
		t.Error("the cursor must stop at the edge")
	}
	p.FocusLost()
	before := amount(p)
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if amount(p) != before {
		t.Error("without the focus the pen must be lifted")
	}
}

func TestCellsAreInkedAsAWhole(t *testing.T) {
	p := open(t)
	p.SetCells(3, 3)
	line(p, 140, 20, 140, 260)
	ink, w, h := p.Ink()
	if w != 3 || h != 3 || !bytes.Equal(ink, []uint8{0, 255, 0, 0, 255, 0, 0, 255, 0}) {
		t.Errorf("the middle column drawn on 3×3 cells gives %d×%d %v", w, h, ink)
	}
	down(p, 150, 150, desktop.MouseButtonSecondary)
	if ink, _, _ := p.Ink(); ink[4] != 0 || ink[1] != 255 {
		t.Error("the secondary button must clear the cell")
	}
}

func TestShapeFollowsTheImages(t *testing.T) {
	p := open(t)
	p.SetShape(56, 28)
	if _, w, h := p.Ink(); w != Side || h != Side/2 {
		t.Errorf("for images of 56×28 the pad has %d×%d pixels", w, h)
	}
	down(p, 140, 140, desktop.MouseButtonPrimary) // the field lies in the middle
	if level(p, 140, 70) != 255 {
		t.Error("the pointer's place must follow the shape")
	}
	if p.SetShape(28, 28); !p.Blank() || p.CanUndo() {
		t.Error("another shape begins anew")
	}
}

func TestEnlargedStrokesHaveCrispEdgesAndGreysStay(t *testing.T) {
	p := open(t)
	p.SetPen(20)
	down(p, 140, 140, desktop.MouseButtonPrimary)
	e := enlargement{ink: p.ink, crisp: true}
	between := func(e enlargement) int {
		n, picture := 0, e.image(5*Side, 5*Side, shades(color.RGBA{A: 255}, color.RGBA{R: 255, G: 255, B: 255, A: 255}))
		for x := range 5 * Side {
			if v := picture.RGBAAt(x, 5*140).R; v > 20 && v < 235 {
				n++
			}
		}
		return n
	}
	if n := between(e); n > 4 {
		t.Errorf("an enlarged stroke's two edges are %d pixels wide", n)
	}
	p.Load([]uint8{120}, 1, 1)
	if n := between(enlargement{ink: p.ink}); n != 5*Side {
		t.Errorf("a grey image has grey in %d of %d pixels", n, 5*Side)
	}
}

func TestVeilLeavesTheInkAlone(t *testing.T) {
	p := open(t)
	line(p, 50, 200, 200, 200)
	before, _, _ := p.Ink()
	p.SetVeil(0, .5, 1, 1)
	r := test.WidgetRenderer(p).(*renderer)
	if r.veil.Hidden || r.veil.Size() != fyne.NewSize(Side, Side/2) || r.veil.Position() != fyne.NewPos(0, Side/2) {
		t.Errorf("hidden %v, %v at %v", r.veil.Hidden, r.veil.Size(), r.veil.Position())
	}
	if after, _, _ := p.Ink(); !bytes.Equal(before, after) {
		t.Error("shading changed the drawing")
	}
	p.SetVeil(0, 0, 0, 0)
	if !r.veil.Hidden {
		t.Error("no veil is still there")
	}
}

func TestGhostIsSeenOnlyWhileNothingIsDrawn(t *testing.T) {
	p := open(t)
	r := test.TempWidgetRenderer(t, p).(*renderer)
	level := func(x, y int) uint8 {
		return r.paint(Side, Side).(interface{ RGBAAt(x, y int) color.RGBA }).RGBAAt(x, y).R
	}
	ground, ink := level(200, 200), uint8(0)
	p.SetGhost([]uint8{255, 0, 0, 0}, 2, 2) // the first quarter
	ghost := level(40, 40)
	if !p.Blank() || ghost <= ground || level(200, 200) != ground {
		t.Errorf("the ghost has level %d beside a ground of %d", ghost, ground)
	}
	down(p, 200, 200, desktop.MouseButtonPrimary)
	up(p, 200, 200)
	if ink = level(200, 200); ink <= ghost || level(40, 40) != ground {
		t.Errorf("with ink of level %d the ghost has %d", ink, level(40, 40))
	}
	p.Clear()
	p.SetGhost(nil, 0, 0)
	if level(40, 40) != ground {
		t.Error("the ghost is not gone")
	}
}
