package desk

import (
	"slices"
	"sync/atomic"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/texts"
)

const (
	// mostActions is how many actions can be undone, and mostUndo, in bytes, what they
	// may keep in memory: with very large machines they are fewer.
	mostActions = 20
	mostUndo    = 200 << 20
)

// action is something that was done to the machine and can be undone.
type action struct {
	// what names it, but for a run.
	what string
	// from holds how it was before; nil until the session has handed it over.
	from *atomic.Pointer[session.Moment]
	// joins tells that a run that follows is one action with it.
	joins bool

	// run tells that it is a run, and single that it is single steps in a row; cycles
	// is zero where it goes on without an end.
	run, single bool
	steps       learn.Steps
	cycles      int
}

func newAction(what string, from *session.Moment) *action {
	a := &action{what: what, from: &atomic.Pointer[session.Moment]{}}
	a.from.Store(from)
	return a
}

// name is empty for nil.
func (a *action) name() string {
	switch {
	case a == nil:
		return ""
	case !a.run:
		return a.what
	case a.cycles == 0:
		return texts.Of("history.play")
	case a.single || a.cycles == 1:
		return texts.Count("history.steps", a.cycles)
	}
	return texts.Of("history.run."+a.steps.String(), a.cycles)
}

// History is what can be undone and redone. Its methods are called on Fyne's goroutine.
type History struct {
	desk         *Desk
	done, undone []*action
}

// add records what has been done.
func (h *History) add(what string, from *session.Moment, joins bool) {
	a := newAction(what, from)
	a.joins = joins
	h.done, h.undone = bound(append(h.done, a)), nil
	h.show()
}

// beginRun records a run that the session is about to be given; single steps in a row are
// one action.
func (h *History) beginRun(s *session.Session, steps learn.Steps, n int) {
	a := newest(h.done)
	h.undone = nil
	if n == 1 && a != nil && a.single && a.steps == steps {
		a.cycles++
		h.show()
		return
	}
	if a == nil || !a.joins {
		a = newAction("", nil)
		h.done = append(h.done, a)
		s.Keep(func(m *session.Moment) {
			a.from.Store(m)
			h.desk.Do(func() {
				h.done = bound(h.done)
				h.show()
			})
		})
	}
	a.joins, a.run, a.single, a.steps, a.cycles = false, true, n == 1, steps, n
	h.show()
}

// runEnded names a run by what it came to.
func (h *History) runEnded(s session.Status) {
	if a := newest(h.done); a != nil && a.run && !a.single && s.Done > 0 {
		a.cycles = s.Done
		h.show()
	}
}

func newest(list []*action) *action {
	if len(list) == 0 {
		return nil
	}
	return list[len(list)-1]
}

// bound drops the oldest actions where there are too many.
func bound(list []*action) []*action {
	bytes := 0
	for i := len(list) - 1; i >= 0; i-- {
		if from := list[i].from.Load(); from != nil {
			bytes += from.Checkpoint.Bytes()
		}
		if len(list)-i > mostActions || bytes > mostUndo && i < len(list)-1 {
			return append([]*action(nil), list[i+1:]...)
		}
	}
	return list
}

// Undo undoes the last action: what is being prepared, or else what has been done. A run
// that is under way has come to what it has done.
func (h *History) Undo() {
	if h.desk.waiting() != nil {
		return // a question is answered first
	}
	if h.desk.supersede() {
		h.desk.Say(texts.Of("history.takenBack"))
		return
	}
	h.travel(&h.done, &h.undone, "history.undone", "history.nothingToUndo")
}

// Redo does again what was undone last.
func (h *History) Redo() {
	if h.desk.waiting() != nil {
		return
	}
	h.travel(&h.undone, &h.done, "history.redone", "history.nothingToRedo")
}

// travel goes to where the last action of a list began, and puts how it was until now on
// the other list. It says the text of a key.
func (h *History) travel(from, to *[]*action, said, nothing string) {
	d := h.desk
	if d.session == nil {
		return
	}
	d.inTurn(func(end func()) {
		a := newest(*from)
		if a == nil {
			d.Say(texts.Of(nothing))
			end()
			return
		}
		if now := d.session.Status(); now.State != session.Idle {
			h.runEnded(now)
		}
		x := &Exchange{Done: h.wentBack}
		x.travel = func(left *session.Moment) {
			back := *a
			back.from = newAction("", left).from
			*from, *to = (*from)[:len(*from)-1], bound(append(*to, &back))
			h.show()
		}
		d.carryOut(x, Next{moment: a.from.Load, Said: texts.Of(said, a.name())}, end)
	})
}

// GoBack makes the machine what it was at a frame of the film.
func (h *History) GoBack(f *session.Frame) {
	h.GoBackTo(f.Moment, texts.Of("history.goingBack", f.Cycle()), texts.Of("history.wentBack", f.Cycle()), h.wentBack)
}

// GoBackTo makes the machine what it was at a moment, notes that under a name and says
// something. Done is told how that ended, as of an [Exchange].
func (h *History) GoBackTo(m *session.Moment, what, said string, done func(left *session.Moment, err error)) {
	d := h.desk
	d.supersede()
	d.inTurn(func(end func()) {
		next := Next{moment: func() *session.Moment { return m }, Said: said}
		d.carryOut(&Exchange{What: what, Done: done}, next, end)
	})
}

// leadsTo tells whether undoing or redoing may bring back what a document's machine, which
// has had some cycles, had learnt in a state of more.
func (h *History) leadsTo(doc *Document, s State, cycles uint64) bool {
	return s.cycle > cycles && slices.ContainsFunc(append(slices.Clone(h.done), h.undone...), func(a *action) bool {
		m := a.from.Load()
		return m != nil && presentAt(m).document == doc && m.Cycle() >= s.cycle
	})
}

// wentBack tells where going back failed.
func (h *History) wentBack(_ *session.Moment, err error) {
	if err != nil {
		h.desk.Fail(texts.Of("history.failed"), err)
	}
}

// show brings the menu and the bar up to what can be undone.
func (h *History) show() {
	h.desk.frame.ShowHistory(newest(h.done).name(), newest(h.undone).name())
}
