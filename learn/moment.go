package learn

import (
	"slices"

	"wakesleep/network"
	"wakesleep/network/images"
)

// Moment is a training as it stood between two cycles: something to look at, to
// compare, and to go back to. It is immutable.
type Moment struct {
	// Saved is the whole training. Runs that begin here give the same machine each
	// time, bit for bit: [Moment.GoOn] with the images that it had, then
	// [Session.GoTo].
	Saved Saved
	// Tag is what was attached by [Session.Attach] when the state was taken.
	Tag any
	// Bits is the description length per training image of the last hundred wake
	// steps or so; NaN without.
	Bits float64

	curve curve
}

// GoOn makes a training that goes on from the state, with the images that it had.
func (m *Moment) GoOn(set *images.Set, threads int) (Training, error) {
	return GoOn(m.Saved, set, threads)
}

// Cycle counts the cycles of the machine's life.
func (m *Moment) Cycle() uint64 { return m.Saved.Cycles() }

// Bytes is about how much memory the state takes.
func (m *Moment) Bytes() int {
	switch saved := m.Saved.(type) {
	case *Checkpoint:
		return saved.bytes()
	case *ClassMachines:
		n := 0
		for _, part := range saved.parts {
			n += part.bytes()
		}
		return n
	}
	return 0
}

// bytes counts the parameters, which are nearly all.
func (c *Checkpoint) bytes() int {
	n := len(c.Mean)
	for _, m := range []*network.Machine{c.Machine, c.raw, c.first, c.second} {
		if m != nil {
			n += m.Generative.Count() + m.Recognition.Count()
		}
	}
	return 4 * n
}

// Dream makes n dreams: of a single machine, or of all classes' in turn. The same
// seed gives the same dreams of the same machine, and while it learns they ripen.
func (m *Moment) Dream(n int, seed uint64) *network.Dreams {
	if all, ok := m.Saved.(*ClassMachines); ok {
		return all.DreamEqually(n, seed)
	}
	return m.Machine().Dream(n, seed)
}

// Machine is the machine, or the first class's where there is one for each class.
func (m *Moment) Machine() *network.Machine {
	switch saved := m.Saved.(type) {
	case *Checkpoint:
		return saved.Machine
	case *ClassMachines:
		return saved.Machines[0]
	}
	panic("learn: a state without a machine")
}

// moment is the present one. It is copied only if something has changed since the
// last copy.
func (o *owner) moment() *Moment {
	if o.present == nil {
		o.present = &Moment{Saved: o.trainer.saved(), Tag: o.tag, Bits: o.curve.recent(), curve: o.curve.clone()}
	}
	return o.present
}

// change does what the present state does not survive.
func (o *owner) change(act func()) {
	o.present = nil
	act()
}

// goTo makes t, which goes on from a state, the owner's training.
func (o *owner) goTo(t Training, from *Moment) {
	watched, several := uint8(0), false
	if old, ok := o.trainer.(*ClassTrainer); ok {
		watched, several = old.classes[old.shown.watched].label, true
	}
	o.replace(t)
	o.curve = from.curve.clone()
	o.status.Bits = o.curve.recent()
	if several {
		t.watchClass(watched)
	}
}

func (c curve) clone() curve {
	c.done = slices.Clone(c.done)
	return c
}

// Attach makes tag go with all states taken from now on, until the training is
// replaced: where its data come from, for example.
func (s *Session) Attach(tag any) {
	s.do(func(o *owner) { o.change(func() { o.tag = tag }) })
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

// GoTo hands the session a training that goes on from a state, idle, as Replace
// does, and puts back what else the state had: the curve. The class that is watched
// stays.
func (s *Session) GoTo(t Training, from *Moment) {
	if !s.ask(func(o *owner) { o.goTo(t, from) }) {
		t.Close()
	}
}
