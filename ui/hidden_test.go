package ui

import (
	"testing"

	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// While nobody can see the window it shows nothing, and misses nothing.
func TestHiddenWindowShowsNothing(t *testing.T) {
	s := stage.WithBars(newScene(t))
	progress := s.Object("progress").(*widget.Label)
	before := progress.Text
	hidden := true
	s.Hidden = func() bool { return hidden }
	s.RunOf("50", "bar.wakeSleep.button")
	if progress.Text != before {
		t.Errorf("the hidden bar went from %q to %q", before, progress.Text)
	}
	hidden = false
	s.Tick()
	if progress.Text != texts.Of("bar.progress.cycle", 50) {
		t.Errorf("in sight again the bar says %q", progress.Text)
	}
	if s.Button("undo").Disabled() {
		t.Error("what was done out of sight cannot be undone")
	}
}
