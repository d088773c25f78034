package draw

import (
	"wakesleep/io/dataset"
	"wakesleep/ui/desk"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// example is an image of the data that the room reads before a person has drawn
// anything, so that it shows from the first moment what it is for.
type example struct {
	desk.Drawing
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
func (r *Room) subject() desk.Drawing {
	if r.drawing.Blank() && !r.example.over {
		return r.example.Drawing
	}
	return r.drawing
}

// giveExample takes an example from the data, if it is needed and they are others than
// it was taken from.
func (r *Room) giveExample(v *desk.View) {
	if r.example.over || r.example.source == v.Data {
		return
	}
	set := v.Data.Test
	i := pictures.PickLabelled(set, exampleLabel, 1, exampleSeed)[0]
	r.example.source = v.Data
	r.example.Drawing = desk.Drawing{Ink: set.Image(i), Width: set.Width, Height: set.Height, Upright: set.Straightened}
	r.pad.SetGhost(r.example.Ink, set.Width, set.Height)
	r.padPanel.Say(texts.Of("pad.example"))
}

// endExample makes way for a person's own drawing.
func (r *Room) endExample() {
	r.example = example{over: true}
	r.pad.SetGhost(nil, 0, 0)
}
