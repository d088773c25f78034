package maps

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"pgregory.net/rapid"

	"wakesleep/learn"
	"wakesleep/learn/atlas"
	"wakesleep/ui/desk"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

func TestMapIsMadeAndKept(t *testing.T) {
	s := newScene(t)
	s.Digits("12,5")
	r := s.shown()
	if r.chart != nil || !r.empty.Visible() || !s.ReadsWords("60") {
		t.Fatal("a map before anybody asked for one, or nothing says that there is none")
	}
	s.make()
	if r.empty.Visible() || r.progressRow.Visible() || r.againRow.Visible() || !s.Reads("map.of.other", 60) {
		t.Error("beside the map stands what is there without one")
	}
	first := r.chart
	files, _ := os.ReadDir(s.cache)
	if len(files) != 1 {
		t.Errorf("%d maps are kept", len(files))
	}
	s.Begin("bars3", learn.ClassicDefaults())
	if s.shown().chart != nil || !r.empty.Visible() {
		t.Error("the map of other data is shown")
	}
	s.Digits("12,5") // the same images in another file
	if s.shown(); r.chart == nil || !slices.Equal(r.chart.X, first.X) {
		t.Error("the map that was kept is not shown again")
	}
}

// A file that is damaged is no map, and the map can be made again.
func TestDamagedMapIsMadeAgain(t *testing.T) {
	s := mapped(t)
	files, _ := os.ReadDir(s.cache)
	path := filepath.Join(s.cache, files[0].Name())
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	r := s.room
	r.chart, r.sought = nil, nil
	s.Refresh()
	s.Settle()
	if r.chart != nil {
		t.Error("half a file is a map")
	}
	s.make()
}

func TestMakingIsCancelled(t *testing.T) {
	s := newScene(t)
	s.Digits("12,5")
	r := s.shown()
	s.Hold()
	r.makeIt.OnTapped()
	if !r.progressRow.Visible() || r.empty.Visible() {
		t.Error("nothing shows that a map is being made")
	}
	r.making.note(atlas.Searching, .5)
	r.Pulse(nil, r.making.began)
	if !strings.Contains(r.progressLine.Text, stageWords(atlas.Searching)) || r.progress.Shares()[0] < .2 {
		t.Errorf("%q, %v", r.progressLine.Text, r.progress.Shares())
	}
	r.cancelling.OnTapped()
	if s.Let(); r.progressRow.Visible() || !r.empty.Visible() {
		t.Error("a cancelled map is still being made")
	}
	if s.Settle(); r.chart != nil || !s.Says("map.make.cancelled") {
		t.Error("a cancelled map was made")
	}
	s.make() // another try
}

// A machine that has learnt since has an older map until it is made again.
func TestOlderMap(t *testing.T) {
	s := mapped(t)
	r := s.room
	s.RunOf("3", "bar.wakeSleep.button")
	if s.shown(); !r.againRow.Visible() || !s.Reads("map.older.cycle", 0, 3) {
		t.Errorf("nothing tells that the map is older: %q", r.againLine.Text)
	}
	was := r.chart
	r.again.OnTapped()
	s.Settle()
	if r.chart == was || r.againRow.Visible() {
		t.Error("the map is still the older one")
	}
}

// on is where an image is seen.
func (s *scene) on(i int) fyne.Position {
	f := s.room.field
	at := f.placeOf(i)
	x, y := f.view.Of(at.x, at.y)
	return fyne.NewPos(float32(x), float32(y))
}

func (s *scene) click(i int, modifier fyne.KeyModifier) {
	f, at := s.room.field, s.on(i)
	f.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	f.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Modifier: modifier})
	f.Tapped(&fyne.PointEvent{Position: at})
	s.Settle()
}

// alone is an image that lies apart from others on the map.
func (s *scene) alone(from int) int {
	f := s.room.field
	for i := from; i < len(s.room.chart.X); i++ {
		at := s.on(i)
		if f.nearest(float64(at.X), float64(at.Y)) == i {
			return i
		}
	}
	s.T.Fatal("every image is hidden")
	return -1
}

func TestImagesUnderThePointer(t *testing.T) {
	s := mapped(t)
	r := s.room
	i := s.alone(0)
	at := s.on(i)
	r.field.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if r.seen.lines[0].Text != texts.Image(r.chart.set, i) || r.seen.sheet.Count() != 1 {
		t.Errorf("under the pointer is %q, want image %d", r.seen.lines[0].Text, i)
	}
	s.click(i, 0)
	set := r.chart.set
	if !bytes.Equal(s.draw.Image.Ink, set.Image(i)) || s.RoomKey() != desk.DrawRoomKey || !strings.Contains(s.draw.From, texts.Image(set, i)) {
		t.Errorf("the Draw room has %q", s.draw.From)
	}
}

// Two images picked make a way of dreams, the ends of which are the images.
func TestWayOfDreams(t *testing.T) {
	for name, begin := range map[string]func(s *scene){
		"alone": func(s *scene) { s.Digits("12,5") }, "flat": func(s *scene) { s.Digits("9") }, "classes": func(s *scene) { s.Classes() },
	} {
		s := newScene(t)
		begin(s)
		r := s.shown()
		s.make()
		from := s.alone(0)
		s.click(from, fyne.KeyModifierShift)
		if !r.wayRow.Visible() || r.strip.Count() != 1 || !s.Reads("map.way.second", from+1) {
			t.Fatalf("%s: after one image: %d on the strip, %q", name, r.strip.Count(), r.wayLine.Text)
		}
		to := s.alone(from + 1)
		s.click(to, fyne.KeyModifierShift)
		if r.way == nil || r.strip.Count() != dreamsOfWay+2 || len(r.field.way) != dreamsOfWay || !s.Reads("map.way.line", from+1, to+1) {
			t.Fatalf("%s: %d on the strip, %d places, %q", name, r.strip.Count(), len(r.field.way), r.wayLine.Text)
		}
		r.strip.OnChosen(dreamsOfWay+1, false)
		if !bytes.Equal(s.draw.Image.Ink, r.chart.set.Image(to)) {
			t.Errorf("%s: the end of the way is another image", name)
		}
		r.strip.OnChosen(3, false)
		if !bytes.Equal(s.draw.Image.Ink, levels(r.way.dreams[2])) || s.draw.From != texts.Of("map.way.sent") {
			t.Errorf("%s: the dream that was clicked is not in Draw", name)
		}
		s.shown()
		if s.click(from, fyne.KeyModifierShift); r.to >= 0 || r.way != nil {
			t.Errorf("%s: a third image does not begin another way", name)
		}
		if r.wayEnd.OnTapped(); r.wayRow.Visible() || r.from >= 0 || len(r.field.marks) > 0 {
			t.Errorf("%s: a way that was taken away is still there", name)
		}
	}
}

// What is drawn here, or in the Draw room, has a place beside its like.
func TestDrawingsHavePlaces(t *testing.T) {
	s := mapped(t)
	r := s.room
	if r.chart.placer == nil || r.field.drawn != nil {
		t.Fatal("there is no placer, or a place of nothing")
	}
	set := r.chart.set
	r.drawer.pad.Load(set.Image(5), 28, 28)
	s.Settle()
	near, found := r.chart.painter.Nearest(r.field.drawn.x, r.field.drawn.y, 1e9)
	if !found || set.Labels[near] != set.Labels[5] || r.drawer.panel.Remark.Text == "" {
		t.Errorf("the drawing lies beside image %d, %q", near, r.drawer.panel.Remark.Text)
	}
	r.drawer.send.OnTapped()
	if s.draw.Image.Blank() || s.RoomKey() != desk.DrawRoomKey {
		t.Error("the drawing is not in Draw")
	}
	s.shown()
	r.drawer.clear.OnTapped()
	if s.Settle(); r.field.drawn != nil || !r.drawer.send.Disabled() {
		t.Error("nothing has a place")
	}
	s.draw.Take(desk.Drawing{Ink: slices.Clone(set.Image(7)), Width: 28, Height: 28}, "")
	s.Tick()
	s.Settle()
	if r.field.drawn == nil || r.drawer.pad.Blank() {
		t.Error("what is drawn in Draw has no place")
	}
}

func TestKeysOnTheMap(t *testing.T) {
	s := mapped(t)
	r := s.room
	f := r.field
	f.FocusGained()
	whole := f.view
	f.TypedRune('+')
	if f.view.Scale <= whole.Scale {
		t.Error("+ does not enlarge")
	}
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if f.view.X <= whole.X || f.view.Y <= whole.Y {
		t.Error("arrows do not move")
	}
	f.TypedRune('0')
	if f.view != whole {
		t.Error("0 does not show all")
	}
	at := f.placeOf(3)
	f.view.X, f.view.Y = at.x, at.y
	for range 30 {
		f.TypedRune('+')
	}
	if f.middle() != 3 || f.hovered != 3 {
		t.Fatalf("in the middle is image %d", f.middle())
	}
	f.TypedRune('p')
	if r.from != 3 {
		t.Error("p does not begin a way")
	}
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !bytes.Equal(s.draw.Image.Ink, r.chart.set.Image(3)) {
		t.Error("Return does not open the image")
	}
	for range 200 {
		f.TypedRune('-')
	}
	if zoom := f.painter.Zoom(f.view); zoom < .5 || zoom > 1 {
		t.Errorf("as far away as possible the map has %g of its size", zoom)
	}
}

// The point under the pointer stays where it is, and the middle where the field changes size.
func TestWheelAndSize(t *testing.T) {
	s := mapped(t)
	f := s.room.field
	x, y := f.view.At(70, 50)
	f.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(70, 50)}, Scrolled: fyne.NewDelta(0, 100)})
	nowX, nowY := f.view.At(70, 50)
	if d := (nowX-x)*(nowX-x) + (nowY-y)*(nowY-y); d > 1e-12 || f.painter.Zoom(f.view) < 2 {
		t.Errorf("at the pointer is %g, %g, want %g, %g", nowX, nowY, x, y)
	}
	was, zoom := f.view, f.painter.Zoom(f.view)
	f.Resize(fyne.NewSize(f.Size().Width*.7, f.Size().Height*.8))
	if f.view.X != was.X || f.view.Y != was.Y || f.painter.Zoom(f.view) < zoom*.99 || f.painter.Zoom(f.view) > zoom*1.01 {
		t.Error("another size shows another part")
	}
	f.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-10, 0)})
	if f.view.X <= was.X {
		t.Error("dragging does not move")
	}
}

func TestColoursOfTheMap(t *testing.T) {
	s := mapped(t)
	r := s.room
	for k, option := range r.by.Options {
		r.by.SetSelectedIndex(k)
		if r.by.Selected != option || r.field.look != nil && len(r.field.look.Of) != 60 {
			t.Errorf("%s: %v", option, r.field.look)
		}
		if len(r.legend.object.Objects) == 0 && option != texts.Of("map.colour.group") {
			t.Errorf("%s has no legend", option)
		}
	}
	var file bytes.Buffer
	if err := r.export()(&file, "csv"); err != nil || strings.Count(file.String(), "\n") != 61 {
		t.Errorf("the numbers: %v", err)
	}
}

func TestSetsWithoutAMap(t *testing.T) {
	s := newScene(t)
	s.Bars()
	r := s.shown()
	s.make()
	if len(r.chart.X) != r.chart.set.Count() {
		t.Errorf("%d places of %d images", len(r.chart.X), r.chart.set.Count())
	}
}

func TestRoomHasTips(t *testing.T) {
	s := mapped(t)
	stage.RequireTips(t, s.room.Object())
}

// A line lies in the field, on the line between both ends, or not at all.
func TestLinesAreCutOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := func(name string) fyne.Position {
			number := rapid.Float32Range(-300, 500)
			return fyne.NewPos(number.Draw(t, name), number.Draw(t, name))
		}
		a, b, size := at("a"), at("b"), fyne.NewSize(200, 100)
		from, to, some := within(a, b, size)
		inside := func(p fyne.Position) bool { return p.X > -.1 && p.Y > -.1 && p.X < 200.1 && p.Y < 100.1 }
		if some && (!inside(from) || !inside(to)) {
			t.Fatalf("from %v to %v", from, to)
		}
		for k := range 101 {
			p := a.AddXY(float32(k)/100*(b.X-a.X), float32(k)/100*(b.Y-a.Y))
			if p.X > 0 && p.Y > 0 && p.X < 200 && p.Y < 100 && !some {
				t.Fatalf("%v is in the field", p)
			}
		}
	})
}
