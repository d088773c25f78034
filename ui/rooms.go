package ui

import (
	"wakesleep/ui/desk"
	"wakesleep/ui/frame"
)

// newWindow fills the desk's window: with the rooms in the order of the rail, and the
// lesson's strip below them.
func newWindow(d *desk.Desk, version string) (*frame.Frame, *guide) {
	g := newGuide(d)
	return frame.New(d, frame.Content{Rooms: newRooms(d, g), Below: g.strip.object, Ticked: g.look, Version: version}), g
}

func newRooms(d *desk.Desk, g *guide) []*frame.Tab {
	return []*frame.Tab{
		{Key: "watch", Room: newWatchRoom(d)},
		{Key: desk.DrawRoomKey, Room: newDrawRoom(d)},
		{Key: "weights", Room: newWeightsRoom(d)},
		{Key: "dreams", Room: newDreamsRoom(d)},
		{Key: "data", Room: newDataRoom(d)},
		{Key: "film", Room: newFilmRoom(d)},
		{Key: "lessons", Room: newLessonsRoom(d, g)},
	}
}
