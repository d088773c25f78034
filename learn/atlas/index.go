package atlas

import "math"

// Index finds the images in a part of a map. It is immutable.
type Index struct {
	m *Map
	// Left, Top, Right and Bottom bound the places.
	Left, Top, Right, Bottom float64
	// cells are squares of a side, columns of which lie beside each other; first says where
	// each one's images begin in images, and one number more where the last one's end.
	side          float64
	columns, rows int
	first, images []int32
}

// perCell is about how many images share a cell.
const perCell = 8

// Index is that of a map.
func (m *Map) Index() *Index {
	ix := &Index{m: m, Left: math.Inf(1), Top: math.Inf(1), Right: math.Inf(-1), Bottom: math.Inf(-1)}
	for i, x := range m.X {
		ix.Left, ix.Right = min(ix.Left, float64(x)), max(ix.Right, float64(x))
		ix.Top, ix.Bottom = min(ix.Top, float64(m.Y[i])), max(ix.Bottom, float64(m.Y[i]))
	}
	if len(m.X) == 0 {
		ix.Left, ix.Top, ix.Right, ix.Bottom = 0, 0, 0, 0
	}
	width, height := ix.Right-ix.Left, ix.Bottom-ix.Top
	ix.side = max(math.Sqrt(width*height*perCell/float64(max(1, len(m.X)))), max(width, height)/1000, 1e-6)
	ix.columns, ix.rows = int(width/ix.side)+1, int(height/ix.side)+1
	ix.sort()
	return ix
}

// sort lists the images by cells, those of a cell in their order.
func (ix *Index) sort() {
	ix.first = make([]int32, ix.columns*ix.rows+1)
	for i := range ix.m.X {
		ix.first[ix.cellOf(i)+1]++
	}
	for c := range ix.first[1:] {
		ix.first[c+1] += ix.first[c]
	}
	next := append([]int32(nil), ix.first...)
	ix.images = make([]int32, len(ix.m.X))
	for i := range ix.m.X {
		c := ix.cellOf(i)
		ix.images[next[c]] = int32(i)
		next[c]++
	}
}

func (ix *Index) cellOf(i int) int {
	return ix.row(float64(ix.m.Y[i]))*ix.columns + ix.column(float64(ix.m.X[i]))
}

// column and row are those of the cell of a place, or of the one nearest to it.
func (ix *Index) column(x float64) int {
	return int(max(0, min((x-ix.Left)/ix.side, float64(ix.columns-1))))
}

func (ix *Index) row(y float64) int {
	return int(max(0, min((y-ix.Top)/ix.side, float64(ix.rows-1))))
}

// In calls visit with the images of all cells that a rectangle touches.
func (ix *Index) In(left, top, right, bottom float64, visit func(image int32)) {
	if right < ix.Left || bottom < ix.Top || left > ix.Right || top > ix.Bottom {
		return
	}
	from, to := ix.column(left), ix.column(right)
	for row := ix.row(top); row <= ix.row(bottom); row++ {
		lo, hi := ix.first[row*ix.columns+from], ix.first[row*ix.columns+to+1]
		for _, i := range ix.images[lo:hi] {
			visit(i)
		}
	}
}

// Of is the place of an image.
func (ix *Index) Of(image int) (x, y float64) {
	return float64(ix.m.X[image]), float64(ix.m.Y[image])
}

// Nearest is the image nearest to a place, the first of those as near, if one is within a
// distance.
func (ix *Index) Nearest(x, y, within float64) (image int, found bool) {
	farthest := math.Hypot(max(math.Abs(x-ix.Left), math.Abs(x-ix.Right)), max(math.Abs(y-ix.Top), math.Abs(y-ix.Bottom)))
	for reach := ix.side; ; reach *= 2 {
		best, least := int32(-1), min(reach, within)
		ix.In(x-least, y-least, x+least, y+least, func(i int32) {
			d := math.Hypot(float64(ix.m.X[i])-x, float64(ix.m.Y[i])-y)
			if d < least || d == least && (best < 0 || i < best) {
				best, least = i, d
			}
		})
		if best >= 0 {
			return int(best), true
		}
		if reach >= within || reach > 2*farthest {
			return 0, false
		}
	}
}
