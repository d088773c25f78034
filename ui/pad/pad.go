// Package pad is a field to draw on with a pointer or with the keyboard.
package pad

import (
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/brush"
)

// Side is the number of ink pixels along the longer side of a pad for free
// drawing.
const Side = 280

// DefaultPen is a pen's radius as people draw digits, in 280ths of the pad.
const DefaultPen = 11

// Pad is a drawing. The primary button draws, the secondary button erases. With
// the keyboard, arrows move a cursor, which draws while the pen is down; space
// lowers and lifts the pen.
type Pad struct {
	widget.BaseWidget

	// OnRune is called for letters typed while the pad has the keys, if it is set.
	OnRune func(rune)
	// OnChanged is called with a copy of the ink after each change: w×h levels, 0
	// is ground and 255 ink.
	OnChanged func(ink []uint8, w, h int)
	ink       brush.Surface
	loaded    bool // some of the ink is an image's, with greys of its own
	cells     bool // a pixel is inked as a whole
	pen       float64
	history   history

	// OnCopy is called for the key that copies, if it is set.
	OnCopy func()
	// OnLifted is called when a stroke ends, if it is set.
	OnLifted func()

	// hint is shown while nothing is drawn, and so is the ghost, if there is one.
	hint  string
	ghost *brush.Surface
	// veil is the shaded part, as shares of the pad: left, top, right, bottom.
	veil [4]float32

	// rubber tells that the primary button and the keyboard erase.
	rubber bool

	drawing bool
	erasing bool
	at      point // where the stroke has got to, in ink pixels

	focused bool
	keys    bool // the keyboard was used last, and not the pointer
	penDown bool
	cursor  point
}

type point struct{ x, y float64 }

// New makes an empty square pad.
func New() *Pad {
	p := &Pad{pen: DefaultPen}
	p.ExtendBaseWidget(p)
	p.SetShape(1, 1)
	return p
}

// SetShape gives the pad the proportions of w×h images and clears it for good, with
// the ghost.
func (p *Pad) SetShape(w, h int) {
	scale := Side / float64(max(w, h))
	p.reset(max(1, int(float64(w)*scale+.5)), max(1, int(float64(h)*scale+.5)), false)
}

// SetCells makes the pad a field of w×h pixels that are inked as a whole, for
// images so small that a pen has no place in them, and clears it for good.
func (p *Pad) SetCells(w, h int) { p.reset(w, h, true) }

// Drawing tells that a stroke is under way.
func (p *Pad) Drawing() bool { return p.drawing }

// Cells tells whether pixels are inked as a whole, and a pen has no width.
func (p *Pad) Cells() bool { return p.cells }

func (p *Pad) reset(w, h int, cells bool) {
	p.lift()
	p.ink, p.loaded, p.cells = brush.NewSurface(w, h), false, cells
	p.ghost = nil
	p.history = history{}
	p.cursor = point{float64(w) / 2, float64(h) / 2}
	p.changed()
}

// SetPen changes the pen's radius, in 280ths of the pad.
func (p *Pad) SetPen(radius float64) {
	p.pen = math.Max(.5, radius)
	p.Refresh()
}

// SetRubber makes an eraser of the pen, or a pen of the eraser.
func (p *Pad) SetRubber(on bool) { p.rubber = on }

// Pen is the pen's radius.
func (p *Pad) Pen() float64 { return p.pen }

// SetHint changes what is said while nothing is drawn.
func (p *Pad) SetHint(text string) {
	if text != p.hint {
		p.hint = text
		p.Refresh()
	}
}

// SetVeil shades a part of the pad, given in shares of its sides, or nothing where
// it is empty. One can draw under it.
func (p *Pad) SetVeil(left, top, right, bottom float32) {
	if veil := [4]float32{left, top, right, bottom}; veil != p.veil {
		p.veil = veil
		p.Refresh()
	}
}

// Ink is a copy of the ink, w×h levels.
func (p *Pad) Ink() (ink []uint8, w, h int) {
	return slices.Clone(p.ink.Levels), p.ink.W, p.ink.H
}

// Blank tells whether there is no ink.
func (p *Pad) Blank() bool {
	return !slices.ContainsFunc(p.ink.Levels, func(v uint8) bool { return v != 0 })
}

// Clear takes all ink away, which can be undone.
func (p *Pad) Clear() {
	if p.lift(); p.Blank() {
		return
	}
	p.remember()
	clear(p.ink.Levels)
	p.loaded = false
	p.changed()
}

// Load puts a w×h image on the pad, as large as fits, which can be undone.
func (p *Pad) Load(ink []uint8, w, h int) {
	if len(ink) != w*h {
		panic("pad: an image is not of the size it is said to have")
	}
	p.lift()
	p.remember()
	spread(p.ink, ink, w, h)
	p.loaded = true
	p.changed()
}

// spread enlarges (or reduces) an image onto the middle of a surface.
func spread(onto brush.Surface, ink []uint8, w, h int) {
	clear(onto.Levels)
	scale := math.Min(float64(onto.W)/float64(w), float64(onto.H)/float64(h))
	left, top := (float64(onto.W)-scale*float64(w))/2, (float64(onto.H)-scale*float64(h))/2
	for y := range onto.H {
		for x := range onto.W {
			fromX, fromY := (float64(x)+.5-left)/scale, (float64(y)+.5-top)/scale
			if fromX >= 0 && fromY >= 0 && int(fromX) < w && int(fromY) < h {
				onto.Levels[y*onto.W+x] = ink[int(fromY)*w+int(fromX)]
			}
		}
	}
}

// changed repaints and tells the owner.
func (p *Pad) changed() {
	p.Refresh()
	if p.OnChanged != nil {
		p.OnChanged(p.Ink())
	}
}

// Cursor is a cross.
func (p *Pad) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

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
