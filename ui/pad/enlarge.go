package pad

import (
	"image"
	"image/color"
	"math"

	"wakesleep/ui/brush"
)

// enlargement shows ink at another size.
type enlargement struct {
	ink brush.Surface
	// cells shows pixels as squares.
	cells bool
	// crisp gives enlarged strokes edges one screen pixel wide. Levels of ink are
	// then only the cover of an edge's pixels, not greys.
	crisp bool
}

// blend is the ink pixels between which a screen pixel lies.
type blend struct {
	from, to int
	share    float32
}

// blends are those of n screen pixels over m ink pixels.
func (e enlargement) blends(m, n int) []blend {
	list := make([]blend, n)
	for i := range list {
		at := (float64(i)+.5)*float64(m)/float64(n) - .5
		if e.cells {
			at = math.Round(at)
		}
		low := math.Floor(at)
		bound := func(v float64) int { return max(0, min(int(v), m-1)) }
		list[i] = blend{bound(low), bound(low + 1), float32(at - low)}
	}
	return list
}

// image enlarges to w×h.
func (e enlargement) image(w, h int, table *[256]color.RGBA) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	across, down := e.blends(e.ink.W, w), e.blends(e.ink.H, h)
	contrast := float32(1)
	if e.crisp && !e.cells {
		contrast = max(1, float32(w)/float32(e.ink.W))
	}
	for y, d := range down {
		above, below := e.ink.Levels[d.from*e.ink.W:], e.ink.Levels[d.to*e.ink.W:]
		line := picture.Pix[y*picture.Stride:]
		for x, a := range across {
			top := float32(above[a.from]) + a.share*(float32(above[a.to])-float32(above[a.from]))
			bottom := float32(below[a.from]) + a.share*(float32(below[a.to])-float32(below[a.from]))
			level := top + d.share*(bottom-top)
			level = max(0, min(127.5+(level-127.5)*contrast, 255))
			c := table[uint8(level+.5)]
			line[4*x], line[4*x+1], line[4*x+2], line[4*x+3] = c.R, c.G, c.B, c.A
		}
	}
	return picture
}
