// Package inspect tells scripts what the window shows: texts, places, and what
// can be pressed. Fyne has no accessibility tree, so without it a script that
// drives the window would have to guess where things are.
//
// It works only where the environment variable [Variable] names a file. That file
// then holds a [Window] as JSON, replaced whole whenever something has changed.
package inspect

// Variable is the environment variable that names the file to write.
const Variable = "WAKESLEEP_INSPECT"

// Window is what a window shows at one moment.
type Window struct {
	Title string `json:"title"`
	// Scale is how many pixels a unit of Fyne's has.
	Scale float32 `json:"scale"`
	// Width and Height are those of the window's inside, in pixels.
	Width  int `json:"width"`
	Height int `json:"height"`
	// Overlays counts the dialogs and menus on top of the content.
	Overlays int `json:"overlays"`
	// Held is the longest time, in milliseconds, for which the event loop has not
	// answered since the report before: handling events and drawing included. It alone
	// is no reason for a report.
	Held float64 `json:"held_ms"`
	// Objects are those that have a text or a name, in the order of drawing.
	Objects []Object `json:"objects"`
}

// Object is one thing in a window.
type Object struct {
	// Name is what the program calls it; most objects have none.
	Name string `json:"name,omitempty"`
	// Kind is the widget's type, as in "Button".
	Kind string `json:"kind"`
	// Text is what a person reads on it, if anything.
	Text string `json:"text"`
	// X, Y, Width and Height are in pixels, from the window's inner upper left
	// corner.
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
	// Visible is false for named objects in a part of the window that is hidden;
	// hidden objects without a name are left out.
	Visible bool `json:"visible"`
	Enabled bool `json:"enabled"`
	Focused bool `json:"focused,omitempty"`
	// Overlay is true for what is in a dialog or a menu on top of the content.
	Overlay bool `json:"overlay,omitempty"`
}

// Find returns the object with that name, or nil.
func (w *Window) Find(name string) *Object {
	for i := range w.Objects {
		if w.Objects[i].Name == name {
			return &w.Objects[i]
		}
	}
	return nil
}

// Read returns the first object of which something is true, or nil.
func (w *Window) Read(is func(Object) bool) *Object {
	for i, o := range w.Objects {
		if is(o) {
			return &w.Objects[i]
		}
	}
	return nil
}
