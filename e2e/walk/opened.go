package walk

import (
	"fmt"
	"slices"
	"strings"
)

// deepest is how many things may be open on top of each other.
const deepest = 5

// opened presses everything in what a path has opened, which is the last of all that is
// open, and opens it again where a press has closed it. It leaves it closed.
func (k *Walk) opened(path []step, open []string) {
	title := open[len(open)-1]
	scope := "in " + title
	if strings.HasPrefix(title, "menu of ") {
		scope = "in the menu of " + pathName(path)
	}
	if len(open) > deepest {
		k.trouble("more is open than %d on top of each other", deepest)
		return
	}
	k.skip(scope)
	for afresh := false; ; {
		id := k.next(scope, k.window.Overlays, nil)
		if id == "" {
			// What was turned off by other controls is as it was when all is opened again.
			if afresh || len(k.missing(scope)) == 0 {
				break
			}
			if afresh = true; !k.afresh(path, title) {
				break
			}
			continue
		}
		afresh = false
		k.mark(scope, id)
		k.take(append(slices.Clone(path), press(id)), open)
		if titleOf(k.window) == title {
			continue
		}
		if len(k.missing(scope)) == 0 {
			return
		}
		if !k.reopen(path, open) {
			break
		}
	}
	k.lose(scope)
	if titleOf(k.window) == title {
		k.close()
	}
}

// fewest is how many lines of a menu are all chosen. Of longer ones only the first and the
// last are, since those between are of one kind.
const fewest = 12

// skip marks the lines of a long menu that are not to be chosen.
func (k *Walk) skip(scope string) {
	lines := controls(k.window, k.window.Overlays)
	if len(lines) <= fewest || len(menuLines(k.window)) == 0 {
		return
	}
	for _, c := range lines[fewest/2 : len(lines)-1] {
		k.pressed[scope+"/"+c.id] = true
	}
	k.note(fmt.Sprintf("of %d lines %d are chosen", len(lines), fewest/2+1))
}

// reopen opens again what a press has closed, and tells whether that is the same: by the
// last step, if what it was opened from is still there, or else by the whole path.
func (k *Walk) reopen(path []step, open []string) bool {
	title, from := open[len(open)-1], ""
	if len(open) > 1 {
		from = open[len(open)-2]
	}
	if titleOf(k.window) == from {
		if from == "" {
			path[0].take(k)
		}
		k.again(path)
		if titleOf(k.window) == title {
			return true
		}
	}
	return k.afresh(path, title)
}

// afresh goes a path from the beginning, with the machine of the beginning, and tells
// whether that opens what it did.
func (k *Walk) afresh(path []step, title string) bool {
	for i := range path {
		k.again(path[:i+1])
		if i == 0 {
			k.goHome()
			k.learnALittle()
		}
	}
	if got := titleOf(k.window); got != title {
		k.test.Logf("%s: opened “%s”, and “%s” before", k.test.doing, shorten(got), shorten(title))
		return false
	}
	return true
}

// again does the last step of a path again.
func (k *Walk) again(path []step) {
	k.test.doing = pathName(path) + " again"
	k.replaying = true
	defer func() { k.replaying = false }()
	path[len(path)-1].take(k)
	k.settle()
	k.report.Presses++
	k.learn(path)
}

// learnALittle does one cycle, so that there is something to lose: the program asks no
// questions where there is not.
func (k *Walk) learnALittle() {
	k.program.Keys("ctrl+e")
	k.settle()
}

// close closes what lies on top: by Escape, or else by a click beside it, or else by the
// leftmost of the lowest buttons, which is the way out.
func (k *Walk) close() {
	title, level := titleOf(k.window), k.window.Overlays
	ways := []func(){
		func() { k.program.Keys("Escape") },
		func() { k.program.ClickPoint(k.window.Width-2, k.window.Height-2) },
		k.wayOut,
	}
	for i, way := range ways {
		way()
		k.settle()
		if k.window.Overlays < level || titleOf(k.window) != title {
			return
		}
		if i == 0 && len(menuLines(k.window)) == 0 {
			k.note("Escape does not close “" + shorten(title) + "”")
		}
	}
	k.test.Fatalf("nothing closes “%s”", title)
}

// note is for what is worth knowing.
func (k *Walk) note(text string) { k.test.Logf("%s: %s", k.test.doing, text) }

func (k *Walk) wayOut() {
	var out control
	for _, c := range controls(k.window, k.window.Overlays) {
		if c.Kind == "Button" && c.Enabled && (out.id == "" || c.Y > out.Y || c.Y == out.Y && c.X < out.X) {
			out = c
		}
	}
	if out.id != "" {
		k.program.ClickPoint(out.X+out.Width/2, out.Y+out.Height/2)
	}
}
