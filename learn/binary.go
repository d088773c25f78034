package learn

import (
	"wakesleep/network/bits"
	"wakesleep/network/images"
)

// Binary is the images of a set drawn on or off once, with the data's own seed: the
// fixed binarisation by which all machines are measured.
func Binary(set *images.Set) *bits.Matrix { return binariseAll(set) }
