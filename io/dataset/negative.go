package dataset

import "wakesleep/network/images"

// Negative swaps ink and paper: every level becomes 255 less itself. The set is as it
// was otherwise, but for its name; at most most images are taken.
func Negative(set *images.Set, name string, most int) *images.Set {
	n := *set.First(most)
	n.Name, n.Grey = name, append([]uint8(nil), n.Grey...)
	invert(n.Grey)
	return &n
}
