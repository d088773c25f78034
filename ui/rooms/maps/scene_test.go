package maps

import (
	"os"
	"testing"

	"go.uber.org/goleak"

	"wakesleep/ui/desk"
	"wakesleep/ui/frame"
	"wakesleep/ui/stage"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.Cleanup(func(status int) { os.Exit(status) }))
}

// scene is a stage with the room, and a Draw room that only remembers what it was sent.
type scene struct {
	*stage.Stage
	room  *Room
	draw  *stage.DrawRoom
	cache string
}

// newScene has no machine yet, and a cache of its own.
func newScene(t testing.TB) *scene {
	t.Helper()
	s := &scene{cache: t.TempDir()}
	t.Setenv("WAKESLEEP_CACHE", s.cache)
	s.Stage = stage.New(t, s.furnish)
	return s
}

func (s *scene) furnish(d *desk.Desk) {
	s.draw, s.room = stage.NewDrawRoom(d), New(d)
	frame.New(d, frame.Content{Rooms: []*frame.Tab{{Key: "map", Room: s.room}, {Key: desk.DrawRoomKey, Room: stage.Blank{}}}})
}

// shown is the room after it was shown everything.
func (s *scene) shown() *Room {
	s.ChooseRoom("map")
	s.Settle()
	return s.room
}

// mapped has a map of a hundred and twenty images of two kinds.
func mapped(t testing.TB) *scene {
	t.Helper()
	s := newScene(t)
	s.Digits("12,5")
	s.shown()
	s.make()
	return s
}

func (s *scene) make() {
	s.T.Helper()
	s.room.makeIt.OnTapped()
	s.Settle()
	if s.room.chart == nil {
		s.T.Fatal("there is no map")
	}
}
