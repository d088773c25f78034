package pictures

import "math"

// grid is how n images of w×h pixels lie on a sheet.
type grid struct {
	n, w, h, columns int
}

// rows is the number of rows, at least one.
func (g grid) rows() int { return max(1, (g.n+g.columns-1)/g.columns) }

// choose finds the number of columns with which images become largest in a space
// of the given extent.
func (g grid) choose(width, height, gap float64) int {
	best, _ := g.largest(width, height, gap, func(int) bool { return true })
	return best
}

// fullRows finds the number that leaves no row half empty, unless images can be much
// larger otherwise.
func (g grid) fullRows(width, height, gap float64) int {
	const much = 1.15
	full, scale := g.largest(width, height, gap, func(columns int) bool { return g.n%columns == 0 })
	best, larger := g.largest(width, height, gap, func(int) bool { return true })
	if larger > much*scale {
		return best
	}
	return full
}

// largest finds the number of columns, among those allowed, with the largest scale.
func (g grid) largest(width, height, gap float64, allowed func(columns int) bool) (best int, scale float64) {
	best = 1
	for columns := 1; columns <= g.n; columns++ {
		g.columns = columns
		if s := g.scale(width, height, gap); s > scale && allowed(columns) {
			best, scale = columns, s
		}
	}
	return best, scale
}

// scale is the extent of a pixel if the sheet fills a space of width × height,
// with gaps between images.
func (g grid) scale(width, height, gap float64) float64 {
	across := (width - gap*float64(g.columns-1)) / float64(g.columns*g.w)
	down := (height - gap*float64(g.rows()-1)) / float64(g.rows()*g.h)
	return math.Max(0, math.Min(across, down))
}

// fitted are the full rows, as wide as the space, that cover most of it. They have a few
// images more than wanted where another row has room then.
func (g grid) fitted(width, height, gap float64, wanted int) grid {
	best, most := g, 0.0
	for columns := wanted; columns <= min(wanted+wanted/3, g.n); columns++ {
		across := (width - gap*float64(columns-1)) / float64(columns)
		down := across * float64(g.h) / float64(g.w)
		rows := max(1, min(g.n/columns, int((height+gap)/(down+gap)+1e-6)))
		if covered := across * min(down, height) * float64(rows*columns); covered > 1.001*most {
			best.n, best.columns, most = rows*columns, columns, covered
		}
	}
	return best
}

// extent is the size of the sheet at a scale.
func (g grid) extent(scale, gap float64) (width, height float64) {
	width = float64(g.columns*g.w)*scale + gap*float64(g.columns-1)
	height = float64(g.rows()*g.h)*scale + gap*float64(g.rows()-1)
	return width, height
}

// cell is where image i starts, and its size, if the sheet has the given extent.
func (g grid) cell(i int, width, height, gap float64) (x, y, w, h float64) {
	w = (width - gap*float64(g.columns-1)) / float64(g.columns)
	h = (height - gap*float64(g.rows()-1)) / float64(g.rows())
	return float64(i%g.columns) * (w + gap), float64(i/g.columns) * (h + gap), w, h
}

// cellAt finds the image at a place on the sheet, or in the gap behind it, where one means
// to click at an image too.
func (g grid) cellAt(px, py, width, height, gap float64) (index int, inside bool) {
	if g.n == 0 || px < 0 || py < 0 || px >= width || py >= height {
		return 0, false
	}
	_, _, w, h := g.cell(0, width, height, gap)
	column, row := int(px/(w+gap)), int(py/(h+gap))
	index = row*g.columns + column
	return index, column < g.columns && index < g.n
}

// at finds the image and its pixel at a place on the sheet.
func (g grid) at(px, py, width, height, gap float64) (index, x, y int, inside bool) {
	index, inside = g.cellAt(px, py, width, height, gap)
	if !inside {
		return 0, 0, 0, false
	}
	left, top, w, h := g.cell(index, width, height, gap)
	x, y = int((px-left)/w*float64(g.w)), int((py-top)/h*float64(g.h))
	return index, x, y, x < g.w && y < g.h
}
