package desk_test

import (
	"slices"
	"strings"
	"testing"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

func TestPlayPausesAndGoesOn(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.Press("bar.play.button")
	s.Until("it runs", func() bool {
		return s.Session().Status().Cycle > 50 && s.Button("play").Text == texts.Of("bar.play.pause")
	})
	s.Press("bar.play.pause")
	s.Until("it pauses", func() bool {
		return s.Session().Status().State == session.Paused && s.Button("play").Text == texts.Of("bar.play.button")
	})
	held := s.Session().Fresh().Cycle
	s.Press("bar.play.button")
	s.Until("it goes on", func() bool { return s.Session().Status().Cycle > held })
	s.Stop()
	s.AtRest()
	if !s.Button("stop").Disabled() || s.Button("play").Text != texts.Of("bar.play.button") {
		t.Error("a machine at rest can be played and not stopped")
	}
}

func TestRunDoesAsManyCyclesAsTheBarSays(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.Entry("cycles").SetText("1,234")
	s.Press("bar.wakeSleep.button")
	if got := s.AtRest().Cycle; got != 1234 {
		t.Errorf("%d cycles, want 1234", got)
	}
	s.Press("bar.step.button")
	if got := s.AtRest().Cycle; got != 1235 {
		t.Errorf("%d cycles after one step more, want 1235", got)
	}
}

func TestWakeAndSleepTeachOneDirectionEach(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.Entry("cycles").SetText("20")
	start := s.Session().Fresh().Machine
	s.Press("bar.wake.button")
	woken := s.AtRest().Machine
	if slices.Equal(woken.Generative.Flat, start.Generative.Flat) {
		t.Error("waking taught the generative weights nothing")
	}
	if !slices.Equal(woken.Recognition.Flat, start.Recognition.Flat) {
		t.Error("waking changed the recognition weights")
	}
	s.Press("bar.sleep.button")
	slept := s.AtRest().Machine
	if !slices.Equal(slept.Generative.Flat, woken.Generative.Flat) {
		t.Error("sleeping changed the generative weights")
	}
	if slices.Equal(slept.Recognition.Flat, woken.Recognition.Flat) {
		t.Error("sleeping taught the recognition weights nothing")
	}
}

func TestImpossibleNumbersAreRefusedInWords(t *testing.T) {
	s := stage.WithBars(newScene(t))
	for _, text := range []string{"", "many", "0", "-3", "1e3", "99999999999999999999"} {
		s.Entry("cycles").SetText(text)
		s.Press("bar.wakeSleep.button")
		if s.Session().Fresh().Cycle != 0 || !s.Says("common.noCount") {
			t.Errorf("%q cycles: %q", text, s.Said())
		}
	}
	s.Entry("rate").OnSubmitted("fast")
	if !s.Says("common.noNumber") || !strings.Contains(s.Said(), "“fast”") {
		t.Errorf("rate fast: %q", s.Said())
	}
	s.Entry("rate").OnSubmitted("-1")
	s.WaitDialogWords("rate: -1 is impossible")
}

func TestRateChangesWhileRunning(t *testing.T) {
	s := stage.WithBars(newScene(t))
	rate := s.Entry("rate")
	if s.Tick(); rate.Text != "0.15,0.01,0.01" {
		t.Errorf("the bar shows the rate %q", rate.Text)
	}
	s.Press("bar.play.button")
	rate.OnSubmitted("0.05")
	s.Until("the rate is in force", func() bool {
		return slices.Equal(s.Session().Status().Rate, []float64{.05, .05, .05}) && rate.Text == "0.05"
	})
	if s.Session().Status().State != session.Running {
		t.Error("the change stopped the run")
	}
	changes := s.Session().Fresh().Record.Changes
	if len(changes) != 1 || changes[0].Setting != "rate" || changes[0].Value != "0.05" {
		t.Errorf("recorded changes: %+v", changes)
	}
}

func TestResetAsksAndTakesASeed(t *testing.T) {
	s := newScene(t)
	settings := learn.ClassicDefaults()
	settings.Init, settings.Seed = learn.Glorot, 3
	s.Begin("bars3", settings)
	s.Press("bar.step.button")
	s.AtRest()
	s.Press("bar.reset.button")
	if !s.Reads("dialog.reset.text") {
		t.Fatal("reset did not ask")
	}
	s.Press("common.cancel")
	if s.Session().Fresh().Cycle != 1 {
		t.Error("reset although it was cancelled")
	}
	s.Press("bar.reset.button")
	for _, o := range s.Screen() {
		if e := stage.EntryOf(o); e != nil {
			if e.Text != "3" {
				t.Errorf("the dialog shows the seed %q, want 3", e.Text)
			}
			e.SetText("77")
		}
	}
	s.Press("dialog.reset.button")
	s.Settle()
	settings.Seed = 77
	fresh, err := learn.New(settings, s.Data().Training, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	got := s.Session().Fresh()
	if got.Cycle != 0 || got.Record.Settings.Seed != 77 {
		t.Errorf("cycle %d, seed %d", got.Cycle, got.Record.Settings.Seed)
	}
	if !slices.Equal(got.Machine.Generative.Flat, fresh.Machine(0).Generative.Flat) {
		t.Error("the machine is not the one of its seed")
	}
}
