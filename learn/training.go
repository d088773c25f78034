package learn

import (
	"fmt"

	"wakesleep/network/images"
)

// Training is what a Session can own: a *Trainer, of one machine, or a
// *ClassTrainer, of one for each class. A cycle of the latter is a cycle of every
// class.
type Training interface {
	// Cycles is the number of cycles of the machine's life, the mean over classes
	// where there are several machines.
	Cycles() uint64
	// Settings are those in force.
	Settings() Settings
	// Record tells how the machine came to be.
	Record() Record
	// SetRate changes the learning rate, which is recorded.
	SetRate(rates []float64) error
	// Close ends it. It must not be used afterwards.
	Close()

	// These are as Trainer's.
	Cycle(steps Steps) (bound float64, err error)
	SetThreads(n int) error
	SetNames(names []string)
	FitNames(names []string)
	Rename(category int, name string) error
	Watch(f func(awake bool))
	beginRun(cycles int)
	follow(cycle int)
	// rates are those of the cycle, and cycleImages the number of images that it
	// has.
	rates() []float64
	cycleImages() int
	// finite looks at all parameters. saved copies all that is needed to resume,
	// and goBack puts a copy of its own back.
	finite() bool
	saved() Saved
	goBack(to Saved)
	// watchClass chooses the class of a snapshot's Machine.
	watchClass(label uint8)
	// view fills in a snapshot's machines; where there are several, all but one
	// may be a moment old unless exact.
	view(s *Snapshot, exact bool)
}

// GoOn goes on with what a file holds: exactly, if the state of a training is
// there and the images are the same, and otherwise with the optimiser's moments
// starting anew.
func GoOn(saved Saved, set *images.Set, threads int) (Training, error) {
	switch saved := saved.(type) {
	case *Checkpoint:
		t, err := Continue(saved, set, threads)
		if err != nil {
			return nil, err
		}
		return t, nil
	case *ClassMachines:
		t, err := AdoptClasses(saved, set, threads)
		if err != nil {
			return nil, err
		}
		return t, nil
	}
	panic(fmt.Sprintf("learn: %T cannot be gone on with", saved))
}

func (t *Trainer) rates() []float64         { return t.rate }
func (t *Trainer) cycleImages() int         { return t.settings.Batch }
func (t *Trainer) finite() bool             { return t.machine.Finite() }
func (t *Trainer) saved() Saved             { return t.Checkpoint() }
func (t *Trainer) goBack(to Saved)          { t.restore(to.(*Checkpoint)) }
func (t *Trainer) watchClass(uint8)         {}
func (t *Trainer) view(s *Snapshot, _ bool) { s.Machine = t.Result().Clone() }
