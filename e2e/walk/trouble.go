package walk

import (
	"os"
	"reflect"
	"regexp"
	"strings"

	"wakesleep/ui/inspect"
)

// toolkit are lines that the system's dialogs print about themselves.
var toolkit = regexp.MustCompile(`(?m)^\(\S+:\d+\): (Gtk|Gdk|GLib|GLib-GObject|dconf)-\w+ \*\*: .*$`)

// findTrouble looks for what the program should not have done.
func (k *Walk) findTrouble() {
	if text, err := os.ReadFile(k.options.Crash); err == nil && len(text) > 0 {
		k.test.Fatalf("the program crashed:\n%s", text)
	}
	if text := k.program.Output(); len(text) > k.printed {
		if said := toolkit.ReplaceAllString(text[k.printed:], ""); strings.TrimSpace(said) != "" {
			k.trouble("the program printed: %s", said)
		}
		k.printed = len(text)
	}
	if k.window.Held > k.report.Held {
		k.report.Held, k.report.After = k.window.Held, k.test.doing
	}
	if title := titleOf(k.window); title == k.options.Failure {
		k.trouble("%s", words(k.window))
	}
}

// titleOf is what heads the topmost dialog, or the lines of the topmost menu; empty where
// nothing is open.
func titleOf(w *inspect.Window) string {
	if w.Overlays == 0 {
		return ""
	}
	if lines := menuLines(w); len(lines) > 0 {
		return "menu of " + strings.Join(lines, ", ")
	}
	if heading := highest(w); heading != "" {
		return heading
	}
	return "something without words"
}

// highest is what stands highest of what is only to be read on the top level.
func highest(w *inspect.Window) string {
	var top inspect.Object
	for _, o := range readable(w) {
		if top.Text == "" || o.Y < top.Y {
			top = o
		}
	}
	return top.Text
}

// menuLines are the lines of the topmost menu, if that is what is open.
func menuLines(w *inspect.Window) []string {
	var lines []string
	for _, c := range controls(w, w.Overlays) {
		if c.Kind != "menuItem" {
			return nil
		}
		lines = append(lines, c.Text)
	}
	return lines
}

// words are what is only to be read on the top level, in the order of drawing.
func words(w *inspect.Window) string {
	var all []string
	for _, o := range readable(w) {
		all = append(all, o.Text)
	}
	return strings.Join(all, " ")
}

func readable(w *inspect.Window) []inspect.Object {
	var all []inspect.Object
	for _, o := range w.Objects {
		if o.Level == w.Overlays && !o.Control && o.Visible && o.Text != "" && o.Kind != "Layer" { // a tip
			all = append(all, o)
		}
	}
	return all
}

// same tells whether two reports say the same of the window.
func same(a, b *inspect.Window) bool {
	x, y := *a, *b
	for _, w := range []*inspect.Window{&x, &y} {
		w.Held, w.Ticks, w.Answer, w.Busy = 0, 0, "", false
	}
	return reflect.DeepEqual(x, y)
}
