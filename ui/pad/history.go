package pad

import "slices"

// state is the pad's ink before or after a stroke.
type state struct {
	levels []uint8
	loaded bool
}

// history has the states to go back and forth to.
type history struct{ past, future []state }

// deepest is how many strokes can be undone.
const deepest = 200

func (p *Pad) state() state { return state{slices.Clone(p.ink.Levels), p.loaded} }

// remember keeps the present ink, which is about to change.
func (p *Pad) remember() {
	h := &p.history
	h.past = append(h.past, p.state())
	if len(h.past) > deepest {
		h.past = slices.Delete(h.past, 0, 1)
	}
	h.future = nil
}

// Undo takes the last stroke back.
func (p *Pad) Undo() { p.travel(&p.history.past, &p.history.future) }

// Redo does again what Undo took back.
func (p *Pad) Redo() { p.travel(&p.history.future, &p.history.past) }

// CanUndo tells whether there is something to take back.
func (p *Pad) CanUndo() bool { return len(p.history.past) > 0 }

// CanRedo tells whether there is something to do again.
func (p *Pad) CanRedo() bool { return len(p.history.future) > 0 }

// travel goes to the last state of one list and keeps the present in the other.
func (p *Pad) travel(from, to *[]state) {
	p.lift()
	if len(*from) == 0 {
		return
	}
	last := len(*from) - 1
	*to = append(*to, p.state())
	p.ink.Levels, p.loaded = (*from)[last].levels, (*from)[last].loaded
	*from = (*from)[:last]
	p.changed()
}
