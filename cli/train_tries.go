package cli

import (
	"context"
	"errors"
	"fmt"
	"math"

	"wakesleep/learn"
)

// tries are several trainings of a machine from different seeds, of which the one is
// kept that describes its training images the shortest in its last epoch, which needs
// no labels to tell. Most trainings are a single try.
type tries struct {
	// count is the number of tries, and past the number of those that are over.
	count, past int
	// best is the machine that is kept, and bound what its last epoch's images cost.
	best  *learn.Checkpoint
	bound float64
}

// trySeed is the seed of a try. The first is the seed asked for itself, and the
// others lie far from those that people would ask for next.
func trySeed(seed uint64, try int) uint64 { return seed + uint64(try)*1_000_003 }

// train does all tries. One that diverges is left out, unless it is the only one.
func (r *training) train(ctx context.Context) error {
	for {
		bound := math.Inf(1)
		err := r.trainer.Train(ctx, func(e learn.EpochReport) {
			bound = e.BoundNats
			r.report(e)
		})
		last := r.tries.past+1 == r.tries.count
		switch {
		case err == nil:
			r.tries.keep(r.trainer, bound)
		case !errors.Is(err, learn.ErrDiverged) || last && r.tries.best == nil:
			return err
		default:
			r.progress.clear()
			fmt.Fprintf(r.stderr, "try %d of %d diverged and is left out\n", r.tries.past+1, r.tries.count)
		}
		if last {
			return nil
		}
		next, err := r.again(r.tries.past + 1)
		if err != nil {
			return err
		}
		r.trainer.Close()
		r.tries.past++
		r.use(next)
	}
}

// use makes t the training under way.
func (r *training) use(t *learn.Trainer) {
	r.trainer, r.watcher = t, t.Watcher()
	t.Watch(func(bool) {
		done, _ := r.cycles()
		r.progress.set(done)
	})
}

// keep remembers the machine that has just been trained if it is the best so far.
func (t *tries) keep(done *learn.Trainer, bound float64) {
	if t.best == nil || bound < t.bound {
		t.best, t.bound = done.Finished(), bound
	}
}

// part says which part of the whole an interruption leaves.
func (t *tries) part() string {
	if t.count == 1 {
		return ""
	}
	return fmt.Sprintf(", in try %d of %d, which alone can go on,", t.past+1, t.count)
}
