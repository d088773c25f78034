package walk

import (
	"fmt"
	"strings"

	"wakesleep/ui/inspect"
)

// step is something to do.
type step interface {
	name() string
	take(k *Walk)
}

func pathName(path []step) string {
	var all []string
	for _, s := range path {
		all = append(all, s.name())
	}
	return strings.Join(all, " / ")
}

// place is where the user is before the first press.
type place string

func (p place) name() string { return string(p) }
func (p place) take(k *Walk) { k.ground(string(p)) }

// press is a step on a control.
type press string

func (p press) name() string { return string(p) }

// take presses the control where it is now.
func (p press) take(k *Walk) {
	c, ok := k.find(string(p))
	if !ok {
		if !k.replaying { // that it has gone is noted as a loss then
			k.trouble("it is not there any more")
		}
		return
	}
	if c = k.scrollTo(c); c.id == "" {
		return
	}
	x, y, ok := reach(k.window, c.Object)
	if !ok {
		k.trouble("the pointer cannot reach it at %+v", c.Seen())
		return
	}
	how, known := handFor(c.Kind)
	if !known {
		k.test.Fatalf("this walk does not know how to press a %s, or whether there is something in it", c.Kind)
	}
	k.program.ClickPoint(x, y)
	if how == click {
		return
	}
	a := c.Seen()
	k.settle()
	switch how {
	case look:
		k.once(p, func(_, _ int) { k.program.ClickPoint(a.X+a.Width*3/10, a.Y+a.Height*3/10) })
	case draw:
		k.once(p, func(_, _ int) { k.program.Stroke(x, y, a.X+a.Width*3/10, a.Y+a.Height*7/10) })
	case write:
		k.write(p)
	}
}

// once does something more with a control, which is pressed at x and y, if nothing has
// come in between.
func (k *Walk) once(p press, act func(x, y int)) {
	c, ok := k.find(string(p))
	if x, y, free := reach(k.window, c.Object); ok && free && c.Enabled {
		act(x, y)
	}
}

// write types into an entry something that may be wrong, and Return, and takes it back;
// in rooms, where that starts no machine, with Return again.
func (k *Walk) write(p press) {
	if !k.focused(p) {
		k.once(p, k.program.ClickPoint) // it may have moved
		k.settle()
	}
	if !k.focused(p) {
		k.trouble("after a click it does not take the keys")
		return
	}
	k.program.Keys("End", "x", "Return")
	k.settle()
	if c, _ := k.find(string(p)); c.Focused {
		back := []string{"End", "BackSpace", "Return"}
		if c.Overlay {
			back = back[:2]
		}
		k.program.Keys(back...)
	}
}

func (k *Walk) focused(p press) bool {
	c, _ := k.find(string(p))
	return c.Focused
}

// find finds a control on the top level.
func (k *Walk) find(id string) (control, bool) {
	for _, c := range controls(k.window, k.window.Overlays) {
		if c.id == id {
			return c, true
		}
	}
	return control{}, false
}

// scrollTo turns the wheel until a control is seen, and returns it where it is then, or
// nothing if that cannot be.
func (k *Walk) scrollTo(c control) control {
	for range 60 {
		v := c.View
		if _, _, ok := reach(k.window, c.Object); ok || v == (inspect.Area{}) || whole(c) {
			return c
		}
		k.program.Scroll(v.X+v.Width/2, v.Y+v.Height/2, notches(c))
		k.window = k.program.Ask()
		k.window = k.program.Ask()
		moved, ok := k.find(c.id)
		if !ok {
			break
		}
		c = moved
	}
	k.trouble("no scrolling brings it into view")
	return control{}
}

// notches are how far the wheel is turned to bring a control nearer to the middle of what
// it is seen through.
func notches(c control) int {
	const pixels, most = 50, 8 // of a notch, not less; at once
	n := (c.Y + c.Height/2 - c.View.Y - c.View.Height/2) / pixels
	if n == 0 {
		n = 1
	}
	return max(-most, min(most, n))
}

// whole tells whether all of a control is seen.
func whole(c control) bool {
	a := c.Seen()
	return a.Width == c.Width && a.Height == c.Height
}

// line is a step on a line of the window's menus, by the keys.
type line struct {
	texts []string
	// right and down are how often the arrow keys are pressed: right to the menu, down to
	// the line, and then within each menu that it opens.
	right int
	down  []int
}

// place tells lines apart whose words change.
func (l line) place() string { return fmt.Sprint(l.right, l.down) }

func (l line) name() string { return fmt.Sprintf("menu %s", strings.Join(l.texts, " > ")) }

func (l line) take(k *Walk) {
	keys := []string{"Alt_L"}
	for range l.right {
		keys = append(keys, "Right")
	}
	for i, n := range l.down {
		if i > 0 {
			keys = append(keys, "Right") // opens it, at its first line
			n--
		}
		for range n {
			keys = append(keys, "Down")
		}
	}
	k.program.Keys(append(keys, "Return")...)
}
