package ui

// newRooms lists the rooms in the order of the rail.
func newRooms(d *desk) []room {
	return []room{
		newWatchRoom(d),
		newDrawRoom(d),
		newWeightsRoom(d),
		newDreamsRoom(d),
		newDataRoom(d),
		newFilmRoom(d),
	}
}
