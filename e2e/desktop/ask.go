package desktop

import (
	"fmt"
	"os"

	"wakesleep/ui/inspect"
)

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
