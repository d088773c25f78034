package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"wakesleep/network"
	"wakesleep/ui/kit"
	"wakesleep/ui/phrase"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// causesList shows which units of the hidden layers fire, the top first.
type causesList struct {
	object   fyne.CanvasObject
	onTapped func(l, unit int)

	box    *fyne.Container
	layers []*causesLayer // from layer 1 up
}

// causesLayer is one layer.
type causesLayer struct {
	caption *widget.Label
	strip   *pictures.Strip
	rest    string
	object  fyne.CanvasObject
}

func newCausesList() *causesList {
	c := &causesList{box: container.New(&causesLayout{})}
	c.object = container.NewVScroll(c.box)
	return c
}

// show brings the strips up to a dream and what became of it.
func (c *causesList) show(n *night, dream, other *network.Dreams) {
	m := n.machines[0]
	c.fit(m)
	for i, layer := range c.layers {
		l := i + 1
		layer.rest = layerFires(m, l, other.States[l].Ones(), distance(dream.States[l].Words, other.States[l].Words))
		if l == m.Top() && m.Categorical() {
			layer.rest = texts.Of("dreams.causes.category", phrase.Layer(m, l), n.category(other))
		}
		kit.SetText(layer.caption, layer.rest)
		units := make([]pictures.Unit, m.Layers[l].Units)
		for u := range units {
			on := other.States[l].Get(0, u)
			units[u] = pictures.Unit{On: on, Other: on != dream.States[l].Get(0, u)}
		}
		layer.strip.SetUnits(units)
		layer.strip.OnHovered = func(unit int, inside bool) {
			layer.hover(unitOfDream(n, l, unit), units, unit, inside)
		}
	}
}

// unitOfDream is what a unit is called.
func unitOfDream(n *night, l, unit int) string {
	m := n.machines[0]
	if l == m.Top() && m.Categorical() {
		return categoryWords(unit, phrase.NameAt(n.names, unit))
	}
	return texts.Of("common.unit", unit, l)
}

func (l *causesLayer) hover(what string, units []pictures.Unit, unit int, inside bool) {
	if !inside {
		kit.SetText(l.caption, l.rest)
		return
	}
	kit.SetText(l.caption, unitFires(what, units[unit].On, units[unit].Other))
}

// fit makes a strip for each hidden layer of a machine.
func (c *causesList) fit(m *network.Machine) {
	weights := make([]float32, 0, m.Top())
	for l := m.Top(); l >= 1; l-- {
		weights = append(weights, float32(m.Layers[l].Units))
	}
	c.box.Layout = &causesLayout{weights}
	if len(c.layers) == m.Top() {
		return
	}
	c.layers, c.box.Objects = nil, nil
	for i := range m.Top() {
		layer := &causesLayer{caption: kit.NewRemark(""), strip: pictures.NewStrip()}
		layer.strip.OnTapped = func(unit int) { c.onTapped(i+1, unit) }
		layer.object = container.New(closeLayout{}, layer.caption, layer.strip)
		c.layers = append(c.layers, layer)
		c.box.Objects = append([]fyne.CanvasObject{layer.object}, c.box.Objects...)
	}
	c.box.Refresh()
}

// closeLayout puts the second object close under the first, a label.
type closeLayout struct{}

const tooHigh = 8 // what a label pads more than is needed

// Layout implements fyne.Layout.
func (closeLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head := objects[0].MinSize().Height
	objects[0].Move(fyne.NewPos(-4, -tooHigh/2))
	objects[0].Resize(fyne.NewSize(size.Width, head))
	objects[1].Move(fyne.NewPos(0, head-tooHigh))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-head+tooHigh))
}

// MinSize implements fyne.Layout.
func (closeLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height-tooHigh)
}

// causesLayout stacks strips so that the units of all layers become about as large:
// what is left above the least heights is shared out by the number of units.
type causesLayout struct{ weights []float32 }

// Layout implements fyne.Layout.
func (c *causesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest, sum := size.Height-c.MinSize(objects).Height, float32(0)
	for i := range objects {
		sum += c.weight(i)
	}
	top := float32(0)
	for i, o := range objects {
		height := o.MinSize().Height + max(0, rest)*c.weight(i)/max(sum, 1)
		o.Move(fyne.NewPos(0, top))
		o.Resize(fyne.NewSize(size.Width, height))
		top += height
	}
}

func (c *causesLayout) weight(i int) float32 {
	if i < len(c.weights) {
		return c.weights[i]
	}
	return 1
}

// MinSize implements fyne.Layout.
func (c *causesLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}
