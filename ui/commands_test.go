package ui

import (
	"slices"
	"strings"
	"testing"

	"wakesleep/learn"
)

func TestPlayPausesAndGoesOn(t *testing.T) {
	s := newBarsStage(t)
	b := s.frame.bar
	s.press("play")
	s.until("it runs", func() bool { return s.session.Status().Cycle > 50 && b.play.Text == "pause" })
	s.press("pause")
	s.until("it pauses", func() bool { return s.session.Status().State == learn.Paused && b.play.Text == "play" })
	held := s.session.Fresh().Cycle
	s.press("play")
	s.until("it goes on", func() bool { return s.session.Status().Cycle > held })
	s.stop()
	s.atRest()
	if !b.stop.Disabled() || b.play.Text != "play" {
		t.Error("a machine at rest can be played and not stopped")
	}
}

func TestRunDoesAsManyCyclesAsTheBarSays(t *testing.T) {
	s := newBarsStage(t)
	s.frame.bar.cycles.SetText("1,234")
	s.press("wake-sleep")
	if got := s.atRest().Cycle; got != 1234 {
		t.Errorf("%d cycles, want 1234", got)
	}
	s.press("step")
	if got := s.atRest().Cycle; got != 1235 {
		t.Errorf("%d cycles after one step more, want 1235", got)
	}
}

func TestWakeAndSleepTeachOneDirectionEach(t *testing.T) {
	s := newBarsStage(t)
	s.frame.bar.cycles.SetText("20")
	start := s.session.Fresh().Machine
	s.press("wake")
	woken := s.atRest().Machine
	if slices.Equal(woken.Generative.Flat, start.Generative.Flat) {
		t.Error("waking taught the generative weights nothing")
	}
	if !slices.Equal(woken.Recognition.Flat, start.Recognition.Flat) {
		t.Error("waking changed the recognition weights")
	}
	s.press("sleep")
	slept := s.atRest().Machine
	if !slices.Equal(slept.Generative.Flat, woken.Generative.Flat) {
		t.Error("sleeping changed the generative weights")
	}
	if slices.Equal(slept.Recognition.Flat, woken.Recognition.Flat) {
		t.Error("sleeping taught the recognition weights nothing")
	}
}

func TestImpossibleNumbersAreRefusedInWords(t *testing.T) {
	s := newBarsStage(t)
	for _, text := range []string{"", "many", "0", "-3", "1e3", "99999999999999999999"} {
		s.frame.bar.cycles.SetText(text)
		s.press("wake-sleep")
		if s.session.Fresh().Cycle != 0 || !strings.Contains(s.frame.message.Text, "cycles") {
			t.Errorf("%q cycles: %q", text, s.frame.message.Text)
		}
	}
	s.changeRate("fast")
	if !strings.Contains(s.frame.message.Text, "“fast” is no number") {
		t.Errorf("rate fast: %q", s.frame.message.Text)
	}
	s.changeRate("-1")
	s.waitDialog("rate: -1 is impossible")
}

func TestRateChangesWhileRunning(t *testing.T) {
	s := newBarsStage(t)
	b := s.frame.bar
	if b.showRate(s.session.Status().Rate); b.rate.Text != "0.15,0.01,0.01" {
		t.Errorf("the bar shows the rate %q", b.rate.Text)
	}
	s.press("play")
	s.changeRate("0.05")
	s.until("the rate is in force", func() bool {
		return slices.Equal(s.session.Status().Rate, []float64{.05, .05, .05}) && b.rate.Text == "0.05"
	})
	if s.session.Status().State != learn.Running {
		t.Error("the change stopped the run")
	}
	changes := s.session.Fresh().Record.Changes
	if len(changes) != 1 || changes[0].Setting != "rate" || changes[0].Value != "0.05" {
		t.Errorf("recorded changes: %+v", changes)
	}
}

func TestRateIsNotOverwrittenWhileTyped(t *testing.T) {
	s := newBarsStage(t)
	b := s.frame.bar
	s.window.Canvas().Focus(b.rate)
	b.rate.SetText("0.0")
	b.showRate([]float64{.5})
	if b.rate.Text != "0.0" {
		t.Errorf("what was typed became %q", b.rate.Text)
	}
	s.window.Canvas().Unfocus()
	if b.showRate([]float64{.5}); b.rate.Text != "0.5" {
		t.Errorf("after typing the bar shows %q", b.rate.Text)
	}
}

func TestResetAsksAndTakesASeed(t *testing.T) {
	s := newStage(t)
	settings := learn.ClassicDefaults()
	settings.Init, settings.Seed = learn.Glorot, 3
	s.begin("bars3", settings)
	s.press("step")
	s.atRest()
	s.press("reset")
	if !s.reads("forgets everything") {
		t.Fatal("reset did not ask")
	}
	s.press("Cancel")
	if s.session.Fresh().Cycle != 1 {
		t.Error("reset although it was cancelled")
	}
	s.press("reset")
	for _, o := range s.screen() {
		if e := entryOf(o); e != nil {
			if e.Text != "3" {
				t.Errorf("the dialog shows the seed %q, want 3", e.Text)
			}
			e.SetText("77")
		}
	}
	s.press("Reset")
	s.settle()
	settings.Seed = 77
	fresh, err := learn.NewTrainer(settings, s.data.Training, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	got := s.session.Fresh()
	if got.Cycle != 0 || got.Record.Settings.Seed != 77 {
		t.Errorf("cycle %d, seed %d", got.Cycle, got.Record.Settings.Seed)
	}
	if !slices.Equal(got.Machine.Generative.Flat, fresh.Result().Generative.Flat) {
		t.Error("the machine is not the one of its seed")
	}
}

func TestDivergenceOffersTheLastGoodState(t *testing.T) {
	s := newBarsStage(t)
	s.press("step")
	s.atRest()
	s.notice(learn.Status{Cycle: 1}, learn.Status{Cycle: 2, Err: learn.ErrDiverged})
	if !s.reads("no longer a finite number") {
		t.Fatal("no dialog about the divergence")
	}
	s.press("Go back to the last good state")
	s.until("the machine is back", func() bool { return strings.Contains(s.frame.message.Text, "last good state") })
	if got := s.session.Fresh().Cycle; got != 0 {
		t.Errorf("the last good state is at cycle %d, want 0, where the run began", got)
	}
}

func TestDivergenceIsToldOnce(t *testing.T) {
	s := newBarsStage(t)
	failed := learn.Status{Cycle: 2, Err: learn.ErrDiverged}
	s.notice(learn.Status{Cycle: 1}, failed)
	s.notice(failed, failed)
	if s.dialogs() != 1 {
		t.Errorf("%d dialogs about one divergence", s.dialogs())
	}
}
