package cli

import (
	"context"
	"fmt"
	"math"

	"wakesleep/learn"
)

// tries trains a machine several times from different seeds and keeps the one
// that describes its training images the shortest in its last epoch, which needs
// no labels to tell.
type tries struct {
	// begin starts the training number try, counted from 0.
	begin func(try int) (*oneMachine, error)
	count int

	*oneMachine // the one under way
	try         int
	watch       func(awake bool)
	best        *oneMachine
	bound       float64
}

// newTries starts the first of count trainings.
func newTries(count int, begin func(try int) (*oneMachine, error)) (*tries, error) {
	first, err := begin(0)
	return &tries{begin: begin, count: count, oneMachine: first, bound: math.Inf(1)}, err
}

// trySeed is the seed of a try. The first is the seed asked for itself, and the
// others lie far from those that people would ask for next.
func trySeed(seed uint64, try int) uint64 { return seed + uint64(try)*1_000_003 }

// Progress counts the cycles of all tries.
func (t *tries) Progress() (done, total int) {
	done, total = t.oneMachine.Progress()
	return t.try*total + done, t.count * total
}

// Watch has f told of the steps of all tries.
func (t *tries) Watch(f func(awake bool)) {
	t.watch = f
	t.oneMachine.Watch(f)
}

func (t *tries) train(ctx context.Context, report func(learn.EpochReport)) error {
	for {
		bound := math.Inf(1)
		err := t.oneMachine.train(ctx, func(e learn.EpochReport) {
			bound = e.BoundNats
			report(e)
		})
		if err != nil {
			return err
		}
		t.keep(bound)
		if t.try+1 == t.count {
			return nil
		}
		next, err := t.begin(t.try + 1)
		if err != nil {
			return err
		}
		next.Watch(t.watch)
		t.try++
		t.oneMachine = next
	}
}

// keep remembers the machine that has just been trained if it is the best so far,
// and closes the other.
func (t *tries) keep(bound float64) {
	worse := t.oneMachine
	if t.best == nil || bound < t.bound {
		worse, t.best, t.bound = t.best, t.oneMachine, bound
	}
	if worse != nil {
		worse.Close()
	}
}

// finite tells it of the machine that is kept.
func (t *tries) finite() bool { return t.best == nil || t.best.finite() }

func (t *tries) finish(ctx context.Context, p *progress) (learn.Saved, error) {
	return t.best.finish(ctx, p)
}

// part says which part of the whole an interruption leaves.
func (t *tries) part() string {
	return fmt.Sprintf(", in try %d of %d, which alone can go on,", t.try+1, t.count)
}

// Close ends the trainings that are open.
func (t *tries) Close() {
	if t.best != nil && t.best != t.oneMachine {
		t.best.Close()
	}
	t.oneMachine.Close()
}
