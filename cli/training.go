package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"wakesleep/learn"
	"wakesleep/network/images"
)

// training is one run of train, from its first cycle to the saved file.
type training struct {
	flags    *trainFlags
	trainer  *learn.Trainer
	set      *images.Set
	stdout   io.Writer
	progress *progress
	// began is when the epoch under way began, started when the run did.
	began, started time.Time
	// good is the state after the last epoch that left all numbers finite, and
	// bound that epoch's; good is nil before the first.
	good  *learn.Checkpoint
	bound float64
	// printing is the first failure to print an epoch.
	printing error
}

func newTraining(f *trainFlags, t *learn.Trainer, set *images.Set, stdout, stderr io.Writer) *training {
	_, total := t.Progress()
	r := &training{
		flags: f, trainer: t, set: set, stdout: stdout,
		progress: newProgress(stderr, total, "training"),
	}
	t.Watch(func(bool) {
		done, _ := t.Progress()
		r.progress.set(done)
	})
	return r
}

// run trains and saves. Whatever ends it, a file that is there already is either
// left alone or replaced by a complete one.
func (r *training) run(ctx context.Context) error {
	r.started = time.Now()
	r.began = r.started
	err := learn.Train(ctx, r.trainer, r.report)
	r.progress.clear()
	switch {
	case errors.Is(err, context.Canceled):
		return r.interrupted()
	case errors.Is(err, learn.ErrDiverged), err == nil && !r.trainer.Result().Finite():
		return r.diverged()
	case err != nil:
		return err
	}
	if err := r.complete(ctx); err != nil {
		return err
	}
	return r.printing
}

// epochLine is what train --json prints of an epoch.
type epochLine struct {
	Epoch     int       `json:"epoch"`
	Cycles    uint64    `json:"cycles"`
	Seconds   float64   `json:"seconds"`
	BoundNats float64   `json:"bound_nats"`
	Rate      []float64 `json:"rate"`
}

// report prints an epoch and remembers where it led.
func (r *training) report(e learn.EpochReport) {
	now := time.Now()
	seconds := now.Sub(r.began).Seconds()
	r.began = now
	if r.trainer.Result().Finite() {
		r.good, r.bound = r.trainer.Checkpoint(), e.BoundNats
	}
	if !r.flags.json {
		r.progress.note("epoch %d: %.2f nats an image, %.1f s", e.Epoch, e.BoundNats, seconds)
		return
	}
	r.progress.clear()
	err := printJSON(r.stdout, epochLine{e.Epoch, e.Cycles, seconds, e.BoundNats, e.Rate})
	if r.printing == nil {
		r.printing = err
	}
}

// complete names the categories and saves the machine.
func (r *training) complete(ctx context.Context) error {
	m := r.trainer.Result()
	if m.Categorical() && r.set.Labels != nil {
		// A few seconds at the end of a training are not worth losing it for.
		ctx = context.WithoutCancel(ctx)
		r.progress.note("naming the categories")
		names, err := learn.NameCategories(ctx, m, r.set, r.flags.threads)
		if err != nil {
			return err
		}
		r.trainer.SetNames(names)
	}
	done := r.trainer.Finished()
	if err := r.save(done); err != nil {
		return err
	}
	if r.flags.json {
		return nil
	}
	last := ""
	if r.good != nil {
		last = fmt.Sprintf(", %.2f nats an image in the last epoch", r.bound)
	}
	_, err := fmt.Fprintf(r.stdout, "%s: %s%s, %.1f s\n", r.flags.out, describe(done), last, time.Since(r.started).Seconds())
	return err
}

// interrupted saves a training that can be resumed.
func (r *training) interrupted() error {
	done, total := r.trainer.Progress()
	if done == 0 {
		return &statusError{statusInterrupted, errors.New("stopped before the first cycle; nothing was written")}
	}
	c := r.trainer.Checkpoint()
	if err := r.save(c); err != nil {
		return err
	}
	return &statusError{statusInterrupted, fmt.Errorf("stopped after %d of %d cycles and saved in %s; go on with: %s",
		done, total, r.flags.out, r.flags.resumeCommand(&c.Record))}
}

// diverged saves the last good state.
func (r *training) diverged() error {
	at := r.trainer.Cycles()
	if r.good == nil {
		return fmt.Errorf("the training diverged in its first epoch, at cycle %d: a weight or the bound is no longer a finite number; "+
			"nothing was written, choose a smaller --rate", at)
	}
	if err := r.save(r.good); err != nil {
		return err
	}
	return fmt.Errorf("the training diverged at cycle %d: a weight or the bound is no longer a finite number; "+
		"%s holds the last good state, from cycle %d; choose a smaller --rate", at, r.flags.out, r.good.Record.Cycles)
}

// save writes a machine to --out, or, since hours may have gone into it, to
// another place if that fails.
func (r *training) save(c *learn.Checkpoint) error {
	failed := saveMachine(r.flags.out, c)
	if failed == nil {
		return nil
	}
	folder, err := os.MkdirTemp("", "wakesleep-")
	if err != nil {
		return failed
	}
	refuge := filepath.Join(folder, filepath.Base(r.flags.out))
	if saveMachine(refuge, c) != nil {
		_ = os.RemoveAll(folder)
		return failed
	}
	return fmt.Errorf("%w; the machine was saved as %s instead", failed, refuge)
}
