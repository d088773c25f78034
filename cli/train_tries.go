package cli

import (
	"context"
	"errors"
	"fmt"

	"wakesleep/learn"
)

// tries are several trainings of a machine from different seeds, of which the one is
// kept that describes its training images the shortest in its last epoch, which needs
// no labels to tell. Most trainings are a single try.
type tries struct {
	// count is the number of tries, and past the number of those that are over.
	count, past int
	// best is the machine that is kept, which which-th try gave, and bound what its last
	// epoch's images cost.
	best  *learn.Checkpoint
	which int
	bound float64
}

// trySeed is the seed of a try. The first is the seed asked for itself, and the
// others lie far from those that people would ask for next.
func trySeed(seed uint64, try int) uint64 { return seed + uint64(try)*1_000_003 }

// train does all tries. One that diverges is left out, unless it is the only one.
func (r *training) train(ctx context.Context) error {
	for {
		bound, err := r.stages(ctx)
		last := r.tries.past+1 == r.tries.count
		switch {
		case err == nil:
			if r.tries.keep(r.trainer, bound) && !last {
				best := *r.tries.best // that gets names when it is the best of all
				r.autosave.best.Store(&part{&best, r.tries.bestOf(), 0})
			}
		case !errors.Is(err, learn.ErrDiverged) || last && r.tries.best == nil:
			return err
		default:
			r.progress.tell("%s diverged and is left out", r.tries.now())
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

// keep remembers the machine that has just been trained if it is the best so far, and
// tells whether it is.
func (t *tries) keep(done *learn.Trainer, bound float64) bool {
	better := t.best == nil || bound < t.bound
	if better {
		t.best, t.bound, t.which = done.Finished(), bound, t.past
	}
	return better
}

// now is the try under way in words; empty where it is the only one.
func (t *tries) now() string { return t.try(t.past) }

// bestOf is the best try in words; empty where there is only one.
func (t *tries) bestOf() string {
	if t.count == 1 {
		return ""
	}
	return "the best so far, " + t.try(t.which)
}

func (t *tries) try(n int) string {
	if t.count == 1 {
		return ""
	}
	return fmt.Sprintf("try %d of %d", n+1, t.count)
}

// part says which part of the whole an interruption leaves.
func (t *tries) part() string {
	if t.count == 1 {
		return ""
	}
	return fmt.Sprintf(", in %s, which alone can go on,", t.now())
}
