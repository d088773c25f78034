package desktop

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"time"

	"wakesleep/ui/inspect"
)

const (
	// patience is how long anything may take on a busy machine.
	patience = 2 * time.Minute
	// pause is the time between two looks.
	pause = 40 * time.Millisecond
	// rest is how long a text stays as it is before it counts as settled.
	rest = time.Second
	// placing is how long an object stays where it is before it is clicked on.
	placing = 350 * time.Millisecond
)

// wait looks until it sees what it is to see, as long as there is hope.
func wait(t Test, what string, hope, seen func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !seen(); time.Sleep(pause) {
		if !hope() {
			t.Fatalf("the program ended while waiting for %s", what)
		}
		if time.Now().After(deadline) {
			t.Fatalf("no sign of %s after %v", what, patience)
		}
	}
}

// look returns what the window shows, or nil as long as nothing was told.
func (p *Program) look() *inspect.Window {
	text, err := os.ReadFile(p.report)
	if err != nil {
		return nil
	}
	w := &inspect.Window{}
	if err := json.Unmarshal(text, w); err != nil {
		p.t.Fatalf("%s: %v", p.report, err)
	}
	return w
}

// Now is what the window shows.
func (p *Program) Now() *inspect.Window {
	p.t.Helper()
	return p.Wait("the window", func(*inspect.Window) bool { return true })
}

// Wait waits until the window shows what it is to show, and returns it.
func (p *Program) Wait(what string, seen func(*inspect.Window) bool) *inspect.Window {
	p.t.Helper()
	var w *inspect.Window
	wait(p.t, what, p.running, func() bool {
		w = p.look()
		return w != nil && seen(w)
	})
	return w
}

// Object waits for an object with that name to be visible, enabled and in its
// place.
func (p *Program) Object(name string) inspect.Object {
	p.t.Helper()
	return p.placed("the enabled "+name, func(w *inspect.Window) *inspect.Object { return w.Find(name) })
}

// placed waits for an object to stay where it is for longer than reports take to
// follow each other, because layouts need a frame or two to settle.
func (p *Program) placed(what string, pick func(*inspect.Window) *inspect.Object) inspect.Object {
	p.t.Helper()
	var last inspect.Object
	since := time.Now()
	p.Wait(what, func(w *inspect.Window) bool {
		o := pick(w)
		if o == nil || !o.Visible || !o.Enabled {
			last = inspect.Object{}
			return false
		}
		if o.X != last.X || o.Y != last.Y || o.Width != last.Width || o.Height != last.Height {
			last, since = *o, time.Now()
		}
		return time.Since(since) > placing
	})
	return last
}

// Text is what a person reads on the object with that name.
func (p *Program) Text(name string) string {
	p.t.Helper()
	var text string
	p.Wait("the "+name, func(w *inspect.Window) bool {
		o := w.Find(name)
		if o != nil {
			text = o.Text
		}
		return o != nil
	})
	return text
}

// WaitForText waits until the text of a key is on an object, as [inspect.Says] finds it,
// and returns all that is on it.
func (p *Program) WaitForText(name, key string, args ...any) string {
	p.t.Helper()
	return p.waitForText(name, key, func(text string) bool { return inspect.Says(text, key, args...) })
}

// WaitForWords waits until the text of an object contains words that are no text of the
// table, such as a file's name, and returns it. With none it waits for the object.
func (p *Program) WaitForWords(name, words string) string {
	p.t.Helper()
	return p.waitForText(name, "“"+words+"”", func(text string) bool { return strings.Contains(text, words) })
}

func (p *Program) waitForText(name, what string, fits func(text string) bool) (text string) {
	p.t.Helper()
	p.Wait(name+" with "+what, func(w *inspect.Window) bool {
		o := w.Find(name)
		if o == nil || !o.Visible {
			return false
		}
		text = o.Text
		return fits(text)
	})
	return text
}

// Settled waits until the text of an object has stopped changing, and returns it.
func (p *Program) Settled(name string) string {
	p.t.Helper()
	text, since := "", time.Now()
	p.Wait("an end to the changes of "+name, func(w *inspect.Window) bool {
		o := w.Find(name)
		if o == nil {
			return false
		}
		if o.Text != text {
			text, since = o.Text, time.Now()
		}
		return time.Since(since) > rest
	})
	return text
}

// WaitForOther waits until the text of an object is another than before.
func (p *Program) WaitForOther(name, before string) {
	p.t.Helper()
	p.Wait(name+" with another text than “"+before+"”", func(w *inspect.Window) bool {
		o := w.Find(name)
		return o != nil && o.Visible && o.Text != before
	})
}

// WaitForCycle waits until the bar shows that the machine has had n cycles.
func (p *Program) WaitForCycle(n uint64) {
	p.t.Helper()
	p.Wait(fmt.Sprintf("cycle %d", n), func(w *inspect.Window) bool {
		o := w.Find("progress")
		if o == nil {
			return false
		}
		at, ok := Cycle(o.Text)
		return ok && at == n
	})
}

// Still waits until the window's texts have stopped changing.
func (p *Program) Still() {
	p.t.Helper()
	var last *inspect.Window
	since := time.Now()
	p.Wait("a window at rest", func(w *inspect.Window) bool {
		if w.Held, w.Ticks = 0, 0; last == nil || !reflect.DeepEqual(w, last) {
			last, since = w, time.Now()
		}
		return time.Since(since) > rest
	})
}

// WaitForHidden waits until an object is not to be seen.
func (p *Program) WaitForHidden(name string) {
	p.t.Helper()
	p.Wait(name+" to go", func(w *inspect.Window) bool {
		o := w.Find(name)
		return o == nil || !o.Visible
	})
}
