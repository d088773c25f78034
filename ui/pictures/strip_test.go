package pictures

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestStripFindsUnits(t *testing.T) {
	test.NewTempApp(t)
	s := NewStrip()
	tapped, hovered := -1, -1
	s.OnTapped = func(unit int) { tapped = unit }
	s.OnHovered = func(unit int, inside bool) {
		hovered = unit
		if !inside {
			hovered = -1
		}
	}
	s.SetUnits(make([]Unit, 40))
	s.Resize(fyne.NewSize(200, 40)) // two rows of twenty units, a little less than 9 wide
	size := s.area()
	if s.grid.columns*s.grid.rows() < 40 || size.Width > 200 || size.Height > 40 {
		t.Fatalf("%d columns on %v", s.grid.columns, size)
	}
	for _, unit := range []int{0, 7, 19, 39} {
		x, y, w, h := s.grid.cell(unit, float64(size.Width), float64(size.Height), stripGap)
		middle := fyne.NewPos(float32(x+w/2), float32(y+h/2))
		s.Tapped(&fyne.PointEvent{Position: middle})
		s.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: middle}})
		if tapped != unit || hovered != unit {
			t.Errorf("in the middle of unit %d: tapped %d, hovered %d", unit, tapped, hovered)
		}
	}
	x, y, w, _ := s.grid.cell(7, float64(size.Width), float64(size.Height), stripGap)
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(float32(x+w)+stripGap/2, float32(y)+1)})
	if tapped != 7 {
		t.Errorf("in the gap behind unit 7: tapped %d", tapped)
	}
	s.MouseOut()
	if hovered != -1 {
		t.Error("the pointer left, and nobody was told")
	}
}

func TestStripByKeys(t *testing.T) {
	test.NewTempApp(t)
	s := NewStrip()
	var tapped []int
	s.OnTapped = func(unit int) { tapped = append(tapped, unit) }
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight}) // nothing is there yet
	s.SetUnits(make([]Unit, 3))
	s.Resize(fyne.NewSize(300, 20))
	s.area()
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeySpace, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn, fyne.KeyHome, fyne.KeySpace} {
		s.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if len(tapped) != 3 || tapped[0] != 1 || tapped[1] != 2 || tapped[2] != 0 {
		t.Errorf("units %v", tapped)
	}
}

func TestStripColoursUnits(t *testing.T) {
	test.NewTempApp(t)
	s := NewStrip()
	s.SetUnits([]Unit{{}, {On: true}, {On: true, Other: true}, {Other: true}})
	s.Resize(fyne.NewSize(200, 20))
	r := test.TempWidgetRenderer(t, s).(*stripRenderer)
	r.Layout(s.Size())
	size := r.Raster.Size()
	picture := r.paint(int(size.Width), int(size.Height))
	c := unitColours(s)
	for unit, want := range []color.RGBA{c.off, c.on, c.other, c.off} {
		x, y, w, h := s.grid.cell(unit, float64(size.Width), float64(size.Height), stripGap)
		if got := picture.At(int(x+w/2), int(y+h/2)); got != want {
			t.Errorf("unit %d is %v, want %v", unit, got, want)
		}
	}
	x, y, _, _ := s.grid.cell(3, float64(size.Width), float64(size.Height), stripGap)
	if got := picture.At(int(x)+1, int(y)+1); got != c.other {
		t.Errorf("a unit that went off has a border of %v", got)
	}
}

func TestChoiceByPointerAndKeys(t *testing.T) {
	test.NewTempApp(t)
	c := NewChoice()
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(120, 120))
	images := make([][]float32, 9)
	for i := range images {
		images[i] = make([]float32, 400)
	}
	c.SetImages(images, 20, 20, 3, Grey())
	chosen, other := -1, false
	c.OnChosen = func(i int, o bool) { chosen, other = i, o; c.Select(i) }
	corner, size := c.area()
	at := corner.AddXY(size.Width/2, size.Height/2)
	tap := func(modifier fyne.KeyModifier) {
		c.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Modifier: modifier})
		c.Tapped(&fyne.PointEvent{Position: at})
	}
	tap(0)
	if chosen != 4 || other || w.Canvas().Focused() != c {
		t.Errorf("a tap in the middle chooses %d, other %v", chosen, other)
	}
	tap(fyne.KeyModifierShift)
	if chosen != 4 || !other {
		t.Errorf("with shift it chooses %d, other %v", chosen, other)
	}
	var passed []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { passed = append(passed, e.Name) })
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if len(passed) != 1 || passed[0] != fyne.KeySpace {
		t.Errorf("the window hears %v of the space bar", passed)
	}
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{
		{fyne.KeyRight, 5},
		{fyne.KeyDown, 8},
		{fyne.KeyDown, 8},
		{fyne.KeyRight, 8},
		{fyne.KeyUp, 5},
		{fyne.KeyHome, 0},
		{fyne.KeyLeft, 0},
		{fyne.KeyEnd, 8},
	} {
		c.TypedKey(&fyne.KeyEvent{Name: step.key})
		if chosen != step.want {
			t.Errorf("%s leads to %d, want %d", step.key, chosen, step.want)
		}
	}
}

func TestPictureOfASheet(t *testing.T) {
	test.NewTempApp(t)
	s := NewSheet()
	if s.Picture(4) != nil {
		t.Error("a picture of nothing")
	}
	off, on := make([]float32, 400), make([]float32, 400)
	for i := range on {
		on[i] = 1
	}
	s.SetImages([][]float32{off, on, on}, 20, 20, 2, Grey())
	s.Resize(fyne.NewSize(100, 100))
	s.area()
	p := s.Picture(3)
	if size := p.Bounds().Size(); size.X != 122 || size.Y != 122 {
		t.Fatalf("2×2 images of 60 with a gap of 2 are %v", size)
	}
	table := Grey().table(darkTheme(s))
	if p.At(30, 30) != table[0] || p.At(90, 30) != table[255] || p.At(30, 90) != table[255] {
		t.Error("the images are not where they belong")
	}
	if _, _, _, alpha := p.At(90, 90).RGBA(); alpha != 0xffff {
		t.Error("the ground is transparent")
	}
}

func TestStripsWithOneBoundHaveCellsOfOneSize(t *testing.T) {
	test.NewTempApp(t)
	for _, units := range []int{7, 50, 100, 333} {
		s := NewStrip()
		s.SetLargest(9)
		s.SetUnits(make([]Unit, units))
		height := StripHeight(units, 9, 430)
		s.Resize(fyne.NewSize(430, height))
		size := s.area()
		if _, _, w, h := s.grid.cell(0, float64(size.Width), float64(size.Height), stripGap); w < 8.99 || w > 9.01 || h < 8.99 || h > 9.01 {
			t.Errorf("%d units on a height of %v: cells of %v × %v", units, height, w, h)
		}
	}
}
