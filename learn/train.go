package learn

import (
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"wakesleep/internal/sentence"
)

// ErrDiverged is why a training stops by itself: a weight or the bound is no longer
// finite.
var ErrDiverged = sentence.Errorf("training diverged: a weight or the description length is no longer a finite number; " +
	"go back to the last good state and choose a smaller learning rate")

// Steps says which phases the cycles of a run have.
type Steps uint8

const (
	// WakeSleep cycles have a wake step and a sleep step.
	WakeSleep Steps = iota
	// WakeOnly cycles deprive the machine of sleep: only generative weights learn.
	WakeOnly
	// SleepOnly cycles are dreams alone: only recognition weights learn.
	SleepOnly
)

// String names the run as people call it.
func (s Steps) String() string {
	return [...]string{"wake-sleep", "wake", "sleep"}[s]
}

// EpochReport tells how an epoch of a training went.
type EpochReport struct {
	// Epoch counts from 1.
	Epoch int
	// Cycles are those that all members together have had when the epoch is over.
	Cycles uint64
	// BoundNats is the mean free energy of the epoch's training images, in nats.
	BoundNats float64
	// Rate is the epoch's learning rate for each layer.
	Rate []float64
}

// Begin starts a run of the given number of cycles, along which a falling rate falls;
// zero has no end. Without a final rate, or without an end, the rate stays as it is.
// A training in stages goes on with its schedule instead, and when that is over at the rate at
// which it ended.
func (t *Trainer) Begin(cycles int) {
	t.played, t.onSchedule = 0, t.Staged() && t.Left() > 0
	for _, m := range t.members {
		switch {
		case t.onSchedule:
			m.goOn()
		case t.Staged():
			m.beginRun(0)
			m.run.rest(m.settings.FinalRate)
		default:
			m.beginRun(cycles)
		}
	}
}

// Staged tells whether the training is a stage of finding classes: that of a machine which
// learns what is alike, or of machines that compete.
func (t *Trainer) Staged() bool { return t.settings.Finding != nil || t.contest != nil }

// Left is how many calls of Cycle end the training that the settings ask for.
func (t *Trainer) Left() int {
	least := t.members[0].cycles
	for _, m := range t.members {
		least = min(least, m.cycles)
	}
	return max(0, t.members[0].total()-int(min(least, math.MaxInt)))
}

// Cycle does the next cycle of the run that was begun last: a wake and a sleep step,
// or one of them alone, of every member. It returns
// the mean over members of their batches' free energies in nats, NaN where there
// was no wake step, and an ErrDiverged when numbers are no longer finite.
func (t *Trainer) Cycle(steps Steps) (bound float64, err error) {
	t.record.Calibration = nil // it was fitted to other machines
	if t.contest != nil {
		if err := t.moveIfDue(context.Background()); err != nil {
			return math.NaN(), err
		}
	}
	playing := t.playing()
	t.playAll(playing, steps)
	t.played++
	t.done.Store(int64(t.allCycles()))
	for _, whole := t.popBound(); whole; _, whole = t.popBound() {
		t.reported++
	}
	for _, m := range playing {
		if m.err != nil {
			return bound, t.wrap(m, m.err)
		}
		bound += m.bound / float64(len(playing))
	}
	return bound, nil
}

// playAll does a cycle of those members, of several at the same time.
func (t *Trainer) playAll(members []*member, steps Steps) {
	if len(members) == 1 {
		t.play(members[0], steps)
		return
	}
	var next atomic.Int64
	take := func() {
		for k := int(next.Add(1)) - 1; k < len(members); k = int(next.Add(1)) - 1 {
			t.play(members[k], steps)
		}
	}
	var wait sync.WaitGroup
	for range min(t.threads, len(members)) - 1 {
		wait.Go(take)
	}
	take()
	wait.Wait()
}

// play does a member's next cycle of the run, or of the schedule.
func (t *Trainer) play(m *member, steps Steps) {
	if t.onSchedule {
		m.play(steps, int(m.cycles))
		return
	}
	m.play(steps, t.played)
}

// play does the cycle of the run that follows the given number, and notes the bound of an epoch of the
// training that ends.
func (m *member) play(steps Steps, done int) {
	m.prepareCycle(done)
	m.bound, m.err = m.cycle(steps)
	length := uint64(m.epochCycles())
	if m.err == nil && m.cycles%length == 0 {
		if e := m.endEpoch(); m.cycles <= uint64(m.total()) {
			m.note(e)
		}
	}
}

// wrap says of a class's machine whose error it is.
func (t *Trainer) wrap(m *member, err error) error {
	if !t.ofClasses() {
		return err
	}
	return sentence.Errorf("class %d: %w", m.label, err)
}

// training shares the epochs of all members out among threads, until each has had a number
// of them.
type training struct {
	*Trainer
	until  int
	report func(EpochReport)
	// mu guards what follows, reported, what the snapshot has collected, and busy, bounds
	// and good of every member.
	mu  sync.Mutex
	err error
}

// Train does the cycles that the settings ask for, beginning where t stands. An
// epoch is reported when all members have done it, with the mean over all their
// images; members that are ahead do not wait. Epochs of joint training follow, if
// the settings ask for some. It returns the context's error after the steps in which
// it is cancelled, and an ErrDiverged as Cycle does.
func (t *Trainer) Train(ctx context.Context, report func(EpochReport)) error {
	defer t.snapshot.Store(nil)
	t.record.Calibration = nil // it will have been fitted to other machines
	if err := t.trainApart(ctx, report); err != nil || t.joint == nil {
		return err
	}
	return t.trainJoint(ctx, func(e EpochReport) {
		t.watching.Lock()
		defer t.watching.Unlock()
		report(e)
	})
}

// trainApart does the epochs in which each member learns from its own images alone.
func (t *Trainer) trainApart(ctx context.Context, report func(EpochReport)) error {
	if t.contest != nil {
		return t.trainContest(ctx, report)
	}
	return t.trainMembers(ctx, math.MaxInt, report)
}

// trainMembers does the epochs of all members, at most until each has had so many.
func (t *Trainer) trainMembers(ctx context.Context, until int, report func(EpochReport)) error {
	r := &training{Trainer: t, until: until, report: report}
	var wait sync.WaitGroup
	for range min(t.threads, len(t.members)) {
		wait.Go(func() { r.work(ctx) })
	}
	wait.Wait()
	return r.err
}

// work does one epoch after the other until there is none to take. Who finds none
// can leave, for the members that are left have their threads already.
func (r *training) work(ctx context.Context) {
	for m := r.take(); m != nil; m = r.take() {
		done, err := m.trainEpoch(ctx, r.between)
		if err == nil && !m.result().Finite() {
			err = ErrDiverged
		}
		r.finish(m, done, err)
	}
}

// take finds the member that is most behind, the one with the most images among
// equals; nil when there is nothing left to take.
func (r *training) take() *member {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err != nil {
		return nil
	}
	var next *member
	for _, m := range r.members {
		if m.busy || m.cycles >= uint64(m.total()) || m.epochs() >= r.until {
			continue
		}
		if next == nil || m.epochs() < next.epochs() ||
			m.epochs() == next.epochs() && m.epochCycles() > next.epochCycles() {
			next = m
		}
	}
	if next != nil {
		next.busy = true
	}
	return next
}

// finish takes in an epoch of a member.
func (r *training) finish(m *member, e EpochReport, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m.busy = false
	if err != nil {
		if r.err == nil {
			r.err = r.wrap(m, err)
		}
		return
	}
	m.keepGood(r.reported)
	m.note(e)
	if r.wholeEpoch() {
		r.snapshot.Load().pass(r.members)
	}
	if bound, whole := r.popBound(); whole {
		r.reported++
		// Who is told of steps is not told of epochs at the same time.
		r.watching.Lock()
		defer r.watching.Unlock()
		r.report(EpochReport{Epoch: r.reported, Cycles: r.cyclesAt(r.reported), BoundNats: bound, Rate: e.Rate})
	}
}

// popBound takes the mean bound of the next epoch to report off the members, if
// all have done it: NaN if none has seen images in it.
func (t *Trainer) popBound() (mean float64, whole bool) {
	if !t.wholeEpoch() {
		return 0, false
	}
	images := 0
	for _, m := range t.members {
		if m.bounds[0] != 0 {
			images += m.images()
		}
	}
	for _, m := range t.members {
		share := float64(m.images()) / float64(images)
		mean += float64(share * m.bounds[0])
		m.bounds = m.bounds[1:]
	}
	if images == 0 {
		mean = math.NaN()
	}
	return mean, true
}

// wholeEpoch tells whether all members have done the next epoch to report.
func (t *Trainer) wholeEpoch() bool {
	return !slices.ContainsFunc(t.members, func(m *member) bool { return len(m.bounds) == 0 })
}

// cyclesAt is the number of cycles that all members together have had after the given
// number of epochs of the training.
func (t *Trainer) cyclesAt(epochs int) uint64 {
	sum := 0
	for _, m := range t.members {
		sum += min(epochs*m.epochCycles(), m.total())
	}
	return uint64(sum)
}
