package weights

import (
	"testing"

	"wakesleep/ui/desk"
	"wakesleep/ui/frame"
	"wakesleep/ui/stage"
)

// scene is a stage with the room, and no other.
type scene struct {
	*stage.Stage
	room *Room
}

// newScene has no machine yet.
func newScene(t testing.TB) *scene {
	t.Helper()
	s := &scene{}
	s.Stage = stage.New(t, func(d *desk.Desk) {
		s.room = New(d)
		frame.New(d, frame.Content{Rooms: []*frame.Tab{{Key: "weights", Room: s.room}}})
	})
	return s
}

// shown is the room after it was shown everything.
func (s *scene) shown() *Room {
	s.ChooseRoom("weights")
	s.Settle()
	return s.room
}

// newDigitsStage is one with a machine for halves of the size of digits.
func newDigitsStage(t testing.TB, layers string) *scene {
	t.Helper()
	s := newScene(t)
	s.Digits(layers)
	return s
}

// newClassesStage is one with a machine for each of two classes.
func newClassesStage(t testing.TB) *scene {
	t.Helper()
	s := newScene(t)
	s.Classes()
	return s
}
