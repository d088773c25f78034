package draw

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"

	"wakesleep/io/dataset"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pad"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// padTools are the controls below the pad.
type padTools struct {
	clear, undo, redo, sample *kit.Button
	// draw and erase choose what the pen is.
	draw, erase *kit.Button
	pen         *kit.Slider
}

// Pens, in 280ths of the pad.
const (
	thinnestPen = 3
	thickestPen = 24
)

func (r *Room) makeTools() fyne.CanvasObject {
	t := &r.tools
	t.clear = kit.NewButtonWithIcon(texts.Of("pad.clear.button"), base.DeleteIcon(), r.pad.Clear)
	t.undo = kit.NewButtonWithIcon("", base.ContentUndoIcon(), r.pad.Undo)
	t.redo = kit.NewButtonWithIcon("", base.ContentRedoIcon(), r.pad.Redo)
	t.sample = kit.NewButtonWithIcon(texts.Of("pad.sample.button"), base.StorageIcon(), r.loadSample)
	left := container.NewHBox(
		tip.On(t.clear, texts.Of("pad.clear.tip")), tip.On(t.undo, texts.Of("pad.undo")), tip.On(t.redo, texts.Of("pad.redo")))
	row := container.NewBorder(nil, nil, left, tip.On(t.sample, texts.Of("pad.sample.tip")))
	pen := r.makePen()
	r.showTools()
	return container.NewVBox(pen, row)
}

// makePen makes the choice of pen or eraser, and of how thick it is.
func (r *Room) makePen() fyne.CanvasObject {
	t := &r.tools
	t.draw = kit.NewButtonWithIcon("", base.DocumentCreateIcon(), func() { r.takeRubber(false) })
	t.erase = kit.NewButtonWithIcon("", eraserIcon, func() { r.takeRubber(true) })
	t.pen = kit.NewSlider(thinnestPen, thickestPen)
	t.pen.Step = 1
	t.pen.Value = pad.DefaultPen
	t.pen.OnChanged = r.pad.SetPen
	r.pad.OnRune = r.penKey
	r.takeRubber(false)
	kinds := container.New(layout.NewCustomPaddedHBoxLayout(2),
		tip.On(t.draw, texts.Of("pad.pen.pen")), tip.On(t.erase, texts.Of("pad.pen.eraser")))
	return container.NewBorder(nil, nil, kinds, nil, tip.On(t.pen, texts.Of("pad.pen.width")))
}

// takeRubber makes the pen an eraser, or a pen again.
func (r *Room) takeRubber(on bool) {
	r.pad.SetRubber(on)
	kit.Raise(r.tools.draw, !on)
	kit.Raise(r.tools.erase, on)
}

// penKey takes a letter typed on the pad.
func (r *Room) penKey(key rune) {
	switch key {
	case 'p', 'P':
		r.takeRubber(false)
	case 'e', 'E':
		r.takeRubber(true)
	case '+':
		r.tools.pen.SetValue(r.tools.pen.Value + r.tools.pen.Step)
	case '-':
		r.tools.pen.SetValue(r.tools.pen.Value - r.tools.pen.Step)
	}
}

// eraserIcon is a slanted eraser on a line.
var eraserIcon = base.NewThemedResource(fyne.NewStaticResource("eraser.svg", []byte(
	`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+
		`<path d="M15.2 3.6 21 9.4a1.4 1.4 0 0 1 0 2l-3.5 3.5-7.8-7.8 3.5-3.5a1.4 1.4 0 0 1 2 0z"/>`+
		`<path fill-rule="evenodd" d="M8.6 8.2 3 13.8a1.4 1.4 0 0 0 0 2L7.2 20H21v-2h-6.6l2-2zM8 18l-3.2-3.2 3.8-3.8 4.9 4.9L11.4 18z"/></svg>`)))

// showTools turns on what can be done.
func (r *Room) showTools() {
	t := &r.tools
	kit.SetOn(t.pen, !r.pad.Cells())
	kit.SetOn(t.clear, !r.pad.Blank())
	kit.SetOn(t.undo, r.pad.CanUndo())
	kit.SetOn(t.redo, r.pad.CanRedo())
}

// loadSample puts a random test image on the pad.
func (r *Room) loadSample() { r.TakeSample(-1) }

// TakeSample puts a random test image with a label on the pad, if there is one; −1 is
// any.
func (r *Room) TakeSample(label int) {
	v := r.desk.Latest()
	if v == nil {
		return
	}
	r.samples++
	set := v.Data.Test
	i := pictures.PickLabelled(set, label, 1, r.samples)[0]
	r.Take(desk.Drawing{Ink: set.Image(i), Width: set.Width, Height: set.Height, Upright: set.Straightened}, texts.Of("pad.from", v.Data.Name, texts.Image(set, i)))
}

// Take puts an image on the pad, and says where it comes from. The machine is shown
// the image itself, not what the pad made of it.
func (r *Room) Take(d desk.Drawing, from string) {
	r.endExample()
	r.pad.Load(d.Ink, d.Width, d.Height)
	r.drawing, r.eyes = d, -1
	r.recognise()
	r.padPanel.Say(from)
}

// Recognised tells whether the room shows what the machine makes of an image on the pad.
func (r *Room) Recognised() bool {
	return !r.drawing.Blank() && r.shown != nil && !r.shown.nothing
}

// Drawing implements desk.DrawRoom.
func (r *Room) Drawing() desk.Drawing { return r.drawing }

// example is an image of the data that the room reads before the user has drawn
// anything, so that it shows from the first moment what it is for.
type example struct {
	desk.Drawing
	source *dataset.Source
	// over tells that the user has begun to draw.
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

// endExample makes way for the user's own drawing.
func (r *Room) endExample() {
	r.example = example{over: true}
	r.pad.SetGhost(nil, 0, 0)
}
