package inspect

import (
	"fmt"
	"maps"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/tip"
)

// Names are what the program calls some of its objects.
type Names map[fyne.CanvasObject]string

// Describe tells what a window shows. It must be called on Fyne's goroutine.
func Describe(w fyne.Window, names Names) *Window {
	c := w.Canvas()
	d := &describer{canvas: c, names: names, driver: fyne.CurrentApp().Driver(), tips: map[fyne.CanvasObject]string{}}
	d.window.Title, d.window.Scale = w.Title(), c.Scale()
	d.window.Width, d.window.Height = c.PixelCoordinateForPosition(fyne.NewPos(c.Size().Components()))
	d.walk(c.Content(), true, nil)
	overlays := c.Overlays().List()
	d.window.Overlays = len(overlays)
	for i, o := range overlays {
		d.level = i + 1
		d.walk(o, true, nil)
	}
	d.window.Menus = menusOf(w.MainMenu())
	return &d.window
}

type describer struct {
	canvas fyne.Canvas
	driver fyne.Driver
	names  Names
	level  int
	tips   map[fyne.CanvasObject]string
	// view is what the present object is seen through.
	view   Area
	window Window
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
	if name != "" || shown && (readable || isControl(o)) {
		d.add(o, name, text, shown, at)
	}
	_, plain := o.(*fyne.Container)
	if plain {
		maps.Copy(d.tips, tip.Covered(children(o)))
	}
	if scrolls(o) && shown {
		before := d.view
		defer func() { d.view = before }()
		d.view = d.seenThrough(o, *at)
	}
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

// scrolls tells whether what is in an object may be larger than what is seen of it.
func scrolls(o fyne.CanvasObject) bool {
	switch o.(type) {
	case *container.Scroll, *widget.PopUpMenu:
		return true
	}
	return false
}

func (d *describer) add(o fyne.CanvasObject, name, text string, shown bool, at *fyne.Position) {
	item := Object{
		Name: name, Kind: kindOf(o), Text: text, Visible: shown, Enabled: enabled(o),
		Overlay: d.level > 0, Level: d.level, Control: isControl(o), Tip: d.tips[o],
	}
	if shown {
		a := d.area(o, *at)
		item.X, item.Y, item.Width, item.Height = a.X, a.Y, a.Width, a.Height
	}
	if item.Control {
		item.View = d.view
		_, item.Strokes = o.(fyne.Draggable)
		item.Importance, item.Paintings = looks(o)
	}
	if f, ok := o.(fyne.Focusable); ok {
		item.Focused = d.canvas.Focused() == f
	}
	d.window.Objects = append(d.window.Objects, item)
}

// area is where an object is, in pixels.
func (d *describer) area(o fyne.CanvasObject, at fyne.Position) (a Area) {
	a.X, a.Y = d.canvas.PixelCoordinateForPosition(at)
	a.Width, a.Height = d.canvas.PixelCoordinateForPosition(fyne.NewPos(o.Size().Components()))
	return a
}

// seenThrough is what the content of a scrolled part is seen through.
func (d *describer) seenThrough(o fyne.CanvasObject, at fyne.Position) Area {
	a := d.area(o, at)
	if d.view != (Area{}) {
		a = a.and(d.view)
	}
	return a
}

// kindOf is the name of a type without its package: "Button" for *widget.Button.
func kindOf(o fyne.CanvasObject) string {
	full := fmt.Sprintf("%T", o)
	return full[strings.LastIndexByte(full, '.')+1:]
}
