package machineview

import (
	"math"

	"wakesleep/ui/kit"
)

// box is a place in the view.
type box struct{ x, y, w, h float64 }

// band is where the units of a layer lie: in rows of so many columns, pitch apart.
type band struct {
	box
	units, columns int
	pitch          float64
	// close tells that cells of a few pixels of the screen touch, as a picture's do.
	close bool
}

// cell is where a unit is drawn, with a gap to the next.
func (b band) cell(unit int) box {
	gap := 0.0
	if b.pitch >= 5 || b.pitch >= 2.5 && !b.close {
		gap = max(1, math.Round(b.pitch/6))
	}
	return box{
		b.x + float64(unit%b.columns)*b.pitch, b.y + float64(unit/b.columns)*b.pitch,
		b.pitch - gap, b.pitch - gap,
	}
}

// plan is where everything lies: what the machine sees at the left, its own image at
// the right, and between them its layers, the top above.
type plan struct {
	seen, own box
	// bands are those of the layers, from the pixels up, and names where the right ends
	// of their names are.
	bands []band
	names float64
	// arcs is where the arcs of connections begin that lead past layers.
	arcs float64
}

const (
	caption    = 17  // height of the texts below the images
	between    = 13  // distance of layers, in which arrows lie, where there are few
	nameHeight = 13  // distance of names, the least at which they can be read
	largest    = 34  // pitch of cells
	margin     = 12  // between images, names and layers
	pictureMax = 260 // side of an image
	arcRoom    = 30  // width that arcs beside the layers get
	loopWidth  = 7   // of a layer's connection with itself, at its left end
	share      = .4  // power of its units by which a layer gets height

	pictureShare = .45 // most of the height that the pixels get
)

// newPlan lays out layers of so many units, from the pixels up, and images of so many
// columns and rows of pixels, with room for arcs beside the layers if there are any.
func newPlan(width, height float64, units []int, columns, rows int, nameWidth float64, arcs bool) plan {
	aspect := float64(columns) / float64(rows)
	side := min(pictureMax, height-caption, .2*width)
	w, h := side*min(1, aspect), side/max(1, aspect)
	top := (height - caption - h) / 2
	p := plan{seen: box{(side - w) / 2, top, w, h}, own: box{width - (side+w)/2, top, w, h}}
	p.names = side + margin + nameWidth
	area := box{p.names + margin, 0, width - p.names - 2*margin - side, height}
	if arcs {
		area.w -= arcRoom
	}
	p.bands = stack(area, units, columns)
	for _, b := range p.bands {
		p.arcs = max(p.arcs, b.x+b.w+arrowHead)
	}
	return p
}

// stack lays layers above each other, the pixels in their columns at the bottom. Large
// layers get more of the height, but less than their share of units, or small ones would
// be too small to see.
func stack(area box, units []int, columns int) []band {
	// However many layers there are, half of the height is theirs.
	between := min(between, area.h/2/float64(max(1, len(units)-1)))
	free := area.h - between*float64(len(units)-1)
	bands, used := make([]band, len(units)), between*float64(len(units)-1)
	bands[0] = picture(area.w, max(1, free*min(pictureShare, 1.6/float64(len(units)))), units[0], columns)
	free, used = free-bands[0].h, used+bands[0].h
	total := 0.0
	for _, n := range units[1:] {
		total += math.Pow(float64(n), share)
	}
	for l, n := range units[1:] {
		bands[l+1] = largestFill(area.w, max(1, free*math.Pow(float64(n), share)/total), n)
		used += bands[l+1].h
	}
	y := area.y + max(0, (area.h-used)/2)
	for l := len(units) - 1; l >= 0; l-- {
		bands[l].x, bands[l].y = area.x+math.Floor((area.w-bands[l].w)/2), math.Floor(y)
		y += bands[l].h + between
	}
	return bands
}

// named tells which layers have room for their names beside them: the pixels and the top
// first, and of the others as many as can be read.
func (p plan) named() []bool {
	top := len(p.bands) - 1
	list := make([]bool, top+1)
	list[0], list[top] = true, true
	middle := func(l int) float64 { return p.bands[l].y + p.bands[l].h/2 }
	for l, last := 1, 0; l < top; l++ {
		if middle(last)-middle(l) >= nameHeight && middle(l)-middle(top) >= nameHeight {
			list[l], last = true, l
		}
	}
	return list
}

// picture is a band of pixels in the columns of their image.
func picture(width, height float64, units, columns int) band {
	rows := (units + columns - 1) / columns
	b := rowsOf(rows, columns, units, whole(min(width/float64(columns), height/float64(rows), largest)))
	b.close = true
	return b
}

// rowsOf is a band of units in rows and columns.
func rowsOf(rows, columns, units int, pitch float64) band {
	return band{box: box{w: float64(columns) * pitch, h: float64(rows) * pitch}, units: units, columns: columns, pitch: pitch}
}

// whole is a pitch without a fraction, unless it is so small that this would tell.
func whole(pitch float64) float64 { return kit.Either(pitch > 2, math.Floor(pitch), pitch) }

// largestFill finds the largest pitch at which so many units have room, in rows that are as
// equal as can be.
func largestFill(width, height float64, units int) band {
	pitch := 0.0
	for rows := 1; rows <= units; rows++ {
		columns := (units + rows - 1) / rows
		p := min(width/float64(columns), height/float64(rows), largest)
		if p <= pitch && height/float64(rows) < pitch {
			break
		}
		pitch = max(pitch, p)
	}
	pitch = whole(pitch)
	most := max(1, int(width/pitch+1e-9))
	rows := (units + most - 1) / most
	return rowsOf(rows, (units+rows-1)/rows, units, pitch)
}
