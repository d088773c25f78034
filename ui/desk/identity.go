package desk

import (
	"wakesleep/io/dataset"
	"wakesleep/learn/session"
)

// Identity says which machine, data, curve and document belong together. Its numbers are
// those of exchanges, which are counted from one and never have the same number again; so
// what was found out under one identity is known to be out of date under another.
type Identity struct {
	// Number is that of the last exchange.
	Number int
	// Machine and Data are the numbers of the exchanges that brought them.
	Machine, Data int
}

// State is a state that a machine is in: the exchange and the cycle of its life. After going
// back to it, it is the same again: the same weights, names and rate.
type State struct {
	exchange int
	cycle    uint64
}

// present is what belongs together. It is the tag of the session's moments, and immutable
// but for what its document tells of a file.
type present struct {
	Identity
	data     *dataset.Source
	document *Document
	// start is the state with which it began, which after going back is an older one.
	start State
	// origin is the state in which its document came, that has cost nothing.
	origin State
}

// at is the state at a cycle of the machine's life.
func (p *present) at(cycle uint64) State {
	if cycle == p.start.cycle {
		return p.start
	}
	return State{p.Number, cycle}
}

// presentAt is what there was at a moment.
func presentAt(m *session.Moment) *present { return m.Tag.(*present) }

// LessonOf is the name of the lesson whose machine it was at a moment; empty for none.
func LessonOf(m *session.Moment) string { return presentAt(m).document.Lesson }

// Identity says what belongs together now; zero before the first machine is there.
func (e *Exchanges) Identity() Identity { return e.now.Identity }

// Session is the session; nil until the first machine is there, and then never.
func (e *Exchanges) Session() *session.Session { return e.session }

// Data are those that the machine learns from and is measured by; nil until the first
// machine is there.
func (e *Exchanges) Data() *dataset.Source { return e.now.data }

// Threads is how many threads train.
func (e *Exchanges) Threads() int { return e.threads }

// Ready tells whether there is a machine that can be worked with now.
func (e *Exchanges) Ready() bool { return e.session != nil && !e.replacing }
