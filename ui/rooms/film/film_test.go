package film

import (
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/io/dataset"
	"wakesleep/ui/settings"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

func TestFilmShowsItsFramesAndThePresent(t *testing.T) {
	s := stage.WithBars(newScene(t))
	r := s.Shown()
	if len(r.shots) != 1 || !s.Reads("film.alone.first") || r.whole.Visible() {
		t.Errorf("%d shots before the first run, and the film is shown: %v", len(r.shots), r.whole.Visible())
	}
	s.RunOf("100", "bar.wakeSleep.button")
	s.Refresh()
	s.Settle()
	var captions []string
	for _, c := range r.strip.captions {
		captions = append(captions, c.Text)
	}
	if want := []string{"0", "10", "23", "39", "60", "88", texts.Of("film.moment.short-now")}; !slices.Equal(captions, want) {
		t.Errorf("captions %v, want %v", captions, want)
	}
	if r.alone.panel.Object.Visible() || !r.whole.Visible() {
		t.Error("the film is not shown")
	}
	if r.left.title.Text != texts.Of("film.moment.then", 0) || r.right.title.Text != texts.Of("film.moment.now", 100) || !r.right.back.Disabled() {
		t.Errorf("%q beside %q", r.left.title.Text, r.right.title.Text)
	}
	// With all weights zero a machine knows nothing: nine bits of difference.
	if got := r.table.column(r.shots[0]); got[2] != texts.Of("connections.word.plain") || got[6] != "9.00" || got[5] != "0.00" {
		t.Errorf("the figures of the beginning are %v", got)
	}
}

func TestFrameIsLookedAtComparedAndGoneBackTo(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.RunOf("100", "bar.wakeSleep.button")
	r := s.Shown()
	r.choose(2, false)
	r.choose(4, true)
	s.Settle()
	if r.left.title.Text != texts.Of("film.moment.then", 23) || r.right.title.Text != texts.Of("film.moment.then", 60) {
		t.Errorf("%q beside %q", r.left.title.Text, r.right.title.Text)
	}
	if r.strip.frames.Selected() != 2 || r.strip.frames.Marked() != 4 {
		t.Error("the frames are not marked in the strip")
	}
	frame := r.shots[2].frame
	s.Press("film.back.button")
	now := s.Afterwards()
	if now.Cycle != 23 || !stage.SameWeights(now.Machine, frame.Checkpoint.Machines[0]) {
		t.Errorf("back at cycle %d", now.Cycle)
	}
	if s.MenuLine("history.undo").Label != texts.Of("history.undoWhat", texts.Of("history.goingBack", 23)) {
		t.Errorf("the menu says %q", s.MenuLine("history.undo").Label)
	}
	if got := r.shots[len(r.shots)-2].cycle; got != 100 {
		t.Errorf("the present that was left is not in the film; its last frame is of cycle %d", got)
	}
	s.Undo()
	if now = s.Afterwards(); now.Cycle != 100 {
		t.Errorf("undone: cycle %d", now.Cycle)
	}
}

func TestLargeWindowsShowWhenMomentsWere(t *testing.T) {
	s := stage.WithBars(newScene(t))
	r := s.Shown()
	s.RunOf("100", "bar.wakeSleep.button")
	s.Window().Resize(fyne.NewSize(1920, 1080))
	s.Refresh()
	s.Settle()
	if !r.table.curve.Visible() || len(r.table.curve.Points()) == 0 {
		t.Errorf("the curve of %d points is shown: %v", len(r.table.curve.Points()), r.table.curve.Visible())
	}
	s.Window().Resize(fyne.NewSize(1024, 640))
	if r.table.curve.Visible() {
		t.Error("the curve is shown where it has no room")
	}
}

func TestFilmOfImagesOfAnotherSizeIsLeftOut(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.RunOf("100", "bar.wakeSleep.button")
	m, err := dataset.OpenLabelled("bars4")
	if err != nil {
		t.Fatal(err)
	}
	s.ReplaceMachine("new machine", settings.Defaults(m.Training), m, false, "", func(error) {})
	s.Afterwards()
	if r := s.Shown(); len(r.shots) != 1 {
		t.Errorf("%d frames beside machines for other images", len(r.shots)-1)
	}
}

func TestContactSheetPutsDreamsInTheirPlaces(t *testing.T) {
	dreams := make([][]float32, 12)
	for i := range dreams {
		dreams[i] = []float32{float32(i), float32(i) + .5}
	}
	values, w, h := contactSheet(dreams, 2, 1, true)
	if w != 4*2+3+4 || h != 2+3*1+2+4 {
		t.Fatalf("a sheet of %d×%d", w, h)
	}
	for i := range dreams {
		x, y := 2+i%4*3, 2+i/4*2
		if values[y*w+x] != float32(i) || values[y*w+x+1] != float32(i)+.5 {
			t.Errorf("dream %d is not at %d, %d", i, x, y)
		}
	}
	if !math.IsNaN(float64(values[2*w+4])) || !math.IsNaN(float64(values[w+2])) || !math.IsNaN(float64(values[(h-1)*w])) {
		t.Error("there is something between dreams or behind the caption")
	}
}

func TestCountsFitUnderFrames(t *testing.T) {
	for n, want := range map[uint64]string{
		0: "0", 24_000: "24,000", 99_999: "99,999",
		123_456: texts.Of("film.count.thousands", 123), 999_999: texts.Of("film.count.thousands", 999),
		1_234_567: texts.Of("film.count.millions", 1.23), 23_456_789: texts.Of("film.count.millions", 23.46),
		234_567_890: texts.Of("film.count.many-millions", 234),
	} {
		if got := shortCount(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestFilmRoomHelps(t *testing.T) {
	stage.RequireTips(t, stage.WithBars(newScene(t)).Shown().Object())
}

// The figures of the present are those of the machine that there is, whatever it was
// seconds ago.
func TestThePresentIsMeasuredAgainWhenItIsAnotherMachine(t *testing.T) {
	s := stage.WithBars(newScene(t))
	r := s.Shown()
	s.RunOf("300", "bar.wakeSleep.button")
	s.RunOf("300", "bar.wakeSleep.button")
	figures := func() []string { return r.table.column(r.shots[len(r.shots)-1])[5:] }
	s.Refresh()
	s.Settle()
	trained := figures()
	for range 2 {
		s.Undo()
		s.Afterwards()
	}
	untrained := figures()
	if untrained[1] != "9.00" || untrained[2] == trained[2] {
		t.Errorf("undone twice, the figures of a machine that knows nothing are %v, after %v", untrained, trained)
	}
	for range 2 {
		s.Redo()
		s.Afterwards()
	}
	if again := figures(); !slices.Equal(again, trained) {
		t.Errorf("redone twice, the figures are %v, and were %v", again, trained)
	}
}
