package settings_test

import (
	"testing"

	"wakesleep/ui/desk"
	"wakesleep/ui/frame"
	"wakesleep/ui/stage"
)

// scene is a stage with a frame round a blank room.
type scene struct{ *stage.Stage }

// newScene has no machine yet.
func newScene(t testing.TB) *scene {
	t.Helper()
	return &scene{stage.New(t, func(d *desk.Desk) {
		frame.New(d, frame.Content{Rooms: []*frame.Tab{{Key: "watch", Room: stage.Blank{}}}})
	})}
}

// newBarsStage is a scene with Kirby's machine for the 3×3 bars.
func newBarsStage(t testing.TB) *scene {
	t.Helper()
	s := newScene(t)
	s.Bars()
	return s
}

// newDigitsStage is one with a machine for halves of the size of digits.
func newDigitsStage(t testing.TB, layers string) *scene {
	t.Helper()
	s := newScene(t)
	s.Digits(layers)
	return s
}
