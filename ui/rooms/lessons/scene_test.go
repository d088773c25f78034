package lessons

import (
	"testing"

	"go.uber.org/goleak"

	"wakesleep/ui/desk"
	"wakesleep/ui/frame"
	"wakesleep/ui/stage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// scene is a stage with the room and the guide. Others are blank, and the Draw room only
// remembers what it was sent.
type scene struct {
	*stage.Stage
	guide *Guide
	room  *Room
}

// newScene has no machine yet.
func newScene(t testing.TB) *scene {
	t.Helper()
	s := &scene{}
	s.Stage = stage.New(t, func(d *desk.Desk) {
		stage.NewDrawRoom(d)
		s.guide = NewGuide(d)
		s.room = New(d, s.guide)
		rooms := []*frame.Tab{{Key: "lessons", Room: s.room}}
		for _, key := range []string{"watch", "draw", "weights", "dreams", "data", "map", "film"} {
			rooms = append(rooms, &frame.Tab{Key: key, Room: stage.Blank{}})
		}
		frame.New(d, frame.Content{Rooms: rooms, Below: s.guide.Strip(), Ticked: s.guide.Look})
	})
	return s
}
