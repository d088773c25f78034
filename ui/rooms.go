package ui

// newRooms lists the rooms in the order of the rail, each with the key by which it is
// known to the table of texts, to preferences and to scripts, whatever its title.
func newRooms(d *desk) []*tab {
	return []*tab{
		{key: "watch", room: newWatchRoom(d)},
		{key: "draw", room: newDrawRoom(d)},
		{key: "weights", room: newWeightsRoom(d)},
		{key: "dreams", room: newDreamsRoom(d)},
		{key: "data", room: newDataRoom(d)},
		{key: "film", room: newFilmRoom(d)},
		{key: "lessons", room: newLessonsRoom(d)},
	}
}
