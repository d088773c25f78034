package atlas

import "math"

// levels is by what factor pictures of one level are larger than those of the next.
const levels = 1.2

// rooms are, for each image of a map, the side of the largest picture of it, in the map's
// units, that touches no other picture of that size that is shown. Pictures of a size are
// those of images with room for it: so when one zooms in, pictures are only added, and when
// one moves, none comes or goes.
//
// From level to level pictures become a little smaller. At each an image gets its
// picture, in their order, where those that have one are a side away.
func rooms(m *Map, widest, least float64) []float32 {
	room := make([]float32, len(m.X))
	left := len(m.X)
	for side := widest; side >= least && left > 0; side /= levels {
		t := newCells(m, side)
		for i, r := range room {
			if r > 0 {
				t.put(int32(i))
			}
		}
		for i, r := range room {
			if r == 0 && t.isFree(i) {
				room[i] = float32(side)
				t.put(int32(i))
				left--
			}
		}
	}
	return room
}

// cells is a table of images by squares, each of which has at most one.
type cells struct {
	m    *Map
	side float64
	// keys and images are slots of a hash table; a key of 0 is an empty one.
	keys   []uint64
	images []int32
}

func newCells(m *Map, side float64) *cells {
	size := 16
	for size < 2*len(m.X) {
		size *= 2
	}
	return &cells{m, side, make([]uint64, size), make([]int32, size)}
}

// at is the square of an image.
func (t *cells) at(i int) (column, row int32) {
	return int32(math.Floor(float64(t.m.X[i]) / t.side)), int32(math.Floor(float64(t.m.Y[i]) / t.side))
}

// slot is where a square is or would be in the table.
func (t *cells) slot(column, row int32) (slot int, key uint64) {
	key = uint64(uint32(column))<<32 | uint64(uint32(row))
	key = key*0x9e3779b97f4a7c15 | 1
	mask := len(t.keys) - 1
	for slot = int(key>>32) & mask; t.keys[slot] != 0 && t.keys[slot] != key; {
		slot = (slot + 1) & mask
	}
	return slot, key
}

func (t *cells) put(i int32) {
	column, row := t.at(int(i))
	slot, key := t.slot(column, row)
	t.keys[slot], t.images[slot] = key, i
}

// isFree tells whether no image within a side, each way, has a picture.
func (t *cells) isFree(i int) bool {
	column, row := t.at(i)
	for dx := int32(-1); dx <= 1; dx++ {
		for dy := int32(-1); dy <= 1; dy++ {
			slot, key := t.slot(column+dx, row+dy)
			if t.keys[slot] != key {
				continue
			}
			other := t.images[slot]
			if math.Abs(float64(t.m.X[i]-t.m.X[other])) < t.side && math.Abs(float64(t.m.Y[i]-t.m.Y[other])) < t.side {
				return false
			}
		}
	}
	return true
}
