package dataset

import (
	"fmt"
	"math"
)

// plane is a picture while it is worked on: levels 0 … 255, not rounded.
type plane struct {
	w, h   int
	levels []float64
}

func newPlane(w, h int) plane { return plane{w, h, make([]float64, w*h)} }

func (p plane) row(y int) []float64 { return p.levels[y*p.w : (y+1)*p.w] }

// bytes rounds the levels to 0 … 255.
func (p plane) bytes() []uint8 {
	grey := make([]uint8, len(p.levels))
	for i, v := range p.levels {
		grey[i] = uint8(min(max(v, 0), 255) + .5)
	}
	return grey
}

// planeOf takes w×h grey levels.
func planeOf(grey []uint8, w, h int) plane { return levelsIn(grey, w, h).plane() }

// checkSize refuses grey levels that are no picture of w×h pixels, which is a
// mistake in the program.
func checkSize(levels, w, h int) {
	if w < 0 || h < 0 || levels != w*h {
		panic(fmt.Sprintf("dataset: %d grey levels are no picture of %d×%d pixels", levels, w, h))
	}
}

// resize brings p to w×h pixels. Shrinking averages over the area that each new
// pixel covers, so thin strokes fade instead of breaking up; enlarging
// interpolates linearly.
func (p plane) resize(w, h int) plane {
	return p.resample(w, h, float64(p.w)/float64(w), float64(p.h)/float64(h))
}

// resample is resize with steps of so many old pixels to a new one. Where p then is
// smaller than w×h, it is at the top left, and the rest is ground.
func (p plane) resample(w, h int, stepX, stepY float64) plane {
	return p.resizeRows(taps(p.w, w, stepX)).resizeColumns(taps(p.h, h, stepY))
}

// window is the part of w×h pixels from column left and row top on; beside p is ground.
func (p plane) window(left, top, w, h int) plane {
	out := newPlane(w, h)
	for y := max(0, -top); y < min(h, p.h-top); y++ {
		copy(out.row(y)[min(max(0, -left), w):], p.row(top + y)[min(max(0, left), p.w):])
	}
	return out
}

// resizeRows makes of each row one of len(to) pixels.
func (p plane) resizeRows(to []tap) plane {
	out := newPlane(len(to), p.h)
	for y := range p.h {
		p.resizeRow(to, out.row(y), y)
	}
	return out
}

// resizeRow makes dst, which is ground, of row y.
func (p plane) resizeRow(to []tap, dst []float64, y int) {
	row := p.row(y)
	for x, t := range to {
		for i, weight := range t.weights {
			dst[x] += float64(weight * row[t.first+i])
		}
	}
}

// addRow adds a weighted row to dst.
func addRow(dst, row []float64, weight float64) {
	for x, v := range row {
		dst[x] += float64(weight * v)
	}
}

// resizeColumns makes of each column one of len(to) pixels.
func (p plane) resizeColumns(to []tap) plane {
	out := newPlane(p.w, len(to))
	for y, t := range to {
		dst := out.row(y)
		for i, weight := range t.weights {
			addRow(dst, p.row(t.first+i), weight)
		}
	}
	return out
}

// tap makes one new pixel of a run of old ones. The weights sum to one, or to less
// where the new pixel reaches beyond the picture, which is ground.
type tap struct {
	first   int
	weights []float64
}

// taps resamples from old to new pixels, step old ones to a new one, edge on edge.
// Each new pixel averages over a window of its own width, but at least
// one old pixel wide: that is linear interpolation.
func taps(from, to int, step float64) []tap {
	half := math.Max(step, 1) / 2
	all := make([]tap, to)
	for i := range all {
		centre := float64((float64(i) + .5) * step)
		low, high, t := centre-half, centre+half, &all[i]
		t.first = max(0, int(math.Floor(low)))
		for k := t.first; k < from && float64(k) < high; k++ {
			covered := math.Min(float64(k+1), high) - math.Max(float64(k), low)
			t.weights = append(t.weights, covered/(high-low))
		}
	}
	return all
}
