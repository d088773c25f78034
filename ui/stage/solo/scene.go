// Package solo is for tests: a room on a stage, with no other beside it.
package solo

import (
	"testing"

	"wakesleep/ui/desk"
	"wakesleep/ui/frame"
	"wakesleep/ui/stage"
)

// Scene is a stage with a room in the frame.
type Scene[R desk.Room] struct {
	*stage.Stage
	Room R
	key  string
}

// New is a scene that has no machine yet. The key is that of the room in the frame, and D
// the desk or an interface of it.
func New[R desk.Room, D any](t testing.TB, key string, room func(d D) R) *Scene[R] {
	t.Helper()
	s := &Scene[R]{key: key}
	s.Stage = stage.New(t, func(d *desk.Desk) {
		s.Room = room(any(d).(D))
		frame.New(d, frame.Content{Rooms: []*frame.Tab{{Key: key, Room: s.Room}}})
	})
	return s
}

// Shown is the room after it was shown everything.
func (s *Scene[R]) Shown() R {
	s.ChooseRoom(s.key)
	s.Settle()
	return s.Room
}
