package desk_test

import (
	"testing"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/stage"
)

func TestDivergenceOffersTheLastGoodState(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.Press("bar.step.button")
	s.AtRest()
	desk.React(s.Desk, session.Status{Cycle: 1}, session.Status{Cycle: 2, Err: learn.ErrDiverged})
	if !s.ReadsWords("no longer a finite number") {
		t.Fatal("no dialog about the divergence")
	}
	s.Press("dialog.recovery.back")
	s.Until("the machine is back", func() bool { return s.Says("dialog.recovery.done") })
	if got := s.Session().Fresh().Cycle; got != 0 {
		t.Errorf("the last good state is at cycle %d, want 0, where the run began", got)
	}
}

func TestDivergenceIsToldOnce(t *testing.T) {
	s := stage.WithBars(newScene(t))
	failed := session.Status{Cycle: 2, Err: learn.ErrDiverged}
	desk.React(s.Desk, session.Status{Cycle: 1}, failed)
	desk.React(s.Desk, failed, failed)
	if s.Dialogs() != 1 {
		t.Errorf("%d dialogs about one divergence", s.Dialogs())
	}
}

// A course that goes wrong is told once, with a suggestion; in lessons it is part of the
// plan.
func TestTroubleIsToldOnce(t *testing.T) {
	s := stage.WithBars(newScene(t))
	for trouble, key := range map[learn.Trouble]string{
		learn.AboveOneBit: "bar.trouble.above_one_bit_a_pixel", learn.Plateau: "bar.trouble.plateau",
	} {
		now := session.Status{Trouble: trouble, Troubles: 1}
		desk.React(s.Desk, session.Status{}, now)
		if !s.Says(key) {
			t.Errorf("it said %q", s.Said())
		}
		s.Say("")
		desk.React(s.Desk, now, now)
		if s.Said() != "" {
			t.Errorf("it said again %q", s.Said())
		}
	}
}
