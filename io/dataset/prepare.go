package dataset

import (
	"image"
	"math"
	"slices"
)

// MNIST's digits were scaled to fit 20×20 pixels and placed in 28×28.
const (
	boxSide   = 20
	fieldSide = 28
	// smallSide is the side below which a margin leaves too little room for
	// writing, so that ink fills the whole field.
	smallSide = 12
	// tinySide is the side below which there is no room for writing at all, so
	// that the whole canvas is scaled instead, as for the bars.
	tinySide = 6
	// faintest is the level from which ink counts when its box is drawn; below
	// is the fringe of anti-aliasing and of compression.
	faintest = 64
)

// Prepare makes of any picture, a drawing or a photograph, on light or dark ground,
// transparent or not, the width×height grey levels that a machine takes: 0 is
// ground and 255 ink. Ink is told from ground, cut out, scaled with its proportions
// kept until it fits the box that MNIST's digits fill, 20/28 of the field, and
// placed with its centre of mass in the middle. In fields of less than 12 pixels it
// fills the whole field instead and becomes black and white, as the set digits8 is. With
// straighten it is then sheared upright, for machines that learned from straightened
// images.
//
// A picture that has the machine's size already is data already: at most it is
// inverted and straightened. Fields of less than 6 pixels take the whole picture
// scaled down, where light is ink: a few bars are no ground to judge by.
//
// A picture with nothing on it gives all zeros.
func Prepare(picture image.Image, width, height int, straighten bool) []uint8 {
	l := levelsOf(picture)
	var grey []uint8
	w, h := l.w, l.h
	switch {
	case w == 0:
		return make([]uint8, width*height)
	case w == width && h == height:
		grey = l.bytes()
		if min(width, height) >= tinySide && lightGround(planeOf(grey, w, h)) {
			invert(grey)
		}
	case min(width, height) < tinySide:
		grey, w, h = l.resize(width, height).bytes(), width, height
	default:
		ink := inkOf(l)
		grey, w, h = ink.bytes(), ink.w, ink.h
	}
	return PrepareInk(grey, w, h, width, height, straighten)
}

// PrepareInk is Prepare for w×h levels of which 0 is known to be ground and 255
// ink, as a drawing pad has them.
func PrepareInk(ink []uint8, w, h, width, height int, straighten bool) []uint8 {
	checkSize(len(ink), w, h)
	var field []uint8
	switch {
	case len(ink) == 0:
		return make([]uint8, width*height)
	case w == width && h == height:
		field = slices.Clone(ink)
	case min(width, height) < tinySide:
		field = planeOf(ink, w, h).resize(width, height).bytes()
	default:
		field = fit(planeOf(ink, w, h), width, height)
	}
	if straighten {
		return StraightenImage(field, width, height)
	}
	return field
}

// ScaleInk scales a whole canvas of w×h levels, of which 0 is ground and 255 ink, to
// width×height, without looking for the ink on it: for drawings of which a part is
// left out on purpose, which would be cut out and enlarged otherwise. Small fields
// become black and white, as in [PrepareInk].
func ScaleInk(ink []uint8, w, h, width, height int) []uint8 {
	checkSize(len(ink), w, h)
	if len(ink) == 0 {
		return make([]uint8, width*height)
	}
	field := planeOf(ink, w, h).resize(width, height).bytes()
	if least := min(width, height); least >= smallSide || least < tinySide || w == width && h == height {
		return field
	}
	return blackAndWhite(field)
}

// fit cuts out the ink and scales it, with its proportions kept, until it fits the box
// and can be placed, or fills a small field, which becomes black and white.
func fit(ink plane, width, height int) []uint8 {
	cut, found := cutOut(ink)
	if !found {
		return make([]uint8, width*height)
	}
	small := min(width, height) < smallSide
	field, box := fieldSide, boxSide
	if small {
		field = box
	}
	cut = strengthen(cut, fitStep(cut, width, height, field, box), float64(width)/float64(field))
	step := fitStep(cut, width, height, field, box)
	if small {
		return blackAndWhite(framed(cut, step*float64(width), step*float64(height)).resize(width, height).bytes())
	}
	return place(cut.resample(side(cut.w, step), side(cut.h, step), step, step), width, height)
}

// inked is the least level of a pixel that is on in a field too small for grey: two
// fifths of it are ink. Drawn on or off at random, as grey levels are elsewhere,
// strokes a pixel wide would break up.
const inked = 102

// blackAndWhite turns the pixels of a small field on or off.
func blackAndWhite(field []uint8) []uint8 {
	for i, level := range field {
		field[i] = 0
		if level >= inked {
			field[i] = 255
		}
	}
	return field
}

// framed is p in the middle of a picture that is as large as w×h, rounded.
func framed(p plane, w, h float64) plane {
	wide, high := max(p.w, int(w+.5)), max(p.h, int(h+.5))
	return p.window((p.w-wide)/2, (p.h-high)/2, wide, high)
}

// cutOut is the smallest rectangle that holds the ink, if there is any.
func cutOut(ink plane) (cut plane, found bool) {
	left, right, top, bottom := ink.w, 0, ink.h, 0
	for y := range ink.h {
		for x, v := range ink.row(y) {
			if v >= faintest {
				left, right = min(left, x), max(right, x+1)
				top, bottom = min(top, y), max(bottom, y+1)
			}
		}
	}
	if right == 0 {
		return plane{}, false
	}
	return ink.window(left, top, right-left, bottom-top), true
}

// fitStep is how many pixels of cut make one of a width×height field, so that it
// fits the part box/field of it.
func fitStep(cut plane, width, height, field, box int) float64 {
	return math.Max(float64(field*cut.w)/float64(box*width), float64(field*cut.h)/float64(box*height))
}

// side is how many new pixels it takes to hold n old ones, where a hundredth of a
// pixel does not make another.
func side(n int, step float64) int {
	return max(1, int(math.Ceil(float64(n)/step-.01)))
}

// place copies a picture into the field so that their centre of mass comes to lie
// in the pixel that MNIST has it in, whose column is half the width, rounded
// down. MNIST moved its digits by whole pixels too. What would stick out is lost.
func place(p plane, width, height int) []uint8 {
	centreX, centreY := centreOfMass(p.bytes(), p.w, p.h)
	left, top := int(math.Floor(centreX+.5))-width/2, int(math.Floor(centreY+.5))-height/2
	return p.window(left, top, width, height).bytes()
}
