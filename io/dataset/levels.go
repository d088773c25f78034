package dataset

import (
	"image"
	"image/draw"
)

// levels are the grey levels of a picture that may be large, row by row.
type levels struct {
	w, h int
	// row is row y, until the next call.
	row func(y int) []uint8
}

// levelsOf is the picture's luminance. Where it is transparent, the ground takes
// the colour that shows what is drawn: white under dark, black under light.
func levelsOf(picture image.Image) levels {
	if t, ok := picture.(*turned); ok {
		return t.levels()
	}
	b := picture.Bounds()
	if b.Dx() <= 0 || b.Dy() <= 0 {
		return levels{}
	}
	l := luminance{picture: picture, row: image.NewRGBA(image.Rect(0, 0, b.Dx(), 1)), grey: make([]uint8, b.Dx())}
	l.underlay = l.darkOnGlass()
	return levels{w: b.Dx(), h: b.Dy(), row: l.at}
}

// luminance takes grey levels from a picture.
type luminance struct {
	picture image.Image
	// underlay is set if white is put under the picture; black is under it already.
	underlay bool
	row      *image.RGBA
	grey     []uint8
}

// at is row y, counted from the top.
func (l *luminance) at(y int) []uint8 {
	b := l.picture.Bounds()
	clear(l.row.Pix)
	draw.Draw(l.row, l.row.Bounds(), l.picture, image.Pt(b.Min.X, b.Min.Y+y), draw.Src)
	for x := range l.grey {
		c := l.row.RGBAAt(x, 0)
		// weighed as in package image/color (ITU-R BT.601)
		l.grey[x] = uint8((19595*uint32(c.R) + 38470*uint32(c.G) + 7471*uint32(c.B) + 1<<15) >> 16)
		if l.underlay {
			l.grey[x] += 255 - c.A
		}
	}
	return l.grey
}

// darkOnGlass tells whether something is transparent, and the levels, premultiplied by
// alpha, are dark on the whole.
func (l *luminance) darkOnGlass() bool {
	if p, ok := l.picture.(interface{ Opaque() bool }); ok && p.Opaque() {
		return false
	}
	light, opaque := 0, 0
	for y := range l.picture.Bounds().Dy() {
		for _, g := range l.at(y) {
			light += int(g)
		}
		for i := 3; i < len(l.row.Pix); i += 4 {
			opaque += int(l.row.Pix[i])
		}
	}
	return 2*light <= opaque
}

// levelsIn are w×h grey levels in memory.
func levelsIn(grey []uint8, w, h int) levels {
	return levels{w: w, h: h, row: func(y int) []uint8 { return grey[y*w : (y+1)*w] }}
}

// bytes are all of them.
func (l levels) bytes() []uint8 {
	grey := make([]uint8, 0, l.w*l.h)
	for y := range l.h {
		grey = append(grey, l.row(y)...)
	}
	return grey
}

func (l levels) plane() plane {
	p := newPlane(l.w, l.h)
	for y := range l.h {
		l.floats(y, p.row(y))
	}
	return p
}

// floats puts row y into to.
func (l levels) floats(y int, to []float64) {
	for x, g := range l.row(y) {
		to[x] = float64(g)
	}
}

// resize is [plane.resize], to the same bits, and holds no more than a few rows of the
// picture as numbers.
func (l levels) resize(w, h int) plane {
	across := taps(l.w, w, float64(l.w)/float64(w))
	down := taps(l.h, h, float64(l.h)/float64(h))
	out, from, row := newPlane(w, h), newPlane(l.w, 1), newPlane(w, 1)
	first := 0 // row of out that is not complete
	for y := range l.h {
		l.floats(y, from.levels)
		clear(row.levels)
		from.resizeRow(across, row.levels, 0)
		for first < h && y >= down[first].first+len(down[first].weights) {
			first++
		}
		for at := first; at < h && down[at].first <= y; at++ {
			if i := y - down[at].first; i < len(down[at].weights) {
				addRow(out.row(at), row.levels, down[at].weights[i])
			}
		}
	}
	return out
}
