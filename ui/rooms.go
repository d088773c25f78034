package ui

import (
	"wakesleep/ui/desk"
	"wakesleep/ui/frame"
	"wakesleep/ui/rooms/data"
	"wakesleep/ui/rooms/draw"
	"wakesleep/ui/rooms/dreams"
	"wakesleep/ui/rooms/film"
	"wakesleep/ui/rooms/lessons"
	"wakesleep/ui/rooms/watch"
	"wakesleep/ui/rooms/weights"
)

// newWindow fills the desk's window: with the rooms in the order of the rail, and the
// lesson's strip below them.
func newWindow(d *desk.Desk, version string) (*frame.Frame, *lessons.Guide) {
	g := lessons.NewGuide(d)
	return frame.New(d, frame.Content{Rooms: newRooms(d, g), Below: g.Strip(), Ticked: g.Look, Version: version}), g
}

func newRooms(d *desk.Desk, g *lessons.Guide) []*frame.Tab {
	return []*frame.Tab{
		{Key: "watch", Room: watch.New(d)},
		{Key: desk.DrawRoomKey, Room: draw.New(d)},
		{Key: "weights", Room: weights.New(d)},
		{Key: "dreams", Room: dreams.New(d)},
		{Key: "data", Room: data.New(d)},
		{Key: "film", Room: film.New(d)},
		{Key: "lessons", Room: lessons.New(d, g)},
	}
}
