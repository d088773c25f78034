package learn

import (
	"context"
	"sync"
)

// classRun shares the epochs of all classes out among threads.
type classRun struct {
	*ClassTrainer
	report func(EpochReport)
	// mu guards what follows, and busy, bounds and good of every class.
	mu  sync.Mutex
	err error
}

// Train does the epochs that the settings ask for, beginning where t stands. An
// epoch is reported when all classes have done it, with the mean over all their
// images; classes that are ahead do not wait. Epochs of joint training follow, if
// the settings ask for some. It returns the context's error
// after the steps in which it is cancelled, and an ErrDiverged as Cycle does.
func (t *ClassTrainer) Train(ctx context.Context, report func(EpochReport)) error {
	r := &classRun{ClassTrainer: t, report: report}
	t.record.Calibration = nil // it will have been fitted to other machines
	var wait sync.WaitGroup
	for range min(t.threads, len(t.classes)) {
		wait.Go(func() { r.work(ctx) })
	}
	wait.Wait()
	if r.err != nil || t.joint == nil {
		return r.err
	}
	return t.trainJoint(ctx, func(e EpochReport) {
		t.watching.Lock()
		defer t.watching.Unlock()
		report(e)
	})
}

// work does one epoch after the other until there is none to take. Who finds none
// can leave, for the classes that are left have their threads already.
func (r *classRun) work(ctx context.Context) {
	for c := r.take(); c != nil; c = r.take() {
		var done EpochReport
		err := c.trainer.trainTo(ctx, (c.epochs(r.settings)+1)*c.trainer.EpochCycles(), func(e EpochReport) { done = e })
		if err == nil && !c.trainer.Result().Finite() {
			err = ErrDiverged
		}
		r.finish(c, done, err)
	}
}

// take finds the class that is most behind, the one with the most images among
// equals; nil when there is nothing left to take.
func (r *classRun) take() *classTraining {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err != nil {
		return nil
	}
	var next *classTraining
	for _, c := range r.classes {
		if c.busy || c.epochs(r.settings) >= r.settings.Epochs {
			continue
		}
		if next == nil || c.epochs(r.settings) < next.epochs(r.settings) ||
			c.epochs(r.settings) == next.epochs(r.settings) && c.trainer.EpochCycles() > next.trainer.EpochCycles() {
			next = c
		}
	}
	if next != nil {
		next.busy = true
	}
	return next
}

// finish takes an epoch of a class in.
func (r *classRun) finish(c *classTraining, e EpochReport, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	c.busy = false
	if err != nil {
		if r.err == nil {
			r.err = c.wrap(err)
		}
		return
	}
	c.good = c.trainer.Checkpoint()
	c.note(e)
	if bound, whole := r.popBound(); whole {
		r.reported++
		// Who is told of steps is not told of epochs at the same time.
		r.watching.Lock()
		defer r.watching.Unlock()
		r.report(EpochReport{
			Epoch: r.reported, Cycles: uint64(r.reported) * r.epochCycles(), BoundNats: bound, Rate: e.Rate,
		})
	}
}

// popBound takes the mean bound of the next epoch to report off the classes, if
// all have done it: NaN if none has seen images in it.
func (t *ClassTrainer) popBound() (mean float64, whole bool) {
	images := 0
	for _, c := range t.classes {
		if len(c.bounds) == 0 {
			return 0, false
		}
		if c.bounds[0] == 0 {
			continue
		}
		n := c.trainer.feed.set.Count()
		mean += float64(n) * c.bounds[0]
		images += n
	}
	for _, c := range t.classes {
		c.bounds = c.bounds[1:]
	}
	return mean / float64(images), true
}

// epochCycles is the number of cycles of all classes in an epoch.
func (t *ClassTrainer) epochCycles() uint64 {
	sum := 0
	for _, c := range t.classes {
		sum += c.trainer.EpochCycles()
	}
	return uint64(sum)
}
