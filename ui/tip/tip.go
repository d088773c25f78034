// Package tip shows a few words of help when the pointer rests on a control. Fyne has
// no tooltips; these work for any object, which need not know of them.
package tip

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// On gives an object a tip. It returns what to lay out, and to hide, in the object's
// place. The tip appears on the nearest Layer: that of the topmost dialog, or else of
// the window; without one it does not.
func On(object fyne.CanvasObject, text string) fyne.CanvasObject {
	return OnWords(object, func() string { return text })
}

// OnWords is as [On], with what words says when the tip is to appear. Where it says nothing,
// there is no tip.
func OnWords(object fyne.CanvasObject, words func() string) fyne.CanvasObject {
	c := &cover{object: object, words: words}
	c.ExtendBaseWidget(c)
	return container.New(coverLayout{}, object, c)
}

// Clear takes away whatever tip is to be seen, or about to be, on the layer nearest to an
// object: while the user types into it, nothing may hide what the words lead to.
func Clear(object fyne.CanvasObject) {
	if l := layerOf(object); l != nil {
		l.Clear()
	}
}

// cover lies over an object. It takes only the pointer's coming and going, which it
// passes on: everything else goes to the object beneath.
type cover struct {
	widget.BaseWidget
	object fyne.CanvasObject
	words  func() string
	layer  *Layer
}

var _ desktop.Hoverable = (*cover)(nil)

// MouseIn is Fyne's.
func (c *cover) MouseIn(e *desktop.MouseEvent) {
	if c.layer = layerOf(c.object); c.layer != nil {
		c.layer.await(c)
	}
	if h, ok := c.object.(desktop.Hoverable); ok {
		h.MouseIn(e)
	}
}

// MouseMoved is Fyne's.
func (c *cover) MouseMoved(e *desktop.MouseEvent) {
	if h, ok := c.object.(desktop.Hoverable); ok {
		h.MouseMoved(e)
	}
}

// MouseOut is Fyne's.
func (c *cover) MouseOut() {
	if c.layer != nil {
		c.layer.leave(c)
	}
	if h, ok := c.object.(desktop.Hoverable); ok {
		h.MouseOut()
	}
}

// CreateRenderer is Fyne's: there is nothing to see.
func (c *cover) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// coverLayout gives the cover the object's place.
type coverLayout struct{}

// Layout is Fyne's.
func (coverLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize is Fyne's.
func (coverLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize()
}

// layerOf finds the layer that lies over an object: in the topmost of the canvas's
// overlays, or else in its content.
func layerOf(object fyne.CanvasObject) *Layer {
	c := fyne.CurrentApp().Driver().CanvasForObject(object)
	if c == nil {
		return nil
	}
	if top := c.Overlays().Top(); top != nil {
		return find(top)
	}
	return find(c.Content())
}

// find looks for a layer below an object.
func find(object fyne.CanvasObject) *Layer {
	switch o := object.(type) {
	case *Layer:
		return o
	case *fyne.Container:
		return findAmong(o.Objects)
	case *widget.PopUp:
		return find(o.Content)
	}
	return nil
}

func findAmong(objects []fyne.CanvasObject) *Layer {
	for i := len(objects) - 1; i >= 0; i-- { // layers come last
		if l := find(objects[i]); l != nil {
			return l
		}
	}
	return nil
}

// Covered are the objects that have a tip, with its text. It looks at the given objects
// alone, not below them.
func Covered(objects []fyne.CanvasObject) map[fyne.CanvasObject]string {
	all := map[fyne.CanvasObject]string{}
	for _, o := range objects {
		if c, ok := o.(*cover); ok {
			all[c.object] = c.words()
		}
	}
	return all
}

// markSize is a mark's width and height.
const markSize = 16

// Mark is a small question mark with a tip, for what is no control. A click shows the
// tip without delay.
func Mark(text string) fyne.CanvasObject {
	m := &mark{sign: canvas.NewText("?", nil), ring: canvas.NewCircle(nil)}
	m.sign.TextSize = 10
	m.sign.Alignment = fyne.TextAlignCenter
	m.ring.StrokeWidth = 1
	m.ExtendBaseWidget(m)
	m.cover = &cover{object: m, words: func() string { return text }}
	m.cover.ExtendBaseWidget(m.cover)
	return container.NewCenter(container.New(coverLayout{}, m, m.cover))
}

type mark struct {
	widget.BaseWidget
	cover *cover
	sign  *canvas.Text
	ring  *canvas.Circle
}

// Tapped is Fyne's.
func (m *mark) Tapped(*fyne.PointEvent) {
	if l := layerOf(m); l != nil {
		l.hide()
		l.awaited = m.cover
		l.show(m.cover)
	}
}

// CreateRenderer is Fyne's.
func (m *mark) CreateRenderer() fyne.WidgetRenderer {
	r := &markRenderer{m}
	r.Refresh()
	return r
}

type markRenderer struct{ *mark }

// Layout is Fyne's.
func (r *markRenderer) Layout(size fyne.Size) {
	r.ring.Resize(size)
	r.sign.Resize(size)
}

// MinSize is Fyne's.
func (r *markRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(markSize) }

// Objects is Fyne's.
func (r *markRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ring, r.sign} }

// Destroy is Fyne's.
func (r *markRenderer) Destroy() {}

// Refresh is Fyne's.
func (r *markRenderer) Refresh() {
	colour := theme.ColorForWidget(theme.ColorNamePlaceHolder, r.mark)
	r.sign.Color, r.ring.StrokeColor = colour, colour
	r.sign.Refresh()
	r.ring.Refresh()
}
