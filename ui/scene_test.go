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
