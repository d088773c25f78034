package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/pad"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// padTools are the controls below the pad.
type padTools struct {
	clear, undo, redo, sample *widget.Button
	pen                       *widget.Slider
}

// Pens, in 280ths of the pad.
const (
	thinnestPen = 3
	thickestPen = 24
)

func (r *drawRoom) makeTools() fyne.CanvasObject {
	t := &r.tools
	t.clear = widget.NewButtonWithIcon(texts.Of("pad.clear.button"), base.DeleteIcon(), r.pad.Clear)
	t.undo = widget.NewButtonWithIcon("", base.ContentUndoIcon(), r.pad.Undo)
	t.redo = widget.NewButtonWithIcon("", base.ContentRedoIcon(), r.pad.Redo)
	t.sample = widget.NewButtonWithIcon(texts.Of("pad.sample.button"), base.StorageIcon(), r.loadSample)
	t.pen = widget.NewSlider(thinnestPen, thickestPen)
	t.pen.Step = 1
	t.pen.Value = pad.DefaultPen
	t.pen.OnChanged = r.pad.SetPen
	r.showTools()
	pen := container.NewBorder(nil, nil, newSmall(texts.Of("pad.pen.name")), nil, tip.On(t.pen, texts.Of("pad.pen.tip")))
	buttons := container.NewHBox(tip.On(t.clear, texts.Of("pad.clear.tip")), tip.On(t.undo, texts.Of("pad.undo")),
		tip.On(t.redo, texts.Of("pad.redo")), tip.On(t.sample, texts.Of("pad.sample.tip")))
	return container.NewBorder(nil, nil, buttons, nil, pen)
}

// showTools turns on what can be done.
func (r *drawRoom) showTools() {
	t := &r.tools
	for button, on := range map[*widget.Button]bool{
		t.clear: !r.pad.Blank(), t.undo: r.pad.CanUndo(), t.redo: r.pad.CanRedo(),
	} {
		if on == button.Disabled() {
			setEnabled(button, on)
		}
	}
}

// loadSample puts a random test image on the pad.
func (r *drawRoom) loadSample() {
	v := r.desk.latest()
	if v == nil {
		return
	}
	r.samples++
	set := v.data.Test
	i := sample(set, 1, r.samples)[0]
	text := texts.Of("pad.from", v.data.Name, imageWords(set, i))
	r.take(drawing{ink: set.Image(i), width: set.Width, height: set.Height, upright: set.Straightened}, text)
}

// take puts an image on the pad, and says where it comes from. The machine is shown
// the image itself, not what the pad made of it.
func (r *drawRoom) take(d drawing, from string) {
	r.pad.Load(d.ink, d.width, d.height)
	r.drawing, r.eyes = d, -1
	r.recognise()
	r.padPanel.say(from)
}
