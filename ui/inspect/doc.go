// Package inspect tells scripts what the window shows: texts, places, and what
// can be pressed. Fyne has no accessibility tree, so without it a script that
// drives the window would have to guess where things are.
//
// It works only where the environment variable [Variable] names a file. That file
// then holds a [Window] as JSON, replaced whole whenever something has changed. A script
// that cannot wait for that asks: see [Question].
package inspect

// Variable is the environment variable that names the file to write.
const Variable = "WAKESLEEP_INSPECT"

// Question, added to the name of the file, is that of a file in which a script asks:
// whatever text it holds then, a report with that text as its answer follows at once,
// told on the event loop.
const Question = ".question"

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
	// Answer is the question that was there before the window was looked at.
	Answer string `json:"answer,omitempty"`
	// Busy tells that work is under way whose result the window will show.
	Busy bool `json:"busy,omitempty"`
	// Ticks counts how often the window has looked at what it shows. It alone is no
	// reason for a report.
	Ticks uint64 `json:"ticks"`
	// Menus are those of the line above the content.
	Menus []Line `json:"menus,omitempty"`
	// Objects are those that have a text or a name, or can be pressed, in the order of
	// drawing.
	Objects []Object `json:"objects"`
}

// Line is a menu, or a line of one.
type Line struct {
	// Text is empty for lines that only separate others.
	Text    string `json:"text"`
	Enabled bool   `json:"enabled"`
	Checked bool   `json:"checked,omitempty"`
	// Quits tells that the line ends the program.
	Quits bool `json:"quits,omitempty"`
	// Lines are those that the line opens.
	Lines []Line `json:"lines,omitempty"`
}

// Object is one thing in a window.
type Object struct {
	// Name is what the program calls it; most objects have none.
	Name string `json:"name,omitempty"`
	// Kind is the widget's type, as in "Button".
	Kind string `json:"kind"`
	// Text is what the user reads on it, if anything.
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
	// Level is 0 in the content, 1 in what lies on top of it, 2 on top of that and so on.
	Level int `json:"level,omitempty"`
	// Control tells that it takes clicks, strokes or keys.
	Control bool `json:"control,omitempty"`
	// Strokes tells that the control takes strokes of the pressed pointer as well.
	Strokes bool `json:"strokes,omitempty"`
	// Importance is a button's, by which one sees which of several is on.
	Importance int `json:"importance,omitempty"`
	// Paintings is how often a picture was painted anew, where it counts that.
	Paintings uint64 `json:"paintings,omitempty"`
	// Tip is what a control shows when the pointer rests on it.
	Tip string `json:"tip,omitempty"`
	// View is what a control in a scrolled part is seen through, in pixels like X, Y,
	// Width and Height; zero for other controls.
	View Area `json:"view,omitzero"`
}

// Area is a rectangle in pixels.
type Area struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

// Seen is the part of an object that no scrolling hides.
func (o Object) Seen() Area {
	all := Area{o.X, o.Y, o.Width, o.Height}
	if o.View == (Area{}) {
		return all
	}
	return all.and(o.View)
}

// and is what lies in both; empty if nothing does.
func (a Area) and(b Area) Area {
	x, y := max(a.X, b.X), max(a.Y, b.Y)
	return Area{x, y, max(0, min(a.X+a.Width, b.X+b.Width)-x), max(0, min(a.Y+a.Height, b.Y+b.Height)-y)}
}

// Find returns the object with that name, or nil.
func (w *Window) Find(name string) *Object {
	return w.Read(func(o Object) bool { return o.Name == name })
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
