package ui

import (
	"wakesleep/io/dataset"
	"wakesleep/ui/samples"
	"wakesleep/ui/texts"
)

// example is an image of the data that the room reads before a person has drawn
// anything, so that it shows from the first moment what it is for.
type example struct {
	drawing
	source *dataset.Source
	// over tells that a person has begun to draw.
	over bool
}

// exampleSeed picks the same example at every start, and exampleLabel is its label
// where images have labels.
const (
	exampleSeed  = 3
	exampleLabel = 2
)

// subject is what is read: the drawing, or before the first one the example.
func (r *drawRoom) subject() drawing {
	if r.drawing.blank() && !r.example.over {
		return r.example.drawing
	}
	return r.drawing
}

// giveExample takes an example from the data, if it is needed and they are others than
// it was taken from.
func (r *drawRoom) giveExample(v *view) {
	if r.example.over || r.example.source == v.data {
		return
	}
	set := v.data.Test
	i := samples.PickLabelled(set, exampleLabel, 1, exampleSeed)[0]
	r.example.source = v.data
	r.example.drawing = drawing{ink: set.Image(i), width: set.Width, height: set.Height, upright: set.Straightened}
	r.pad.SetGhost(r.example.ink, set.Width, set.Height)
	r.padPanel.Say(texts.Of("pad.example"))
}

// endExample makes way for a person's own drawing.
func (r *drawRoom) endExample() {
	r.example = example{over: true}
	r.pad.SetGhost(nil, 0, 0)
}
