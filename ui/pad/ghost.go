package pad

import (
	"image/color"

	"wakesleep/ui/brush"
)

// ghostly is how much of the ink's strength a ghost has.
const ghostly = .3

// SetGhost shows a w×h image faintly for as long as nothing is drawn, as an example
// of what could be; it is no ink. No image is no ghost.
func (p *Pad) SetGhost(ink []uint8, w, h int) {
	if ink == nil && p.ghost == nil {
		return
	}
	p.ghost = nil
	if ink != nil {
		onto := brush.NewSurface(p.ink.W, p.ink.H)
		spread(onto, ink, w, h)
		p.ghost = &onto
	}
	p.Refresh()
}

// haunted tells that the ghost is to be seen.
func (p *Pad) haunted() bool { return p.ghost != nil && p.Blank() }

// faint are the colours of the ghost, of those of ink.
func faint(ink *[256]color.RGBA) *[256]color.RGBA {
	table := new([256]color.RGBA)
	for i := range table {
		table[i] = ink[int(ghostly*float64(i))]
	}
	return table
}
