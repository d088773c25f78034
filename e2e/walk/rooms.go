package walk

import (
	"slices"
	"strings"

	"wakesleep/e2e/desktop"
	"wakesleep/ui/inspect"
)

// most is how often something is pressed in one place, lest a walk never end.
const most = 250

// all presses those controls that are wanted of a room, and what comes to be seen by
// that. The scope tells them from others.
func (k *Walk) all(scope, room string, wanted func(id string) bool) {
	for range most {
		k.ground(room)
		id := k.next(scope, 0, wanted)
		if id == "" && !k.recover(room, scope, wanted) {
			break
		}
		if id != "" {
			k.mark(scope, id)
			k.take(k.wayTo(room, id), nil)
		}
	}
	k.lose(scope)
}

// next is the first control on a level that was not pressed yet, or "".
func (k *Walk) next(scope string, level int, wanted func(id string) bool) string {
	first := ""
	for _, c := range controls(k.window, level) {
		if !c.Enabled || wanted != nil && !wanted(c.id) {
			continue
		}
		if key := scope + "/" + c.id; !k.pressed[key] {
			if !slices.Contains(k.seen[scope], c.id) {
				k.seen[scope] = append(k.seen[scope], c.id)
			}
			if first == "" {
				first = c.id
			}
		}
	}
	return first
}

func (k *Walk) mark(scope, id string) {
	k.pressed[scope+"/"+id] = true
	k.report.Controls++
}

// missing are controls that were seen somewhere and not pressed.
func (k *Walk) missing(scope string) []string {
	var all []string
	for _, id := range k.seen[scope] {
		if !k.pressed[scope+"/"+id] {
			all = append(all, id)
		}
	}
	return all
}

// recover brings back a control that is missing: by undoing, by going the way that
// brought it before, or by pressing any button or choosing any line again, since rooms
// have views that hide each other.
func (k *Walk) recover(room, scope string, wanted func(string) bool) bool {
	missing := k.missing(scope)
	if len(missing) == 0 {
		return false
	}
	back := func() bool { return k.next(scope, 0, wanted) != "" }
	if k.goHome() && back() {
		return true
	}
	for _, id := range missing {
		if way := k.ways[id]; way != nil && k.afresh(way, "") && back() {
			return true
		}
	}
	k.ground(room)
	for _, path := range k.switches(room, wanted) {
		for i := range path {
			k.again(path[:i+1])
		}
		if k.ground(room); back() {
			return true
		}
	}
	return false
}

// switches are what may show another side of a room: its buttons, and the lines chosen
// before.
func (k *Walk) switches(room string, wanted func(string) bool) [][]step {
	var all [][]step
	for _, c := range controls(k.window, 0) {
		if c.Kind == "Button" && c.Enabled && wanted(c.id) {
			all = append(all, []step{place(room), press(c.id)})
		}
	}
	return append(all, k.choices...)
}

// learn notes by which way controls have come to be enabled.
func (k *Walk) learn(path []step) {
	if k.window.Overlays > 0 {
		return
	}
	now := map[string]bool{}
	for _, c := range controls(k.window, 0) {
		if !c.Enabled {
			continue
		}
		now[c.id] = true
		if !k.there[c.id] && k.ways[c.id] == nil {
			k.ways[c.id] = path
		}
	}
	k.there = now
}

// begin notes what a room has in the beginning: nothing of that is lost when all is done
// anew.
func (k *Walk) begin(room string) {
	k.ground(room)
	k.goHome()
	k.ways, k.there, k.choices = map[string][]step{}, map[string]bool{}, nil
	k.learn(nil)
}

// longest is how many steps are gone to bring a control back.
const longest = 8

// wayTo is a path to a control of a room.
func (k *Walk) wayTo(room, id string) []step {
	if way := k.ways[id]; way != nil && len(way) < longest {
		return append(slices.Clone(way), press(id))
	}
	return []step{place(room), press(id)}
}

// lose notes what was missed in the end.
func (k *Walk) lose(scope string) {
	for _, id := range k.missing(scope) {
		k.report.Lost = append(k.report.Lost, scope+" / "+id)
	}
}

// goHome undoes until machine and data are those of the beginning, and tells whether they
// were others.
func (k *Walk) goHome() bool {
	for n := 0; ; n++ {
		undo := k.window.Find("undo")
		if k.status() == k.home || n == farthest || undo == nil || !undo.Enabled {
			return n > 0
		}
		k.program.Click("undo")
		k.settle()
	}
}

// farthest is how much is undone to come home.
const farthest = 8

// status is what the program says of machine and data, without the mark of what is not
// saved.
func (k *Walk) status() string {
	if s := k.window.Find("status"); s != nil {
		return strings.TrimRight(s.Text, "*")
	}
	return ""
}

// ground closes all that is open, stops what runs and goes to a room.
func (k *Walk) ground(room string) {
	for k.window.Overlays > 0 {
		k.close()
	}
	if desktop.Running(k.window) {
		k.program.Key("ctrl+period")
		k.program.Wait("the end of the run", func(w *inspect.Window) bool { return !desktop.Running(w) })
		k.settle()
	}
	if !k.here(room) {
		k.enter(room)
	}
}
