// Package brush paints anti-aliased strokes of a round brush into levels of ink.
package brush

import "math"

// Surface is a field of W×H ink levels, row by row from the top: 0 is ground and
// 255 ink. Pixel (x, y) covers the square from (x, y) to (x+1, y+1).
type Surface struct {
	W, H   int
	Levels []uint8
}

// NewSurface is an empty field.
func NewSurface(w, h int) Surface {
	return Surface{W: w, H: h, Levels: make([]uint8, w*h)}
}

// Line inks what a round brush of the given radius covers on its way from
// (x0, y0) to (x1, y1); a way of length zero is a dot. Ink never gets less, so
// strokes may overlap. What lies outside of the field is lost.
func (s Surface) Line(x0, y0, x1, y1, radius float64) {
	s.sweep(x0, y0, x1, y1, radius, func(at *uint8, cover uint8) { *at = max(*at, cover) })
}

// Erase takes away what Line would ink.
func (s Surface) Erase(x0, y0, x1, y1, radius float64) {
	s.sweep(x0, y0, x1, y1, radius, func(at *uint8, cover uint8) { *at = min(*at, 255-cover) })
}

// sweep visits the pixels that the brush touches, with their cover.
func (s Surface) sweep(x0, y0, x1, y1, radius float64, paint func(at *uint8, cover uint8)) {
	reach := radius + 1
	left, right := clip(math.Min(x0, x1)-reach, s.W), clip(math.Max(x0, x1)+reach, s.W)
	top, bottom := clip(math.Min(y0, y1)-reach, s.H), clip(math.Max(y0, y1)+reach, s.H)
	for y := top; y < bottom; y++ {
		for x := left; x < right; x++ {
			d := distance(float64(x)+.5, float64(y)+.5, x0, y0, x1, y1)
			if cover := radius + .5 - d; cover > 0 {
				paint(&s.Levels[y*s.W+x], uint8(255*math.Min(cover, 1)+.5))
			}
		}
	}
}

// clip brings a coordinate into 0 … n.
func clip(v float64, n int) int {
	return int(math.Max(0, math.Min(math.Ceil(v), float64(n))))
}

// distance is that of point (x, y) from the segment.
func distance(x, y, x0, y0, x1, y1 float64) float64 {
	dx, dy := x1-x0, y1-y0
	along := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		along = max(0, min(1, ((x-x0)*dx+(y-y0)*dy)/length))
	}
	dx, dy = x-x0-along*dx, y-y0-along*dy
	return math.Sqrt(dx*dx + dy*dy)
}
