package ui

import (
	"testing"

	"wakesleep/ui/desk"
	"wakesleep/ui/frame"
	"wakesleep/ui/rooms/lessons"
	"wakesleep/ui/stage"
)

// scene is a stage with the whole window.
type scene struct {
	*stage.Stage
	frame *frame.Frame
	guide *lessons.Guide
}

// newScene has no machine yet.
func newScene(t testing.TB) *scene {
	t.Helper()
	s := &scene{}
	s.Stage = stage.New(t, func(d *desk.Desk) { s.frame, s.guide = newWindow(d, "") })
	return s
}

// newBarsStage is a scene with Kirby's machine for the 3×3 bars.
func newBarsStage(t testing.TB) *scene {
	t.Helper()
	s := newScene(t)
	s.Bars()
	return s
}

// newClassesStage is one with a machine for each of two classes.
func newClassesStage(t testing.TB) *scene {
	t.Helper()
	s := newScene(t)
	s.Classes()
	return s
}
