package draw

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/pad"
	"wakesleep/ui/pictures"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// stroke draws with the primary button; places are shares of the pad, which is
// square.
func (r *Room) stroke(places ...[2]float32) {
	size := r.pad.Size()
	side := min(size.Width, size.Height)
	at := func(p [2]float32) fyne.PointEvent {
		return fyne.PointEvent{Position: fyne.NewPos(
			(size.Width-side)/2+p[0]*side, (size.Height-side)/2+p[1]*side)}
	}
	r.pad.MouseDown(&desktop.MouseEvent{PointEvent: at(places[0]), Button: desktop.MouseButtonPrimary})
	for _, p := range places[1:] {
		r.pad.Dragged(&fyne.DragEvent{PointEvent: at(p)})
	}
	r.pad.MouseUp(&desktop.MouseEvent{PointEvent: at(places[len(places)-1])})
	r.pad.DragEnd()
}

// emptied is the room after a drawing has been cleared away.
func (s *scene) emptied() *Room {
	r := s.Shown()
	r.stroke([2]float32{.3, .3}, [2]float32{.6, .4})
	r.pad.Clear()
	s.Settle()
	return r
}

// Before anything is drawn the room shows what it is for.
func TestExampleIsReadUntilOneDraws(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	if !r.pad.Blank() || !r.answer.found.Visible() || r.padPanel.Remark.Text != texts.Of("pad.example") {
		t.Fatalf("there is no example: %q", r.padPanel.Remark.Text)
	}
	m := s.Session().Fresh().Machine
	want := m.Recognise(r.example.Ink, defaultFirings, readingSeed)
	if !slices.Equal(r.shown.Image, want.Image) {
		t.Error("it is not the example that is read")
	}
	if r.Recognised() {
		t.Error("a lesson takes the example for a drawing")
	}
	s.Press("pad.keep.button")
	if s.Said() != texts.Of("pad.keep.what") {
		t.Errorf("the example is kept: %q", s.Said())
	}
	r.stroke([2]float32{.3, .3}, [2]float32{.6, .4}, [2]float32{.4, .8})
	s.Settle()
	if !r.Recognised() || r.padPanel.Remark.Text == texts.Of("pad.example") {
		t.Error("the drawing has not taken the example's place")
	}
	r.pad.Undo()
	s.Settle()
	if r.answer.found.Visible() || r.shown != nil {
		t.Error("the example comes back to a person who has drawn")
	}
}

func TestDrawingIsReadAtOnce(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	s.Session().SetNames([]string{"4", "4", "7"})
	s.Session().Fresh()
	r := s.emptied()
	if !s.Reads("draw.answer.empty") || r.answer.found.Visible() || r.bits.rows.Visible() {
		t.Error("an empty pad must say so, and show no answer")
	}
	r.stroke([2]float32{.3, .3}, [2]float32{.6, .4}, [2]float32{.4, .8})
	s.Settle()
	if s.Reads("draw.answer.empty") || !r.answer.found.Visible() {
		t.Fatal("the drawing was not read")
	}

	ink, w, h := r.pad.Ink()
	m := s.Session().Fresh().Machine
	want := m.Recognise(dataset.PrepareInk(ink, w, h, 28, 28, false), defaultFirings, readingSeed)
	name := []string{"“4”", "“4”", "“7”"}[want.Category()]
	if r.answer.name.Text != name {
		t.Errorf("the answer is %s, want %s", r.answer.name.Text, name)
	}
	if text := texts.Of("draw.bits.total", texts.Bits(want.CauseBits+want.DifferenceBits)); r.bits.total.Text != text {
		t.Errorf("the panel says %q, want %q", r.bits.total.Text, text)
	}
	for _, words := range []string{
		texts.Of("draw.bits.causes", texts.Bits(want.CauseBits)), texts.Of("draw.bits.difference", texts.Bits(want.DifferenceBits)),
		texts.Of("draw.bits.pixel"), texts.Of("draw.bits.byte"), texts.Of("draw.bits.weighed", 10),
		texts.Count("draw.bits.layer.categories", 3, 2) + "\n" + texts.Count("draw.bits.layer.units", 20, 1),
	} {
		if !s.ReadsWords(words) {
			t.Errorf("%q is not on the screen", words)
		}
	}
}

func TestUntouchedPadFollowsClearUndoRedo(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,4")
	r := s.Shown()
	enabled := func() [3]bool {
		return [3]bool{!r.tools.clear.Disabled(), !r.tools.undo.Disabled(), !r.tools.redo.Disabled()}
	}
	check := func(what string, want [3]bool, read bool) {
		t.Helper()
		s.Settle()
		if got := enabled(); got != want {
			t.Errorf("%s: clear, undo, redo are enabled %v, want %v", what, got, want)
		}
		if r.bits.rows.Visible() != read {
			t.Errorf("%s: bits shown: %v, want %v", what, !read, read)
		}
	}
	check("with the example", [3]bool{}, true)
	r.stroke([2]float32{.2, .5}, [2]float32{.8, .5})
	check("after a stroke", [3]bool{true, true, false}, true)
	s.Press("pad.clear.button")
	check("after clear", [3]bool{false, true, false}, false)
	r.tools.undo.OnTapped()
	check("after undo", [3]bool{true, true, true}, true)
	r.tools.redo.OnTapped()
	check("after redo", [3]bool{false, true, false}, false)
}

func TestEraserTakesInkAwayUntilThereIsNone(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,4")
	r := s.Shown()
	r.stroke([2]float32{.2, .5}, [2]float32{.8, .5})
	before := inkOf(r)
	test.Tap(r.tools.erase)
	r.stroke([2]float32{.5, .3}, [2]float32{.5, .7})
	if after := inkOf(r); after >= before {
		t.Errorf("%d levels of ink became %d", before, after)
	}
	r.pad.TypedRune('p')
	before = inkOf(r)
	r.stroke([2]float32{.5, .3}, [2]float32{.5, .7})
	if after := inkOf(r); after <= before {
		t.Errorf("the pen does not draw: %d levels of ink became %d", before, after)
	}
	r.pad.TypedRune('e')
	s.Press("pad.clear.button")
	r.stroke([2]float32{.5, .3}, [2]float32{.5, .7})
	if r.pad.Blank() {
		t.Error("an empty pad is erased")
	}
}

func inkOf(r *Room) (sum int) {
	ink, _, _ := r.pad.Ink()
	for _, level := range ink {
		sum += int(level)
	}
	return sum
}

func TestKeysMakeThePenThicker(t *testing.T) {
	r := stage.WithDigits(newScene(t), "10,4").Shown()
	r.pad.TypedRune('+')
	r.pad.TypedRune('+')
	r.pad.TypedRune('-')
	if r.pad.Pen() != pad.DefaultPen+1 {
		t.Errorf("the pen is %v thick", r.pad.Pen())
	}
}

// The window must not grow by what a room has to say.
func TestDrawRoomFitsASmallScreen(t *testing.T) {
	defer texts.Use("en")
	for _, language := range texts.Languages {
		for _, layers := range []string{"20,3c", "20,3", "found"} {
			texts.Use(language.Code)
			s := newScene(t)
			if layers == "found" {
				s.Found(3)
			} else {
				s.Digits(layers)
			}
			if layers != "20,3" {
				s.Session().SetNames([]string{"a very long name of a category", "4", "a very long name of a category"})
				s.Session().Fresh()
			}
			r := s.Shown()
			before := r.pad.Size()
			r.stroke([2]float32{.3, .3}, [2]float32{.6, .4}, [2]float32{.4, .8})
			s.Settle()
			if after := r.pad.Size(); after != before {
				t.Errorf("%s, %s: the pad of %v has %v once something is drawn", language.Name, layers, before, after)
			}
			for _, view := range []int{varying, filling, comparing} {
				r.views.choose(view)
				s.Settle()
				if size := s.Window().Content().MinSize(); size.Width > 1024 || size.Height > 610 {
					t.Errorf("%s, %s, view %d: the window is at least %v", language.Name, layers, view, size)
				}
			}
		}
	}
}

func TestImageFromTheDataIsShownToTheMachineItself(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,4")
	r := s.Shown()
	s.Press("pad.sample.button")
	s.Settle()
	left := r.equation.values[0][14*28+3] > .5
	label := 7
	if left {
		label = 4
	}
	if !slices.ContainsFunc(pictures.PickLabelled(s.Data().Test, label, s.Data().Test.Count(), 1), func(i int) bool {
		return inspect.Says(r.padPanel.Remark.Text, "pad.from", s.Data().Name, texts.Image(s.Data().Test, i))
	}) {
		t.Errorf("left half on is %v, and the room says %q", left, r.padPanel.Remark.Text)
	}
	for i, v := range r.equation.values[0] { // a half is not scaled into a box
		if on := (i%28 < 14) == left; (v == 1) != on {
			t.Fatalf("pixel %d is seen as %v", i, v)
		}
	}
	r.stroke([2]float32{.1, .1}, [2]float32{.9, .9})
	if inspect.Says(r.padPanel.Remark.Text, "pad.from") {
		t.Error("what was drawn over is no longer the image from the data")
	}
}

func TestDifferenceIsSeenLessImage(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,4")
	r := s.Shown()
	r.stroke([2]float32{.5, .2}, [2]float32{.5, .8})
	s.Settle()
	for i, d := range r.equation.values[2] {
		if seen, own := r.equation.values[0][i], r.equation.values[1][i]; d != seen-own {
			t.Fatalf("pixel %d: %v − %v = %v", i, seen, own, d)
		}
	}
	r.equation.seen.OnHovered(0, 14, 14, 0, true)
	if !s.Reads("draw.see.pixel", 14, 14) {
		t.Error("the pixel under the pointer is not named")
	}
	r.equation.seen.OnHovered(0, 0, 0, 0, false)
	if !s.Reads("draw.see.size", 28, 28) || !s.Reads("draw.see.own") {
		t.Error("the captions did not come back")
	}
}

// readsFirings tells whether the answer says how many firings it is of.
func (s *scene) readsFirings(r *Room, n int) bool {
	share, _ := r.shown.together(r.shown.candidates(1)[0].unit)
	return s.Reads("draw.answer.share", texts.Percent(share), n) || s.Reads("draw.answer.shareOfAll", texts.Percent(share), n)
}

func TestNumberOfFiringsIsAPersonsChoice(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	r.stroke([2]float32{.5, .2}, [2]float32{.5, .8})
	s.Settle()
	if !s.readsFirings(r, 200) {
		t.Error("200 firings are the default")
	}
	r.firings.SetText("1000")
	s.Settle()
	if !s.readsFirings(r, 1000) {
		t.Error("the number of firings was not taken")
	}
	r.firings.SetText("many")
	r.firings.OnSubmitted("many")
	if r.firings.Text != "1000" || !strings.Contains(s.Said(), "many") {
		t.Errorf("after nonsense the entry says %q and the line %q", r.firings.Text, s.Said())
	}
}

func TestReadingsHurryWhileThePenMoves(t *testing.T) {
	for _, c := range []struct {
		before pace
		want   int
	}{
		{pace{}, 200}, // nothing is known yet
		{pace{200, liveTime / 4}, 200},
		{pace{200, 2 * liveTime}, 100},
		{pace{100, liveTime}, 100},
		{pace{100, liveTime / 2}, 200},
		{pace{200, 100 * liveTime}, fewestFirings},
	} {
		if got := c.before.hurried(200); got != c.want {
			t.Errorf("after %v: %d firings, want %d", c.before, got, c.want)
		}
	}
	if got := (pace{5, time.Minute}).hurried(5); got != 5 {
		t.Errorf("%d firings of 5", got)
	}
}

func TestLiftedPenGetsAllFirings(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	r.pad.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	s.Settle()
	r.pace = pace{200, 10 * liveTime}
	r.pad.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if s.Settle(); !s.readsFirings(r, 20) {
		t.Errorf("a slow reading is not hurried: %q", r.answer.line.Text)
	}
	r.pad.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if s.Settle(); !s.readsFirings(r, 200) {
		t.Errorf("with the pen lifted: %q", r.answer.line.Text)
	}
}

func TestReadingFollowsTheMachineAsItLearns(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	r.stroke([2]float32{.5, .2}, [2]float32{.5, .8})
	s.Settle()
	before := r.bits.total.Text
	s.Entry("cycles").SetText("50")
	s.Press("bar.wakeSleep.button")
	s.AtRest()
	s.Until("the reading is a new one", func() bool { return r.bits.total.Text != before })
}

func TestPixelsOfTinyImagesAreSwitchedOneByOne(t *testing.T) {
	s := stage.WithBars(newScene(t))
	r := s.Shown()
	r.stroke([2]float32{.5, .1}, [2]float32{.5, .9})
	s.Settle()
	for i, v := range r.equation.values[0] {
		if want := float32(0); i%3 == 1 {
			want = 1
			if v != want {
				t.Errorf("pixel %d is seen as %v, want %v", i, v, want)
			}
		} else if v != want {
			t.Errorf("pixel %d is seen as %v, want %v", i, v, want)
		}
	}
	// A machine whose weights are zero knows nothing: one bit a pixel.
	if !s.Reads("draw.bits.total", "9.00") || !s.Reads("draw.answer.topLine") {
		t.Errorf("the room says %q", r.bits.total.Text)
	}
}

func TestPadTakesTheShapeOfOtherImages(t *testing.T) {
	s := stage.WithBars(newScene(t))
	r := s.Shown()
	r.stroke([2]float32{.5, .1}, [2]float32{.5, .9})
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "5,2", 10
	s.Begin(stage.WriteImages(t, t.TempDir(), stage.TwoKinds(40, 20, 60)), settings)
	s.Settle()
	if _, w, h := r.pad.Ink(); w != 2*h || !r.pad.Blank() {
		t.Errorf("for images of 40×20 the pad has %d×%d pixels", w, h)
	}
	if r.bits.rows.Visible() {
		t.Error("the old drawing is still read")
	}
}

func TestCandidatesAreTheStrongest(t *testing.T) {
	r := &reading{Recognition: &network.Recognition{Shares: []float32{.1, 0, .5, 0, .4}}}
	got := r.candidates(4)
	want := []candidate{{2, .5}, {4, .4}, {0, .1}}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

func TestControlsOfTheDrawRoomHaveTips(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,3c")
	stage.RequireTips(t, s.Shown().Object())
}

func TestPercentNeverLies(t *testing.T) {
	for share, want := range map[float32]string{
		0: "0 %", .001: "<1 %", .02: "2 %", .86: "86 %", .999: ">99 %", 1: "100 %",
	} {
		if got := texts.Percent(share); got != want {
			t.Errorf("%v is written %q, want %q", share, got, want)
		}
	}
	if got := signed(-3.14159); got != "−3.1" {
		t.Errorf("got %q", got)
	}
	if got := signed(math.Pi); got != "+3.1" {
		t.Errorf("got %q", got)
	}
}

func TestNoiseIsOnDrawings(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20")
	s.Damages().SetShares(0, .2)
	d := desk.Drawing{Ink: s.Data().Training.Image(0), Width: 28, Height: 28, Upright: true}
	now := s.Latest().Snapshot
	whole, hurt := newReading(d, now, &desk.Damage{}, 10), newReading(d, now, s.Damages().Now, 10)
	differ := 0
	for i := range whole.Seen {
		if (whole.Seen[i] > .5) != (hurt.Seen[i] > .5) {
			differ++
		}
	}
	if differ < 784/10 || differ > 784*3/10 {
		t.Errorf("%d of 784 pixels were turned over, want about 157", differ)
	}
}
