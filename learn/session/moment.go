package session

import (
	"encoding/json"
	"slices"

	"wakesleep/learn"
)

// Moment is a training as it stood between two cycles: something to look at, to
// compare, and to go back to. It is immutable.
type Moment struct {
	// Checkpoint is the whole training. Runs that begin here give the same machine
	// each time, bit for bit: [learn.Continue] with the images that it had, then
	// [Session.GoTo].
	Checkpoint *learn.Checkpoint
	// Tag is what was attached by [Session.Attach] when the state was taken.
	Tag any
	// Bits is the description length per training image of the last hundred wake
	// steps or so; NaN without.
	Bits float64

	curve curve
	move  *learn.Move
}

// Revived is a moment of another session, of which a checkpoint is left and what
// [Moment.Curve] wrote. A curve that cannot be one, or none, begins anew.
func Revived(c *learn.Checkpoint, curve json.RawMessage) *Moment {
	line := readCurve(curve)
	return &Moment{Checkpoint: c, Bits: line.recent(), curve: line}
}

// Curve writes the curve of the description length up to the moment, for [Revived].
func (m *Moment) Curve() json.RawMessage { return m.curve.write() }

// Cycle counts the cycles of the ensemble's life.
func (m *Moment) Cycle() uint64 { return m.Checkpoint.Record.Life() }

// moment is the present one. It is copied only if something has changed since the
// last copy.
func (o *owner) moment() *Moment {
	if o.present == nil {
		o.present = &Moment{
			Checkpoint: o.trainer.Checkpoint(), Tag: o.tag, Bits: o.curve.recent(), curve: o.curve.clone(), move: o.move,
		}
	}
	return o.present
}

// goTo makes t, which goes on from a state, the owner's training.
func (o *owner) goTo(t *learn.Trainer, from *Moment, tag any) {
	before := o.view
	o.replace(t, tag)
	o.backTo(from)
	o.view.follow(before.ensemble, before.watched, from.Checkpoint.Labels)
}

// backTo brings back what a state had beside the training.
func (o *owner) backTo(from *Moment) {
	o.curve, o.move = from.curve.clone(), from.move
	o.status.Bits = o.curve.recent()
}

func (c curve) clone() curve {
	c.done = slices.Clone(c.done)
	return c
}

// Attach makes tag go with all states taken from now on, until the training is
// replaced: where its data come from, for example.
func (s *Session) Attach(tag any) {
	s.do(func(o *owner) { o.present, o.tag = nil, tag })
}

// Keep hands f, on the session's goroutine, the state between the commands given
// before and those given after. It does not wait. After Close f is not called.
func (s *Session) Keep(f func(*Moment)) {
	s.do(func(o *owner) { f(o.moment()) })
}

// Moment is the present state. It waits for the cycle to end, and returns nil after
// Close.
func (s *Session) Moment() *Moment {
	var state *Moment
	s.ask(func(o *owner) { state = o.moment() })
	return state
}

// GoTo hands the session a training that goes on from a state, idle, and a tag, as Replace
// does, and puts back what else the state had: the curve. The class that is watched
// stays.
func (s *Session) GoTo(t *learn.Trainer, from *Moment, tag any) {
	if !s.ask(func(o *owner) { o.goTo(t, from, tag) }) {
		t.Close()
	}
}
