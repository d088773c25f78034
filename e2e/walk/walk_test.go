package walk

import (
	"slices"
	"strings"
	"testing"

	"wakesleep/ui/inspect"
)

func button(text string, x, y int) inspect.Object {
	return inspect.Object{Kind: "Button", Text: text, X: x, Y: y, Width: 40, Height: 20, Visible: true, Enabled: true, Control: true}
}

func window(objects ...inspect.Object) *inspect.Window {
	return &inspect.Window{Width: 200, Height: 100, Objects: objects}
}

func TestReach(t *testing.T) {
	plain, over := button("plain", 0, 0), button("over", 0, 0)
	over.Width = 25 // over the middle of the other
	if x, y, ok := reach(window(plain), plain); !ok || x != 20 || y != 10 {
		t.Errorf("alone it is pressed at %d,%d, %v", x, y, ok)
	}
	if x, y, ok := reach(window(plain, over), plain); !ok || x < 25 || y != 10 {
		t.Errorf("half covered it is pressed at %d,%d, %v", x, y, ok)
	}
	if _, _, ok := reach(window(over, plain), over); ok {
		t.Error("a covered control was reached")
	}
	if _, _, ok := reach(window(button("outside", 190, 120)), button("outside", 190, 120)); ok {
		t.Error("a control outside the window was reached")
	}
	scrolled := button("scrolled", 0, 60)
	scrolled.View = inspect.Area{X: 0, Y: 0, Width: 200, Height: 70}
	if _, y, ok := reach(window(scrolled), scrolled); !ok || y < 60 || y >= 70 {
		t.Errorf("partly scrolled away it is pressed at %d, %v", y, ok)
	}
}

// Nothing below a dialog can be reached.
func TestReachBelowADialog(t *testing.T) {
	below, above := button("below", 0, 0), button("above", 100, 0)
	above.Level = 1
	w := window(below, above)
	w.Overlays = 1
	if _, _, ok := reach(w, below); ok {
		t.Error("a control below a dialog was reached")
	}
	if _, _, ok := reach(w, above); !ok {
		t.Error("a dialog's control was not reached")
	}
}

func TestControlsHaveNamesOfTheirOwn(t *testing.T) {
	tipped, named, hidden := button("", 0, 0), button("ok", 0, 0), button("ok", 0, 0)
	tipped.Tip, named.Name, hidden.Visible = "Saves the picture", "confirm", false
	check := inspect.Object{Kind: "Check", Text: "[x] on", Visible: true, Control: true}
	label := inspect.Object{Kind: "Label", Text: "ok", Visible: true}
	var got []string
	for _, c := range controls(window(button("ok", 0, 0), tipped, named, hidden, label, button("ok", 0, 0), check), 0) {
		got = append(got, c.id)
	}
	want := []string{"Button “ok”", "Button “Saves the picture”", "confirm", "Button “ok” 2", "Check “on”"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestMenuLines(t *testing.T) {
	k := &Walk{pressed: map[string]bool{}}
	menus := []inspect.Line{
		{Text: "File", Lines: []inspect.Line{
			{Text: "Recent", Enabled: true, Lines: []inspect.Line{{Text: "a", Enabled: true}, {Text: "b", Enabled: true}}},
			{},
			{Text: "Grey"},
			{Text: "Quit", Enabled: true, Quits: true},
		}},
		{Text: "View", Lines: []inspect.Line{{}, {Text: "Dark", Enabled: true}}},
	}
	var got []string
	for l := k.nextLine(menus); l != nil; l = k.nextLine(menus) {
		got = append(got, l.name()+" at "+l.place())
		k.mark("the menus", l.place())
	}
	want := []string{
		"menu File > Recent > a at 0 [1 1]", "menu File > Recent > b at 0 [1 2]", "menu View > Dark at 1 [1]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTitle(t *testing.T) {
	if got := titleOf(window(button("ok", 0, 0))); got != "" {
		t.Errorf("nothing is open, and has the title %q", got)
	}
	text := inspect.Object{Kind: "Label", Text: "explains", Y: 40, Visible: true, Level: 1}
	heading := inspect.Object{Kind: "Label", Text: "heading", Y: 10, Visible: true, Level: 1}
	close := button("close", 0, 60)
	close.Level = 1
	w := window(text, close, heading)
	w.Overlays = 1
	if got := titleOf(w); got != "heading" {
		t.Errorf("the dialog's title is %q", got)
	}
	lines := []inspect.Object{close, close}
	for i, text := range []string{"one", "two"} {
		lines[i].Kind, lines[i].Text = "menuItem", text
	}
	w.Objects = lines
	if got := titleOf(w); got != "menu of one, two" {
		t.Errorf("the menu's title is %q", got)
	}
}

func TestWhatTheToolkitPrints(t *testing.T) {
	const own = "panic: no"
	text := "(wakesleep:2211): Gtk-CRITICAL **: 10:28:21.410: gtk_tree_view_get_selection: failed\n" + own
	if got := strings.TrimSpace(toolkit.ReplaceAllString(text, "")); got != own {
		t.Errorf("%q is left of it", got)
	}
}

// Buttons that change nothing are told apart from pictures that do not.
func TestSilent(t *testing.T) {
	k := &Walk{test: &narrator{}, options: Options{Chosen: []string{"on"}}}
	picture, on := button("", 0, 0), button("", 0, 0)
	picture.Kind, picture.Name, on.Name = "Sheet", "picture", "on"
	w := window(button("dead", 0, 0), picture, on)
	for _, id := range []string{"Button “dead”", "picture", "on"} {
		k.test.doing = id
		k.silent(w, press(id))
	}
	if !slices.Equal(k.report.Idle, []string{"Button “dead”"}) || len(k.report.Silent) != 2 {
		t.Errorf("idle %q, silent %q", k.report.Idle, k.report.Silent)
	}
}

// The answer to a question, the time and the loop's rest are no change to be seen.
func TestSame(t *testing.T) {
	a, b := window(button("ok", 0, 0)), window(button("ok", 0, 0))
	b.Answer, b.Ticks, b.Held, b.Busy = "7", 9, 30, true
	if !same(a, b) {
		t.Error("two windows that look alike differ")
	}
	b.Objects[0].Enabled = false
	if same(a, b) {
		t.Error("a control that was turned off is no difference")
	}
}
