package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/ui/samples"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
)

// spyRoom counts how often it is shown.
type spyRoom struct {
	label *widget.Label
	views []view
}

func (r *spyRoom) title() string             { return "Spy" }
func (r *spyRoom) icon() fyne.Resource       { return nil }
func (r *spyRoom) object() fyne.CanvasObject { return r.label }
func (r *spyRoom) show(v *view)              { r.views = append(r.views, *v) }

func TestRoomsAreShownWhatChangedAndNothingElse(t *testing.T) {
	s := newBarsStage(t)
	spy := &spyRoom{label: widget.NewLabel("")}
	s.frame.add(&tab{key: "watch", room: spy})
	s.settle()
	s.tick()
	if len(spy.views) != 0 {
		t.Fatal("a hidden room was shown something")
	}
	s.frame.choose(len(s.frame.rooms) - 1)
	if len(spy.views) != 1 || !spy.views[0].machineChanged || !spy.views[0].dataChanged {
		t.Fatalf("a room that becomes visible was shown %d times", len(spy.views))
	}
	for range 5 {
		s.tick()
	}
	if len(spy.views) != 1 {
		t.Error("without a change the room was shown again")
	}
	s.press("step")
	s.atRest()
	if last := spy.views[len(spy.views)-1]; last.snapshot.Cycle != 1 || last.machineChanged || last.dataChanged {
		t.Errorf("after a step the room saw %+v", last)
	}
	s.replaceMachine("reset", learn.ClassicDefaults(), s.stock, false, "", func(error) {})
	s.settle()
	if last := spy.views[len(spy.views)-1]; last.snapshot.Cycle != 0 || !last.machineChanged || last.dataChanged {
		t.Errorf("after a reset the room saw %+v", last)
	}
}

func TestEveryRoomFitsASmallWindow(t *testing.T) {
	defer texts.Use("en")
	const menuBar = 32
	for _, language := range texts.Languages {
		texts.Use(language.Code)
		s := newBarsStage(t)
		for _, tab := range s.frame.rooms {
			s.frame.chooseRoom(tab.key)
			size := s.frame.object.MinSize()
			if size.Width > 1024 || size.Height > 640-menuBar {
				t.Errorf("%s: with the room %s the window needs %v", language.Code, tab.key, size)
			}
		}
	}
}

func TestBarCutsNothingInASmallWindow(t *testing.T) {
	defer texts.Use("en")
	for _, language := range texts.Languages {
		texts.Use(language.Code)
		s := newBarsStage(t)
		b := s.frame.bar
		for _, now := range []learn.Status{
			{State: learn.Running, Done: 488, Total: 888, Cycle: 124_000, TimeLeft: 4 * time.Second, ImagesPerSecond: 71234},
			{State: learn.Running, Awake: true, Done: 488, Total: 888, Cycle: 1_224_000},
			{State: learn.Paused, Done: 4880, Total: 8880},
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

func TestFootGivesTheMessageItsWidth(t *testing.T) {
	s := newBarsStage(t)
	s.say(strings.Repeat("a long message ", 6))
	f := s.frame
	if f.message.Size().Width < lineWidth(f.message) {
		t.Errorf("the message has %.0f of %.0f", f.message.Size().Width, lineWidth(f.message))
	}
	s.say(strings.Repeat("a message of any length ", 30))
	if got, whole := f.status.Size().Width, f.foot.Size().Width; got < min(lineWidth(f.status), leastFoot*whole)-1 {
		t.Errorf("the status has %.0f of %.0f", got, whole)
	}
}

func TestEveryRoomWorksWithEveryData(t *testing.T) {
	for _, data := range []string{"bars3", "bars4"} {
		s := newStage(t).begin(data, learn.ClassicDefaults())
		for _, tab := range s.frame.rooms {
			s.frame.chooseRoom(tab.key)
			s.press("step")
			s.atRest()
		}
	}
}

func TestWindowWithoutAMachineCanBePressedEverywhere(t *testing.T) {
	s := newStage(t)
	for _, act := range []func(){
		s.playOrPause, s.step, s.stop, s.askReset, s.save, s.askSave, s.nameByHand, s.tick, s.describe,
		func() { s.runFor(learn.SleepOnly) }, func() { s.changeRate("1") }, func() { s.askNewMachine(nil) },
		func() { s.setStraightened(true) }, func() { s.frame.chooseRoom("data") },
	} {
		act()
	}
	if s.unsaved() || s.dialogs() != 0 {
		t.Error("there is nothing to save or to talk about yet")
	}
}

func TestWatchRoomFillsItself(t *testing.T) {
	s := newBarsStage(t)
	s.frame.chooseRoom("watch")
	r := s.frame.rooms[0].room.(*watchRoom)
	s.settle()
	if r.inputs.Count() != sheetImages || r.dreams.Count() != sheetImages {
		t.Errorf("%d inputs and %d dreams, want %d each", r.inputs.Count(), r.dreams.Count(), sheetImages)
	}
	// With all weights zero a machine says of every pixel that it is on or off
	// with equal chances, and of every unit the same: nine bits of difference.
	if r.ledger.causes.Text != "0.00 bits" || r.ledger.difference.Text != "9.00 bits" {
		t.Errorf("causes %s, difference %s", r.ledger.causes.Text, r.ledger.difference.Text)
	}
	if got := r.curvePanel.Remark.Text; got != "one bit a pixel 9 · independent pixels 9.00" {
		t.Errorf("baselines: %q", got)
	}
	s.frame.bar.cycles.SetText("300")
	s.press("wake-sleep")
	s.atRest()
	if r.shownPoints == 0 || !strings.Contains(r.curvePanel.Remark.Text, "this machine") {
		t.Error("no curve after a run")
	}
}

func TestSheetsShowFiringsOnRequest(t *testing.T) {
	s := newStage(t)
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "3", 10
	set := twoKinds(4, 4, 20)
	for i := range set.Grey {
		set.Grey[i] = set.Grey[i]/2 + 40
	}
	s.begin(writeImages(t, t.TempDir(), set), settings)
	r := s.frame.rooms[0].room.(*watchRoom)
	r.form.SetSelected(samples.AsFirings())
	s.settle()
	m := s.session.Fresh().Machine
	for _, values := range samples.Dreamt(m.Dream(50, 1), true) {
		for _, v := range values {
			if v != 0 && v != 1 {
				t.Fatalf("a pixel fires by %v", v)
			}
		}
	}
	grey := false
	for _, values := range samples.Dreamt(m.Dream(50, 1), false) {
		for _, v := range values {
			grey = grey || v > 0 && v < 1
		}
	}
	if !grey {
		t.Error("probabilities are as black and white as firings")
	}
}

func TestChoicesAreRemembered(t *testing.T) {
	s := newBarsStage(t)
	s.frame.chooseRoom("data")
	s.frame.bar.cycles.SetText("77")
	s.press("wake-sleep")
	s.atRest()
	s.setMode(theme.Light)
	again := newDesk(s.app, Options{}, func(f func()) { s.queue <- f })
	if got := again.frame.rooms[again.frame.now].key; got != "data" {
		t.Errorf("the room is %s again, want data", got)
	}
	if again.frame.bar.cycles.Text != "77" || again.mode() != theme.Light || !again.menus.modes[theme.Light].Checked {
		t.Errorf("cycles %s, mode %s", again.frame.bar.cycles.Text, again.mode())
	}
}

func TestMenusHaveNoKeyTwice(t *testing.T) {
	s := newBarsStage(t)
	seen := map[string]string{}
	for _, menu := range s.menus.main.Items {
		for _, i := range menu.Items {
			if i.Shortcut == nil {
				continue
			}
			name := i.Shortcut.ShortcutName()
			if other, taken := seen[name]; taken {
				t.Errorf("%s and %s share %s", other, i.Label, name)
			}
			seen[name] = i.Label
		}
	}
	s.showKeys()
	s.press("Close")
	s.showAbout()
	if !s.reads("MNIST") {
		t.Error("the digits' authors are not named")
	}
}

func TestRunsTakeTheKeysFromTheBar(t *testing.T) {
	s := newBarsStage(t)
	s.settle()
	s.window.Canvas().Focus(s.frame.bar.cycles)
	s.press("step")
	if s.window.Canvas().Focused() != nil {
		t.Error("the cursor goes on blinking")
	}
	s.atRest()
	if !s.frame.bar.stop.Disabled() || s.frame.bar.play.Disabled() {
		t.Error("at rest there is something to play and nothing to stop")
	}
}
