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

// blend is the ink pixels between which a screen pixel lies, and how much nearer
// it is to the second, in 256ths.
type blend struct {
	from, to int
	share    int32
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
		list[i] = blend{bound(low), bound(low + 1), int32(256 * (at - low))}
	}
	return list
}

// image enlarges to w×h.
func (e enlargement) image(w, h int, table *[256]color.RGBA) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	across, down := e.blends(e.ink.W, w), e.blends(e.ink.H, h)
	contrast := int32(256)
	if e.crisp && !e.cells {
		contrast = max(256, int32(256*w/e.ink.W))
	}
	row, ground := make([]int32, e.ink.W), make([]uint8, 4*w)
	colour(ground, row, across, contrast, table)
	for y, d := range down {
		line := picture.Pix[y*picture.Stride:][:4*w]
		if e.mix(row, d) {
			colour(line, row, across, contrast, table)
		} else {
			copy(line, ground)
		}
	}
	if e.cells {
		e.rule(picture, table[lineShade])
	}
	return picture
}

// lineShade is the shade of the lines between cells.
const lineShade = 60

// rule draws lines between cells.
func (e enlargement) rule(picture *image.RGBA, c color.RGBA) {
	size := picture.Rect.Size()
	for i := 1; i < e.ink.W; i++ {
		for y := range size.Y {
			picture.SetRGBA(i*size.X/e.ink.W, y, c)
		}
	}
	for i := 1; i < e.ink.H; i++ {
		for x := range size.X {
			picture.SetRGBA(x, i*size.Y/e.ink.H, c)
		}
	}
}

// mix blends two rows of ink, in 256ths, and tells whether there is any.
func (e enlargement) mix(row []int32, d blend) (inked bool) {
	above, below := e.ink.Levels[d.from*e.ink.W:], e.ink.Levels[d.to*e.ink.W:]
	for x := range row {
		top, bottom := int32(above[x]), int32(below[x])
		row[x] = top<<8 + d.share*(bottom-top)
		inked = inked || top|bottom != 0
	}
	return inked
}

// colour blends along a row, raises the contrast, given in 256ths, about the
// middle of the levels, and looks the colours up.
func colour(line []uint8, row []int32, across []blend, contrast int32, table *[256]color.RGBA) {
	const middle = 255 << 7
	for x, a := range across {
		level := row[a.from] + a.share*(row[a.to]-row[a.from])>>8
		level = (middle + (level-middle)*contrast>>8 + 128) >> 8
		c := table[max(0, min(level, 255))]
		dst := line[4*x : 4*x+4 : 4*x+4]
		dst[0], dst[1], dst[2], dst[3] = c.R, c.G, c.B, c.A
	}
}
