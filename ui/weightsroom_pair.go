package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/pictures"
)

// weightsPair shows both directions of a unit's weights side by side, on one
// scale.
type weightsPair struct {
	object   fyne.CanvasObject
	up, down *weightsHalf
	legend   *pictures.Legend
	biases   *widget.Label
	panel    *panel

	fields *fields
}

// weightsHalf is one direction.
type weightsHalf struct {
	sheet *pictures.Sheet
	value *widget.Label
	rest  string
}

func newWeightsPair() *weightsPair {
	p := &weightsPair{legend: pictures.NewLegend(1), biases: newRemark("")}
	p.biases.Alignment = fyne.TextAlignCenter
	p.up = p.newHalf("bottom to top: what makes it fire")
	p.down = p.newHalf("top to bottom: what it makes fire")
	half := func(title string, h *weightsHalf) fyne.CanvasObject {
		heading := widget.NewLabel(title)
		heading.Alignment = fyne.TextAlignCenter
		head := container.New(layout.NewCustomPaddedVBoxLayout(-12), heading, h.value)
		return container.NewBorder(head, nil, nil, nil, h.sheet)
	}
	both := container.New(shareLayout{.5}, half("recognition", p.up), half("generative", p.down))
	p.panel = newPanel("Its weights in both directions", container.NewBorder(nil, p.biases, nil, nil, both), container.NewCenter(p.legend))
	p.object = p.panel.object
	return p
}

func (p *weightsPair) newHalf(rest string) *weightsHalf {
	h := &weightsHalf{sheet: pictures.NewSheet(), value: newRemark(rest), rest: rest}
	h.value.Alignment = fyne.TextAlignCenter
	h.sheet.OnHovered = p.hover
	return h
}

// show brings the pair up to a unit.
func (p *weightsPair) show(f *fields, name string) {
	p.fields = f
	limit := f.limit()
	palette := pictures.Diverging(limit)
	p.up.sheet.SetImages([][]float32{f.recognition}, f.width, f.height, 1, palette)
	p.down.sheet.SetImages([][]float32{f.generative}, f.width, f.height, 1, palette)
	p.legend.SetLimit(limit)
	p.panel.say(name)
	setText(p.biases, fmt.Sprintf("biases: recognition %s, generative %s",
		weightText(f.recognitionBias), weightText(f.generativeBias)))
}

// hover tells both weights at the place under the pointer, so that they can be
// compared.
func (p *weightsPair) hover(_, x, y int, value float32, inside bool) {
	if !inside || value != value {
		setText(p.up.value, p.up.rest)
		setText(p.down.value, p.down.rest)
		return
	}
	f := p.fields
	place, i := placeName(f.machine, f.layer, x, y), y*f.width+x
	setText(p.up.value, place+": "+weightText(f.recognition[i]))
	setText(p.down.value, place+": "+weightText(f.generative[i]))
}
