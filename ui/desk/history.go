package desk

import (
	"wakesleep/learn"
	"wakesleep/ui/stock"
	"wakesleep/ui/texts"
)

const (
	// mostDeeds is how many deeds can be undone, and mostUndo, in bytes, what they
	// may keep in memory: with very large machines they are fewer.
	mostDeeds = 20
	mostUndo  = 200 << 20
)

// origin is what goes with a training: its data and its file. It is the tag of the
// session's moments.
type origin struct {
	stock *stock.Stock
	// doc is as it was when the window went over to another training.
	doc Document
}

// deed is something that a person did to the machine and can undo.
type deed struct {
	what string
	// from is how it was before; nil until the session has handed it over.
	from *learn.Moment
	// run tells that it is a run, and single how many single steps in a row it is.
	run    bool
	steps  learn.Steps
	single int
}

// history is what can be undone and redone. Its methods are called on Fyne's
// goroutine.
type history struct {
	desk         *Desk
	done, undone []*deed
}

func newHistory(d *Desk) *history { return &history{desk: d} }

// note takes down what is about to be done.
func (h *history) note(what string) { h.add(&deed{what: what}) }

// noteRun takes down a run; single steps in a row are one deed.
func (h *history) noteRun(steps learn.Steps, n int) {
	last := h.last(h.done)
	if n == 1 && last != nil && last.single > 0 && last.steps == steps {
		last.single++
		last.what = stepsWords(last.single)
		h.undone = nil
		h.show()
		return
	}
	a := &deed{what: runWords(steps, n), run: true, steps: steps}
	if n == 1 {
		a.single = 1
	}
	h.add(a)
}

func (h *history) add(a *deed) {
	h.done, h.undone = append(h.done, a), nil
	h.desk.session.Keep(func(m *learn.Moment) {
		h.desk.do(func() {
			a.from = m
			h.done = bound(h.done)
			h.show()
		})
	})
	h.show()
}

// forget takes back the last note, of something that was not done after all.
func (h *history) forget() {
	if n := len(h.done); n > 0 {
		h.done = h.done[:n-1]
		h.show()
	}
}

// runEnded names a run by what it came to.
func (h *history) runEnded(s learn.Status) {
	if last := h.last(h.done); last != nil && last.run && last.single == 0 && s.Done > 0 {
		last.what = runWords(last.steps, s.Done)
		h.show()
	}
}

func (h *history) last(list []*deed) *deed {
	if len(list) == 0 {
		return nil
	}
	return list[len(list)-1]
}

// bound drops the oldest deeds where there are too many.
func bound(list []*deed) []*deed {
	bytes := 0
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].from != nil {
			bytes += list[i].from.Bytes()
		}
		if len(list)-i > mostDeeds || bytes > mostUndo && i < len(list)-1 {
			return append([]*deed(nil), list[i+1:]...)
		}
	}
	return list
}

// undo undoes the last deed; a run that is under way has come to what it has done.
func (h *history) undo() {
	if d := h.desk; d.Ready() {
		if now := d.session.Status(); now.State != learn.Idle {
			h.runEnded(now)
		}
	}
	h.travel(&h.done, &h.undone, undoneWords, texts.Of("history.nothingToUndo"))
}

// redo does again what was undone last.
func (h *history) redo() {
	h.travel(&h.undone, &h.done, redoneWords, texts.Of("history.nothingToRedo"))
}

// travel goes to where the last deed of a list began, and puts how it was until now
// on the other list.
func (h *history) travel(from, to *[]*deed, said func(string) string, nothing string) {
	d := h.desk
	if !d.Ready() {
		return
	}
	a := h.last(*from)
	if a == nil {
		d.Say(nothing)
		return
	}
	if a.from == nil {
		return // the cycle under way has not ended yet
	}
	*from = (*from)[:len(*from)-1]
	d.session.Stop()
	d.goTo(a.from, said(a.what), func(now *learn.Moment) {
		back := *a
		back.from = now
		*to = bound(append(*to, &back))
		h.show()
	}, func() {
		*from = append(*from, a)
		h.show()
	})
	h.show()
}

// Undo undoes the last deed.
func (d *Desk) Undo() { d.history.undo() }

// Redo does again what was undone last.
func (d *Desk) Redo() { d.history.redo() }

// show brings the menu and the bar up to what can be undone.
func (h *history) show() {
	undo, redo := "", ""
	if a := h.last(h.done); a != nil {
		undo = a.what
	}
	if a := h.last(h.undone); a != nil {
		redo = a.what
	}
	h.desk.front.ShowHistory(undo, redo)
}

// goTo makes the machine what it was at a moment. Left is told what it was until
// now; failed is called where that could not be done.
func (d *Desk) goTo(m *learn.Moment, said string, left func(now *learn.Moment), failed func()) {
	session, o := d.session, m.Tag.(*origin)
	d.changing++
	d.tasks.Run(func() {
		now := session.Moment()
		t, err := m.GoOn(o.stock.Source.Training, d.threads)
		if err == nil {
			session.GoTo(t, m)
		}
		d.do(func() {
			d.changing--
			if err != nil {
				failed()
				d.Fail(texts.Of("history.failed"), err)
				return
			}
			if now != nil {
				left(now)
			}
			d.arrived(o, d.docOf(o), said)
		})
	})
}

// docOf is the document of an origin: the present one where it is the same file.
func (d *Desk) docOf(o *origin) Document {
	if o == d.origin || o.doc.Path != "" && o.doc.Path == d.doc.Path {
		return d.doc
	}
	return o.doc
}

// GoBack makes the machine what it was at a frame of the film.
func (d *Desk) GoBack(f *learn.Frame) {
	if d.Ready() {
		d.GoBackTo(f.Moment, texts.Of("history.goingBack", f.Cycle()), texts.Of("history.wentBack", f.Cycle()))
	}
}

// GoBackTo makes the machine what it was at a moment, notes that under a name and says
// something. There must be a machine.
func (d *Desk) GoBackTo(m *learn.Moment, what, said string) {
	d.session.Stop()
	d.history.note(what)
	d.goTo(m, said, func(*learn.Moment) {}, d.history.forget)
}
