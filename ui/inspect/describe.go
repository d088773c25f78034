package inspect

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
)

// Names are what the program calls some of its objects.
type Names map[fyne.CanvasObject]string

// Describe tells what a window shows. It must be called on Fyne's goroutine.
func Describe(w fyne.Window, names Names) *Window {
	c := w.Canvas()
	d := &describer{canvas: c, names: names, driver: fyne.CurrentApp().Driver()}
	d.window.Title, d.window.Scale = w.Title(), c.Scale()
	d.window.Width, d.window.Height = c.PixelCoordinateForPosition(fyne.NewPos(c.Size().Components()))
	d.walk(c.Content(), true, nil)
	overlays := c.Overlays().List()
	d.window.Overlays, d.overlay = len(overlays), true
	for _, o := range overlays {
		d.walk(o, true, nil)
	}
	return &d.window
}

type describer struct {
	canvas  fyne.Canvas
	driver  fyne.Driver
	names   Names
	overlay bool
	window  Window
}

// walk describes an object and what is in it; shown tells whether all that it is in is
// visible, and at where it is, or nil where that is yet to be found out.
func (d *describer) walk(o fyne.CanvasObject, shown bool, at *fyne.Position) {
	if o == nil {
		return
	}
	shown = shown && o.Visible()
	name := d.names[o]
	text, readable := textOf(o)
	if shown && at == nil {
		place := d.driver.AbsolutePositionForObject(o)
		at = &place
	}
	if name != "" || readable && shown {
		d.add(o, name, text, shown, at)
	}
	_, plain := o.(*fyne.Container)
	for _, child := range children(o) {
		var place *fyne.Position
		if plain && shown {
			// The driver would look through the whole window for each.
			sum := at.Add(child.Position())
			place = &sum
		}
		d.walk(child, shown, place)
	}
}

func (d *describer) add(o fyne.CanvasObject, name, text string, shown bool, at *fyne.Position) {
	item := Object{Name: name, Kind: kindOf(o), Text: text, Visible: shown, Enabled: true, Overlay: d.overlay}
	if shown {
		item.X, item.Y = d.canvas.PixelCoordinateForPosition(*at)
		item.Width, item.Height = d.canvas.PixelCoordinateForPosition(fyne.NewPos(o.Size().Components()))
	}
	if able, ok := o.(fyne.Disableable); ok {
		item.Enabled = !able.Disabled()
	}
	if f, ok := o.(fyne.Focusable); ok {
		item.Focused = d.canvas.Focused() == f
	}
	d.window.Objects = append(d.window.Objects, item)
}

// kindOf is the name of a type without its package: "Button" for *widget.Button.
func kindOf(o fyne.CanvasObject) string {
	full := fmt.Sprintf("%T", o)
	return full[strings.LastIndexByte(full, '.')+1:]
}
