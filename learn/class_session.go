package learn

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// viewEvery is the pause between copies of all machines for snapshots of a
// session that runs. The one that is watched is copied for each snapshot.
const viewEvery = time.Second

// classView is the copy of all machines that snapshots share.
type classView struct {
	// all is nil before the first, and cycles is when it was made.
	all    *ClassMachines
	cycles uint64
	taken  time.Time
	// watched is the index of the class of a snapshot's Machine.
	watched int
}

// allCycles are those of all classes together.
func (t *ClassTrainer) allCycles() uint64 {
	sum := uint64(0)
	for _, c := range t.classes {
		sum += c.trainer.cycles
	}
	return sum
}

// Cycles is the mean over classes of the cycles of their machines' lives.
func (t *ClassTrainer) Cycles() uint64 { return t.allCycles() / uint64(len(t.classes)) }

// Settings are those in force.
func (t *ClassTrainer) Settings() Settings { return t.settings }

// Record tells how the machines came to be.
func (t *ClassTrainer) Record() Record {
	r := t.record.clone()
	for k, c := range t.classes {
		r.Classes[k].Cycles = c.trainer.cycles
		r.Cycles += c.trainer.cycles
	}
	return r
}

// SetRate changes the learning rate of all classes from the next cycle on, as a
// Trainer's does.
func (t *ClassTrainer) SetRate(rates []float64) error {
	for _, c := range t.classes {
		if err := c.trainer.SetRate(rates); err != nil {
			return err // impossible rates are so for the first class
		}
	}
	t.settings.Rate, t.settings.FinalRate = slices.Clone(rates), nil
	t.record.Changes = append(t.record.Changes, Change{
		Cycle: t.Cycles(), Setting: rateSetting, Value: formatRates(rates),
	})
	return nil
}

// SetThreads changes the number of classes that are trained at the same time.
func (t *ClassTrainer) SetThreads(n int) error {
	if err := checkThreads(n); err != nil {
		return err
	}
	t.threads = n
	return nil
}

// SetNames does nothing: classes are called by their labels.
func (t *ClassTrainer) SetNames([]string) {}

// FitNames does nothing either.
func (t *ClassTrainer) FitNames([]string) {}

// Rename returns an error, always.
func (t *ClassTrainer) Rename(int, string) error {
	return errors.New("the classes of one machine for each class are called by their labels")
}

// Cycle does one cycle of every class, or a wake or sleep step alone, and returns
// the mean over classes of their batches' free energies in nats, NaN where there
// was no wake step. It returns an ErrDiverged when numbers are no longer finite.
func (t *ClassTrainer) Cycle(steps Steps) (bound float64, err error) {
	t.record.Calibration = nil // it was fitted to other machines
	bounds, errs := make([]float64, len(t.classes)), make([]error, len(t.classes))
	t.forEach(func(k int) { bounds[k], errs[k] = t.classes[k].cycle(steps, t.settings.Epochs) })
	t.done.Store(int64(t.allCycles()))
	for _, whole := t.popBound(); whole; _, whole = t.popBound() {
		t.reported++
	}
	for k, one := range bounds {
		if errs[k] != nil {
			return bound, t.classes[k].wrap(errs[k])
		}
		bound += one / float64(len(bounds))
	}
	return bound, nil
}

// cycle does a cycle of the class and notes the bound of an epoch that ends, one of
// so many.
func (c *classTraining) cycle(steps Steps, epochs int) (float64, error) {
	bound, err := c.trainer.Cycle(steps)
	if length := uint64(c.trainer.EpochCycles()); err == nil && c.trainer.cycles%length == 0 {
		if e := c.trainer.endEpoch(0); c.trainer.cycles/length <= uint64(epochs) {
			c.note(e)
		}
	}
	return bound, err
}

// forEach does work for every class, on as many goroutines as there are threads.
func (t *ClassTrainer) forEach(work func(k int)) {
	var next atomic.Int64
	run := func() {
		for k := int(next.Add(1)) - 1; k < len(t.classes); k = int(next.Add(1)) - 1 {
			work(k)
		}
	}
	var wait sync.WaitGroup
	for range min(t.threads, len(t.classes)) - 1 {
		wait.Go(run)
	}
	run()
	wait.Wait()
}

func (t *ClassTrainer) beginRun(cycles int) {
	for _, c := range t.classes {
		c.trainer.beginRun(cycles)
	}
}

func (t *ClassTrainer) follow(cycle int) {
	for _, c := range t.classes {
		c.trainer.follow(cycle)
	}
}

// rates are those of the first class; where they fall, classes of other sizes are
// a little ahead or behind.
func (t *ClassTrainer) rates() []float64 { return t.classes[0].trainer.rate }

func (t *ClassTrainer) cycleImages() int { return t.settings.Batch * len(t.classes) }

func (t *ClassTrainer) finite() bool {
	return !slices.ContainsFunc(t.classes, func(c *classTraining) bool { return !c.trainer.finite() })
}

func (t *ClassTrainer) saved() Saved { return t.Checkpoint() }

func (t *ClassTrainer) goBack(to Saved) {
	all := to.(*ClassMachines)
	for k, c := range t.classes {
		c.trainer.restore(all.parts[k])
		c.bounds = slices.Clone(all.Record.Classes[k].Bounds)
		t.reported = c.epochs(t.settings) - len(c.bounds)
	}
	t.record.Calibration = all.Record.clone().Calibration
	t.done.Store(int64(t.allCycles()))
	t.shown.all = nil
}

func (t *ClassTrainer) watchClass(label uint8) {
	for k, c := range t.classes {
		if c.label == label {
			t.shown.watched = k
		}
	}
}

func (t *ClassTrainer) view(s *Snapshot, exact bool) {
	shown, now := &t.shown, t.allCycles()
	if shown.all == nil || shown.cycles != now && (exact || time.Since(shown.taken) >= viewEvery) {
		shown.all, shown.cycles, shown.taken = t.Finished(), now, time.Now()
	}
	s.Classes, s.Watched = shown.all, shown.watched
	if shown.cycles == now {
		s.Machine = shown.all.Machines[shown.watched]
	} else {
		s.Machine = t.classes[shown.watched].trainer.Result().Clone()
	}
}
