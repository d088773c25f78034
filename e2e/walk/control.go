package walk

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"wakesleep/ui/inspect"
)

// control is something to press, under a name that it keeps.
type control struct {
	id string
	inspect.Object
}

// hand is a way to press a control.
type hand int

const (
	// click is one click into the middle.
	click hand = iota
	// look is a click into the middle and one elsewhere, for pictures that tell places
	// apart.
	look
	// draw is a click and a stroke.
	draw
	// write is a click and keys.
	write
)

// hands are those for all kinds of controls. A kind that is missing ends the walk: it may
// hold controls that ui/inspect does not tell of.
var hands = map[string]hand{
	"Button": click, "Check": click, "Select": click, "menuItem": click, "mark": click,
	"Sheet": look, "Choice": look, "Strip": look, "View": look,
	"Slider": draw, "Pad": draw,
	"Entry": write, "SelectEntry": write,
}

// handFor is the way to press controls of a kind, if it is known. The program's own
// entries are named for what they are.
func handFor(kind string) (how hand, known bool) {
	if how, known = hands[kind]; !known && strings.HasSuffix(kind, "Entry") {
		return write, true
	}
	return how, known
}

// controls are those on one level of a window. Controls that look alike are told apart by
// their order.
func controls(w *inspect.Window, level int) []control {
	var all []control
	count := map[string]int{}
	for _, o := range w.Objects {
		if !o.Control || !o.Visible || o.Level != level {
			continue
		}
		id := nameOf(o)
		if count[id]++; count[id] > 1 {
			id = fmt.Sprintf("%s %d", id, count[id])
		}
		all = append(all, control{id, o})
	}
	return all
}

// nameOf is the program's name for a control, or what the user reads on it.
func nameOf(o inspect.Object) string {
	switch label := labelOf(o); {
	case o.Name != "":
		return o.Name
	case label == "":
		return o.Kind
	default:
		return fmt.Sprintf("%s “%s”", o.Kind, label)
	}
}

// Button is what a walk calls a button without a name, by its tip.
func Button(tip string) string { return nameOf(inspect.Object{Kind: "Button", Tip: tip}) }

// labelOf is what stays the same of the words on a control, or of its tip.
func labelOf(o inspect.Object) string {
	switch {
	case o.Tip != "":
		return shorten(o.Tip)
	case o.Kind == "Check":
		return strings.TrimLeft(o.Text, "[x] ")
	case o.Kind == "Button" || o.Kind == "menuItem":
		return shorten(o.Text)
	}
	return ""
}

// shorten takes the first words of a text.
func shorten(text string) string {
	const most = 40
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	short := string([]rune(text)[:most])
	if end := strings.LastIndexByte(short, ' '); end > 0 {
		short = short[:end]
	}
	return short + "…"
}

// grid are shares of a control's sides where it may be pressed, the middle first.
var grid = []float64{.5, .3, .7, .15, .85}

// reach finds a pixel at which a control, and no other, takes a click.
func reach(w *inspect.Window, o inspect.Object) (x, y int, ok bool) {
	a := o.Seen()
	if a.Width < 2 || a.Height < 2 {
		return 0, 0, false
	}
	for _, down := range grid {
		for _, right := range grid {
			x, y = a.X+int(right*float64(a.Width)), a.Y+int(down*float64(a.Height))
			if x >= 0 && y >= 0 && x < w.Width && y < w.Height && topmost(w, x, y) == o {
				return x, y, true
			}
		}
	}
	return 0, 0, false
}

// topmost is the control that takes a click at a pixel: the last drawn of those on the
// top level.
func topmost(w *inspect.Window, x, y int) (top inspect.Object) {
	for _, o := range w.Objects {
		a := o.Seen()
		if o.Control && o.Visible && o.Level == w.Overlays &&
			x >= a.X && y >= a.Y && x < a.X+a.Width && y < a.Y+a.Height {
			top = o
		}
	}
	return top
}
