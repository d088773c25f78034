package desk

import "slices"

// Easel is a room in which images can be drawn, and recognised.
type Easel interface {
	// Take puts an image on the pad; from says where it comes from.
	Take(image Drawing, from string)
	// TakeSample puts a random image of the data on the pad, one with a label if there
	// is one; −1 is any.
	TakeSample(label int)
	// Recognised tells whether the room shows what the machine makes of an image.
	Recognised() bool
}

// SetEasel makes a room the one to which others send images.
func (d *Desk) SetEasel(e Easel) { d.easel = e }

// Easel is the room to which others send images.
func (d *Desk) Easel() Easel { return d.easel }

// DrawRoomKey is the key of the room with the easel.
const DrawRoomKey = "draw"

// RecogniseInDraw shows the Draw room with an image on its pad.
func (d *Desk) RecogniseInDraw(image Drawing, from string) {
	if d.easel != nil {
		d.ChooseRoom(DrawRoomKey)
		d.easel.Take(image, from)
	}
}

// Drawing is an image to recognise: width×height levels of ink. It is immutable.
type Drawing struct {
	// Ink are the levels, row by row, and Width and Height the size in pixels.
	Ink           []uint8
	Width, Height int
	// Upright tells that the image has been straightened already.
	Upright bool
}

// Blank tells that there is no ink.
func (d Drawing) Blank() bool {
	return !slices.ContainsFunc(d.Ink, func(v uint8) bool { return v != 0 })
}
