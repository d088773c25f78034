package dreams

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/network"
	"wakesleep/ui/kit"
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
			layer.rest = texts.Of("dreams.causes.category", texts.Layer(m, l), n.category(other))
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
		return texts.Category(unit, texts.NameAt(n.names, unit))
	}
	return texts.Of("common.unit", unit, l)
}

func (l *causesLayer) hover(what string, units []pictures.Unit, unit int, inside bool) {
	text := l.rest
	if inside {
		text = unitFires(what, units[unit].On, units[unit].Other)
	}
	kit.SetText(l.caption, text)
}

// fit makes a strip for each hidden layer of a machine.
func (c *causesList) fit(m *network.Machine) {
	if len(c.layers) != m.Top() {
		c.layers, c.box.Objects = nil, nil
		for i := range m.Top() {
			layer := &causesLayer{caption: kit.NewRemark(""), strip: pictures.NewStrip()}
			layer.strip.OnTapped = func(unit int) { c.onTapped(i+1, unit) }
			c.layers = append(c.layers, layer)
			// The strip begins where the caption's text ends.
			caption := container.New(layout.NewCustomPaddedLayout(-4, -8, -4, 4), layer.caption)
			c.box.Objects = slices.Insert(c.box.Objects, 0, fyne.CanvasObject(container.NewBorder(caption, nil, nil, nil, layer.strip)))
		}
	}
	l := &causesLayout{}
	for i := m.Top(); i >= 1; i-- {
		l.strips, l.units = append(l.strips, c.layers[i-1].strip), append(l.units, m.Layers[i].Units)
	}
	if now := c.box.Layout.(*causesLayout); !slices.Equal(now.units, l.units) || !slices.Equal(now.strips, l.strips) {
		c.box.Layout = l
		c.box.Refresh()
	}
}

// causesLayout stacks the layers, the top first, with units of one size: the largest
// with which all have room.
type causesLayout struct {
	strips []*pictures.Strip
	units  []int
}

// smallestCause is the size below which units do not shrink.
const smallestCause = 4

// Layout implements fyne.Layout.
func (c *causesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if len(objects) != len(c.strips) {
		return
	}
	unit := c.unit(objects, size)
	used := c.height(objects, unit, size.Width)
	apart, top := float32(0), float32(0)
	if len(objects) > 1 {
		apart = min(8, max(0, size.Height-used)/float32(len(objects)-1))
	}
	for i, o := range objects {
		height := c.layer(o, i, unit, size.Width)
		c.strips[i].SetLargest(unit)
		o.Move(fyne.NewPos(0, top))
		o.Resize(fyne.NewSize(size.Width, height))
		top += height + apart
	}
}

// unit is the largest size of units with which all layers have room.
func (c *causesLayout) unit(objects []fyne.CanvasObject, size fyne.Size) float32 {
	for unit := float32(pictures.LargestUnit); unit > smallestCause; unit -= .5 {
		if c.height(objects, unit, size.Width) <= size.Height {
			return unit
		}
	}
	return smallestCause
}

// height is that of all layers with units of a size.
func (c *causesLayout) height(objects []fyne.CanvasObject, unit, width float32) float32 {
	sum := float32(0)
	for i, o := range objects {
		sum += c.layer(o, i, unit, width)
	}
	return sum
}

// layer is the height of one layer, with its caption.
func (c *causesLayout) layer(o fyne.CanvasObject, i int, unit, width float32) float32 {
	caption := o.MinSize().Height - c.strips[i].MinSize().Height
	return caption + max(c.strips[i].MinSize().Height, pictures.StripHeight(c.units[i], unit, width))
}

// MinSize implements fyne.Layout.
func (c *causesLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return kit.ColumnSize(objects, 0)
}
