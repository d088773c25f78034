package dataset

import (
	"math"
	"slices"
)

const (
	// thinnest is the width of a stroke in MNIST's field of 28×28, in pixels, by
	// the measure of thickness. Of MNIST's test digits 90 % are thicker.
	thinnest = 1.8
	// fine is how many pixels strokes are thickened at, per pixel of the field.
	fine = 4
)

// strengthen thickens the strokes of cut, of which step pixels will make one of the
// field, where they would end thinner than any in MNIST: the line of a pen is a
// hair beside the width of the digit that it writes, and would be too pale to
// see. The field is size times MNIST's.
func strengthen(cut plane, step, size float64) plane {
	missing := float64(thinnest*size) - thickness(cut)/step
	if missing <= 0 {
		return cut
	}
	finer := step / fine
	large := cut.resample(side(cut.w, finer), side(cut.h, finer), finer, finer)
	brighten(large)
	return dilate(large, float64(missing*fine)/2)
}

// thickness is the mean width of the strokes in pixels: a stroke's area is its
// length times its width and its outline is twice its length. The outline's length
// is the total variation, which also holds for soft edges.
func thickness(p plane) float64 {
	var area, outline float64
	p = p.window(-1, -1, p.w+2, p.h+2)
	for y := range p.h - 1 {
		row, below := p.row(y), p.row(y+1)
		for x, v := range row[:p.w-1] {
			dx, dy := row[x+1]-v, below[x]-v
			area += v
			outline += math.Sqrt(float64(dx*dx) + float64(dy*dy))
		}
	}
	return ratio(2*area, outline)
}

// brighten scales the levels so that the strokes' middles are full ink again, which
// shrinking thinned out.
func brighten(p plane) {
	inked := slices.DeleteFunc(slices.Clone(p.levels), func(v float64) bool { return v <= 1 })
	if len(inked) == 0 {
		return
	}
	slices.Sort(inked)
	gain := 255 / inked[len(inked)*9/10]
	for i, v := range p.levels {
		p.levels[i] = math.Min(float64(v*gain), 255)
	}
}

// dilate lets every pixel of ink fill a disc of that radius with a soft edge, in a
// picture that grows by as much on every side.
func dilate(p plane, radius float64) plane {
	grow := int(math.Ceil(radius))
	out := newPlane(p.w+2*grow, p.h+2*grow)
	for dy := -grow; dy <= grow; dy++ {
		for dx := -grow; dx <= grow; dx++ {
			strength := math.Min(1, radius+1-math.Sqrt(float64(dx*dx+dy*dy)))
			if strength > 0 {
				overlay(out, p, grow+dx, grow+dy, strength)
			}
		}
	}
	return out
}

// overlay keeps the larger level of dst and of src, weakened to strength, placed at
// left, top in it.
func overlay(dst, src plane, left, top int, strength float64) {
	for y := range src.h {
		to := dst.row(top + y)[left : left+src.w]
		for x, v := range src.row(y) {
			to[x] = max(to[x], float64(v*strength))
		}
	}
}
