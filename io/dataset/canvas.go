package dataset

// ScaleInk scales a whole canvas of w×h levels, of which 0 is ground and 255 ink, to
// width×height, without looking for the ink on it: for drawings of which a part is
// left out on purpose, which would be cut out and enlarged otherwise. Small fields
// become black and white, as in [PrepareInk].
func ScaleInk(ink []uint8, w, h, width, height int) []uint8 {
	checkSize(len(ink), w, h)
	if len(ink) == 0 {
		return make([]uint8, width*height)
	}
	field := planeOf(ink, w, h).resize(width, height).bytes()
	if least := min(width, height); least >= smallSide || least < tinySide || w == width && h == height {
		return field
	}
	for i, level := range field {
		field[i] = 0
		if level >= inked {
			field[i] = 255
		}
	}
	return field
}
