package frame

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
	"go.uber.org/goleak"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/network/images"
	"wakesleep/ui/desk"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// spyRoom counts how often it is shown.
type spyRoom struct {
	label *widget.Label
	views []desk.View
}

func (r *spyRoom) Title() string             { return "Spy" }
func (r *spyRoom) Icon() fyne.Resource       { return nil }
func (r *spyRoom) Object() fyne.CanvasObject { return r.label }
func (r *spyRoom) Show(v *desk.View)         { r.views = append(r.views, *v) }

// ShowsAll makes it a room that shows the machines of classes, or of one.
func (r *spyRoom) ShowsAll() bool { return false }

// spied is a stage with a frame round two rooms, of which the first is visible.
type spied struct {
	*stage.Stage
	frame  *Frame
	hidden *spyRoom
}

// newSpied has a machine for bars.
func newSpied(t *testing.T) *spied {
	t.Helper()
	s := &spied{}
	s.Stage = stage.New(t, func(d *desk.Desk) {
		s.hidden = &spyRoom{label: widget.NewLabel("")}
		s.frame = New(d, Content{Rooms: []*Tab{
			{Key: "watch", Room: &spyRoom{label: widget.NewLabel("")}}, {Key: "data", Room: s.hidden},
		}})
	})
	s.Bars()
	return s
}

func TestRoomsAreShownWhatChangedAndNothingElse(t *testing.T) {
	s := newSpied(t)
	spy := s.hidden
	s.Settle()
	s.Tick()
	if len(spy.views) != 0 {
		t.Fatal("a hidden room was shown something")
	}
	s.ChooseRoom("data")
	if len(spy.views) != 1 || !spy.views[0].MachineChanged || !spy.views[0].DataChanged {
		t.Fatalf("a room that becomes visible was shown %d times", len(spy.views))
	}
	for range 5 {
		s.Tick()
	}
	if len(spy.views) != 1 {
		t.Error("without a change the room was shown again")
	}
	s.Press("bar.step.button")
	s.AtRest()
	if last := spy.views[len(spy.views)-1]; last.Snapshot.Cycle != 1 || last.MachineChanged || last.DataChanged {
		t.Errorf("after a step the room saw %+v", last)
	}
	s.ReplaceMachine("reset", learn.ClassicDefaults(), s.Data(), false, "", func(error) {})
	s.Settle()
	if last := spy.views[len(spy.views)-1]; last.Snapshot.Cycle != 0 || !last.MachineChanged || last.DataChanged {
		t.Errorf("after a reset the room saw %+v", last)
	}
}

func TestBarCutsNothingInASmallWindow(t *testing.T) {
	defer texts.Use("en")
	for _, language := range texts.Languages {
		texts.Use(language.Code)
		s := newSpied(t)
		b := s.frame.bar
		for _, now := range []session.Status{
			{State: session.Running, Done: 488, Total: 888, Cycle: 124_000, TimeLeft: 4 * time.Second, ImagesPerSecond: 71234},
			{State: session.Running, Awake: true, Done: 488, Total: 888, Cycle: 1_224_000},
			{State: session.Paused, Done: 4880, Total: 8880},
		} {
			b.show(now)
			for _, l := range []*widget.Label{b.line, b.caption, b.speed} {
				if l.Size().Width < lineWidth(l) {
					t.Errorf("%s: %q needs %.0f and has %.0f", language.Code, l.Text, lineWidth(l), l.Size().Width)
				}
			}
		}
	}
}

// What is said when nothing can be kept is read to its end, which says what to do.
func TestFootCutsNoWarningOfLostWork(t *testing.T) {
	defer texts.Use("en")
	for _, language := range texts.Languages {
		texts.Use(language.Code)
		s := newSpied(t)
		for _, warning := range []string{
			texts.Of("rescue.full", 2047, 1999), texts.Of("rescue.noRoom"), texts.Of("rescue.room", 2047, 1999),
		} {
			s.Say(warning)
			if m := s.frame.message; m.Size().Width < lineWidth(m)-1 {
				t.Errorf("%s: %q needs %.0f and has %.0f", language.Code, warning, lineWidth(m), m.Size().Width)
			}
		}
	}
}

func TestACutMessageHasATip(t *testing.T) {
	s := newSpied(t)
	tipOf := func() string {
		inside := s.frame.foot.Objects[1].(*fyne.Container).Objects
		return tip.Covered(inside)[s.frame.message]
	}
	long := strings.Repeat("a message of any length ", 30)
	for said, want := range map[string]string{"brief": "", long: long} {
		s.Say(said)
		if got := tipOf(); got != want {
			t.Errorf("%q has the tip %q", said, got)
		}
	}
}

func TestFootGivesTheMessageItsWidth(t *testing.T) {
	s := newSpied(t)
	s.Say(strings.Repeat("a long message ", 6))
	f := s.frame
	if f.message.Size().Width < lineWidth(f.message) {
		t.Errorf("the message has %.0f of %.0f", f.message.Size().Width, lineWidth(f.message))
	}
	s.Say(strings.Repeat("a message of any length ", 30))
	if got, whole := f.status.Size().Width, f.foot.Size().Width; got < min(lineWidth(f.status), leastFoot*whole)-1 {
		t.Errorf("the status has %.0f of %.0f", got, whole)
	}
}

func TestRunsTakeTheKeysFromTheBar(t *testing.T) {
	s := newSpied(t)
	s.Settle()
	s.Window().Canvas().Focus(s.Entry("cycles"))
	s.Press("bar.step.button")
	if s.Window().Canvas().Focused() != nil {
		t.Error("the cursor goes on blinking")
	}
	s.AtRest()
	if !s.frame.bar.stop.Disabled() || s.frame.bar.play.Disabled() {
		t.Error("at rest there is something to play and nothing to stop")
	}
}

func TestRateIsNotOverwrittenWhileTyped(t *testing.T) {
	s := newSpied(t)
	b := s.frame.bar
	s.Window().Canvas().Focus(b.rate)
	b.rate.SetText("0.0")
	b.showRate([]float64{.5})
	if b.rate.Text != "0.0" {
		t.Errorf("what was typed became %q", b.rate.Text)
	}
	s.Window().Canvas().Unfocus()
	if b.showRate([]float64{.5}); b.rate.Text != "0.5" {
		t.Errorf("after typing the bar shows %q", b.rate.Text)
	}
}

func TestManyClassesAreAList(t *testing.T) {
	s := newSpied(t)
	set := &images.Set{Name: "letters", Width: 4, Height: 4}
	for i := range 52 {
		set.Grey = append(set.Grey, make([]uint8, 16)...)
		set.Grey[i*16+i%16] = 255
		set.Labels = append(set.Labels, uint8(i%26))
	}
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "2", 1
	m := &dataset.Source{Name: "letters", Training: set, Test: set}
	s.ReplaceMachine("reset", settings, m, true, "", func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	s.Settle()
	s.Tick()
	list := s.frame.chooser.list
	if list == nil || len(list.Options) != 26 || len(s.frame.chooser.buttons) != 0 {
		t.Fatal("26 classes are not a list")
	}
	list.SetSelected("12")
	s.Session().Fresh()
	s.Tick()
	if got := s.Session().Snapshot().Watched; got != 12 || list.Selected != "12" {
		t.Errorf("chose 12, watching %d, shown %s", got, list.Selected)
	}
}

func TestWhatSurroundsTheRoomsHasTips(t *testing.T) {
	s := newSpied(t)
	s.Classes()
	stage.RequireTips(t, s.frame.bar.object)
	stage.RequireTips(t, s.frame.rail)
	stage.RequireTips(t, s.frame.chooser.object)
	stage.RequireTips(t, s.frame.trouble.object)
	stage.RequireTips(t, s.frame.trouble.panel)
}

// What was said in a room is past when the user goes to another one, but not where the program
// opens a room, which may have been said why.
func TestMessagesGoWithTheRoom(t *testing.T) {
	s := newSpied(t)
	for _, c := range []struct {
		what string
		act  func()
		left string
	}{
		{"the same room", func() { s.frame.rooms[0].button.OnTapped() }, "told"},
		{"a room that the program opens", func() { s.ChooseRoom("data") }, "told"},
		{"another room", func() { s.frame.rooms[0].button.OnTapped() }, ""},
	} {
		s.frame.Say("told")
		c.act()
		if got := s.frame.message.Text; got != c.left {
			t.Errorf("%s: the message is %q, want %q", c.what, got, c.left)
		}
	}
}
