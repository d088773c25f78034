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
	// longest is how long anything may take on a busy machine.
	longest = 2 * time.Minute
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
	for deadline := time.Now().Add(longest); !seen(); time.Sleep(pause) {
		if !hope() {
			t.Fatalf("the program ended while waiting for %s", what)
		}
		if time.Now().After(deadline) {
			t.Fatalf("no sign of %s after %v", what, longest)
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

// until waits until the object with that name is as it is wanted, and returns it.
func (p *Program) until(what, name string, wanted func(inspect.Object) bool) (o inspect.Object) {
	p.t.Helper()
	p.Wait(what, func(w *inspect.Window) bool {
		found := w.Find(name)
		if found != nil {
			o = *found
		}
		return found != nil && wanted(o)
	})
	return o
}

// Text is what the user reads on the object with that name.
func (p *Program) Text(name string) string {
	p.t.Helper()
	return p.until("the "+name, name, func(inspect.Object) bool { return true }).Text
}

// WaitForText waits until the text of a key is on an object, as [inspect.Says] finds it,
// and returns all that is on it.
func (p *Program) WaitForText(name, key string, args ...any) string {
	p.t.Helper()
	return p.until(name+" with "+key, name, func(o inspect.Object) bool {
		return o.Visible && inspect.Says(o.Text, key, args...)
	}).Text
}

// WaitForWords waits until the text of an object contains words that are no text of the
// table, such as a file's name, and returns it. With none it waits for the object.
func (p *Program) WaitForWords(name, words string) string {
	p.t.Helper()
	return p.until(name+" with “"+words+"”", name, func(o inspect.Object) bool {
		return o.Visible && strings.Contains(o.Text, words)
	}).Text
}

// Settled waits until the text of an object has stopped changing, and returns it.
func (p *Program) Settled(name string) string {
	p.t.Helper()
	text, since := "", time.Now()
	return p.until("an end to the changes of "+name, name, func(o inspect.Object) bool {
		if o.Text != text {
			text, since = o.Text, time.Now()
		}
		return time.Since(since) > rest
	}).Text
}

// WaitForOther waits until the text of an object is another than before.
func (p *Program) WaitForOther(name, before string) {
	p.t.Helper()
	p.until(name+" with another text than “"+before+"”", name, func(o inspect.Object) bool {
		return o.Visible && o.Text != before
	})
}

// WaitForCycle waits until the bar shows that the machine has had n cycles.
func (p *Program) WaitForCycle(n uint64) {
	p.t.Helper()
	p.until(fmt.Sprintf("cycle %d", n), "progress", func(o inspect.Object) bool {
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

// Ask asks the program what its window shows now, and waits for the answer, which only
// an event loop that goes on gives.
func (p *Program) Ask() *inspect.Window {
	p.t.Helper()
	p.questions++
	question := fmt.Sprint(p.questions)
	next := p.report + ".next"
	err := os.WriteFile(next, []byte(question), 0o600)
	if err == nil {
		err = os.Rename(next, p.report+inspect.Question)
	}
	if err != nil {
		p.t.Fatalf("cannot ask: %v", err)
	}
	return p.Wait("an answer of the event loop", func(w *inspect.Window) bool { return w.Answer == question })
}

const (
	// calm is how many ticks a window must be waited for.
	calm = 1
	// running is how many ticks a window with a run in it is looked at.
	running = 4
)

// Settle waits until all that was begun is done and the window's parts keep their
// places, or the system's dialog for files has opened. A run is not waited for.
func (p *Program) Settle() (w *inspect.Window, file bool) {
	p.t.Helper()
	first := p.Ask()
	last := first
	wait(p.t, "an end to what was begun", p.running, func() bool {
		w = p.Ask()
		moved := !samePlaces(w, last)
		last = w
		if w.Busy {
			file = p.fileDialog() != ""
		}
		ticks := w.Ticks - first.Ticks
		return file || !moved && (!w.Busy && ticks >= calm || Running(w) && ticks >= running)
	})
	return w, file
}

// Running tells whether there is a run that can be stopped.
func Running(w *inspect.Window) bool {
	stop := w.Find("stop")
	return stop != nil && stop.Enabled
}

// samePlaces tells whether two windows have the same controls at the same places.
func samePlaces(a, b *inspect.Window) bool {
	if a.Overlays != b.Overlays || len(a.Objects) != len(b.Objects) {
		return false
	}
	for i, o := range a.Objects {
		q := b.Objects[i]
		if o.Seen() != q.Seen() || o.Kind != q.Kind || o.Visible != q.Visible || o.Enabled != q.Enabled {
			return false
		}
	}
	return true
}
