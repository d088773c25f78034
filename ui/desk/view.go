package desk

import (
	"context"
	"time"

	"wakesleep/io/dataset"
	"wakesleep/learn/measure"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// View is all that rooms may look at. It is immutable.
type View struct {
	// Identity says what belongs together here.
	Identity Identity
	// Snapshot and Data are never nil, and the machine fits the images' size. The
	// snapshot's machine has the damage that the user did to it.
	Snapshot *session.Snapshot
	Data     *dataset.Source
	// Undamaged is the snapshot, and Whole the machine, without damage, and Damage is
	// what was done to it.
	Undamaged *session.Snapshot
	Whole     *network.Machine
	Damage    *Damage
	// MachineChanged and DataChanged tell whether the machine is another one and
	// the data are others than when the room was shown last.
	MachineChanged, DataChanged bool
	// Seeking is how far the search for groups is, which is part of finding classes; nil while
	// there is none.
	Seeking *Seeking
	// Class is the index of the class whose machine a ClassRoom shows, −1 for all.
	Class int
}

// Key tells machines of views apart.
func (v *View) Key() any { return v.Snapshot.Ensemble }

// Shown are the machines that a room shows: all, or that of the class which is watched.
func (v *View) Shown() *network.Ensemble {
	if v.Class < 0 {
		return v.Snapshot.Ensemble
	}
	return network.Alone(v.Snapshot.Machine)
}

// Classes tells what the classes of the machines are called.
func (v *View) Classes() texts.Classes { return ClassesOf(v.Snapshot) }

// ClassesOf tells what the classes of a snapshot's machines are called.
func ClassesOf(s *session.Snapshot) texts.Classes {
	return texts.ClassesOf(s.Ensemble, s.Record.Names)
}

// TopNames are the names of the categories that a machine alone has at its top; nil without.
func (v *View) TopNames() []string { return TopNames(v.Snapshot) }

// TopNames are the names of the categories that a snapshot's machine has at its top, if it is
// alone: names of several machines are those of their classes.
func TopNames(s *session.Snapshot) []string {
	if s.Ensemble.OfClasses() {
		return nil
	}
	return s.Record.Names
}

// WatchedLabel is the label of the images of the class whose machine is watched, as far as is
// known, or −1.
func (v *View) WatchedLabel() int {
	if c := v.Classes(); c.Count() > 0 {
		return c.Label(v.Snapshot.Watched)
	}
	return -1
}

// Whose says which classes' machines a room shows; empty for a single machine.
func (v *View) Whose() string {
	switch c := v.Classes(); {
	case c.Count() == 0:
		return ""
	case v.Class >= 0:
		return c.Named(v.Snapshot.Watched)
	case c.Found():
		return texts.Of("classes.category.every")
	}
	return texts.Of("classes.every")
}

// Inputs are training images, by their indices, with the noise that the user put on them:
// in shades from 0 to 1, or with every pixel drawn on or off.
func (v *View) Inputs(list []int, firings bool, seed uint64) [][]float32 {
	values := make([][]float32, len(list))
	for i, index := range list {
		values[i] = pictures.Shades(v.Damage.Image(v.Data.Training.Image(index), index))
	}
	if firings {
		pictures.Binarise(values, seed)
	}
	return values
}

// Pauses of rooms while the machine learns: between dreams, and between evaluations.
const (
	DreamEvery = 700 * time.Millisecond
	WeighEvery = 4 * time.Second
)

// LedgerImages and ledgerSamples are the extent of the evaluations shown.
const (
	LedgerImages  = 200
	ledgerSamples = 20
)

// Evaluate measures machines, of classes each on the images of its own class, in little
// enough time for a window. It may be called from any goroutine.
func Evaluate(ctx context.Context, e *network.Ensemble, set *images.Set) (*measure.Evaluation, error) {
	return measure.EvaluateOwn(ctx, e, set, measure.Options{Samples: ledgerSamples, Threads: 1})
}
