// Package tip shows a few words of help when the pointer rests on a control. Fyne has
// no tooltips; these work for any object, which need not know of them.
package tip

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// On gives an object a tip. It returns what to lay out, and to hide, in the object's
// place. The tip appears on the nearest Layer: that of the topmost dialog, or else of
// the window; without one it does not.
func On(object fyne.CanvasObject, text string) fyne.CanvasObject {
	c := &cover{object: object, text: text}
	c.ExtendBaseWidget(c)
	return container.New(coverLayout{}, object, c)
}

// cover lies over an object. It takes only the pointer's coming and going, which it
// passes on: everything else goes to the object beneath.
type cover struct {
	widget.BaseWidget
	object fyne.CanvasObject
	text   string
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
