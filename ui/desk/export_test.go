package desk

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"wakesleep/io/recovery"
	"wakesleep/learn/session"
)

// React is what a tick does about what happened since the one before.
var React = (*Desk).react

// Drop drags files on a desk's window.
func Drop(d *Desk, paths ...string) {
	var files []fyne.URI
	for _, path := range paths {
		files = append(files, storage.NewFileURI(path))
	}
	d.dropped(fyne.Position{}, files)
}

// Together tells what does not belong together among what is present, in the film and in
// what can be undone; nil for nothing. Nothing may be under way.
func Together(d *Desk, state func(m *session.Moment, of State) error) error {
	now := d.session.Moment()
	if now.Tag != any(d.now) {
		return errors.New("the session's machine is not the one that is present")
	}
	moments := []*session.Moment{now}
	for _, f := range d.session.Snapshot().Film {
		moments = append(moments, f.Moment)
	}
	for _, a := range append(slices.Clone(d.history.done), d.history.undone...) {
		if m := a.from.Load(); m != nil {
			moments = append(moments, m)
		}
	}
	for _, m := range moments {
		p, about := presentAt(m), m.Checkpoint.Record
		if set := p.data.Training; set.Name != about.Data || set.Width != about.Width || set.Count() != about.Images {
			return fmt.Errorf("a machine for %s, %d pixels wide, with the data %s", about.Data, about.Width, set.Name)
		}
		if err := state(m, p.at(m.Cycle())); err != nil {
			return err
		}
	}
	return nil
}

// Contents are the states that files hold, by their paths.
func Contents(d *Desk) map[string]State {
	files := map[string]State{}
	for key, state := range d.contents {
		if path, ok := key.(string); ok {
			files[path] = state
		}
	}
	return files
}

// Quiet tells whether no exchange is being carried out.
func Quiet(d *Desk) bool { return len(d.turns) == 0 }

// CanUndo and CanRedo count what can be undone and redone.
func CanUndo(d *Desk) (undo, redo int) { return len(d.history.done), len(d.history.undone) }

// Before is how it was before what can be undone first.
func Before(d *Desk) *session.Moment { return newest(d.history.done).from.Load() }

// Same tells whether two moments have the same machine, data, curve and document.
func Same(a, b *session.Moment) bool {
	p, q := presentAt(a), presentAt(b)
	return p.at(a.Cycle()) == q.at(b.Cycle()) && p.data == q.data && p.document == q.document &&
		math.Float64bits(a.Bits) == math.Float64bits(b.Bits)
}

// Recover goes back to the last good state.
func Recover(d *Desk) { d.recover() }

// MostActions is how many can be undone.
const MostActions = mostActions

// Kept tells whether there is a checkpoint of the present state.
func Kept(d *Desk) bool {
	held := d.autosave.present().held.Load()
	return d.Ready() && held != nil && *held == d.now.at(d.session.Status().Cycle)
}

// LetGo leaves the slots of a desk as the end of its process does.
func LetGo(d *Desk) {
	for _, p := range append(d.autosave.aside, d.autosave.shelf) {
		_ = p.leave()
	}
	d.autosave.aside = nil
}

// Squeeze lets checkpoints take a number of bytes only.
func Squeeze(d *Desk, bytes int64) {
	a := d.autosave
	a.folder.Store(a.folder.Load().With(recovery.Limit{Bytes: bytes}))
}

// WriteLate writes a checkpoint of a moment as a piece of work that began before the program's
// end does it after that.
func WriteLate(d *Desk, m *session.Moment) error {
	_, err := d.autosave.put(d.autosave.present(), m, d.autosave.now.Load())
	return err
}
