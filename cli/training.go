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
)

// trainee is what train trains: one machine, or one for each class.
type trainee interface {
	Progress() (done, total int)
	Watch(f func(awake bool))
	Close()
	// train does the cycles that are left and reports each epoch.
	train(ctx context.Context, report func(learn.EpochReport)) error
	// finite tells whether the result has finite numbers only.
	finite() bool
	// checkpoint is what an interrupted training leaves, good the state after the
	// last epoch that left all numbers finite, nil if there is none.
	checkpoint() (learn.Saved, *learn.Record)
	good() (learn.Saved, *learn.Record)
	// finish does what follows the last epoch and returns the result.
	finish(ctx context.Context, p *progress) (learn.Saved, error)
}

// training is one run of train, from its first cycle to the saved file.
type training struct {
	flags    *trainFlags
	trainer  trainee
	stdout   io.Writer
	progress *progress
	// began is when the epoch under way began, started when the run did.
	began, started time.Time
	// bound is the last epoch's; there is none before the first.
	bound    float64
	anyEpoch bool
	// printing is the first failure to print an epoch.
	printing error
}

func newTraining(f *trainFlags, t trainee, stdout, stderr io.Writer) *training {
	_, total := t.Progress()
	r := &training{
		flags: f, trainer: t, stdout: stdout,
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
	err := r.trainer.train(ctx, r.report)
	r.progress.clear()
	switch {
	case errors.Is(err, context.Canceled):
		return r.interrupted()
	case errors.Is(err, learn.ErrDiverged), err == nil && !r.trainer.finite():
		return r.diverged()
	case err != nil:
		return err
	}
	err = r.complete(ctx)
	if errors.Is(err, context.Canceled) {
		return r.interrupted()
	}
	if err != nil {
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

// report prints an epoch.
func (r *training) report(e learn.EpochReport) {
	now := time.Now()
	seconds := now.Sub(r.began).Seconds()
	r.began = now
	r.bound, r.anyEpoch = e.BoundNats, true
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

// complete finishes and saves the result.
func (r *training) complete(ctx context.Context) error {
	done, err := r.trainer.finish(ctx, r.progress)
	r.progress.clear()
	if err != nil {
		return err
	}
	if err := r.save(done); err != nil {
		return err
	}
	if r.flags.json {
		return nil
	}
	last := ""
	if r.anyEpoch {
		last = fmt.Sprintf(", %.2f nats an image in the last epoch", r.bound)
	}
	_, err = fmt.Fprintf(r.stdout, "%s: %s%s, %.1f s\n", r.flags.out, describe(done), last, time.Since(r.started).Seconds())
	return err
}

// interrupted saves a training that can be resumed.
func (r *training) interrupted() error {
	done, total := r.trainer.Progress()
	if done == 0 {
		return &statusError{statusInterrupted, errors.New("stopped before the first cycle; nothing was written")}
	}
	c, record := r.trainer.checkpoint()
	if err := r.save(c); err != nil {
		return err
	}
	part := ""
	if t, several := r.trainer.(*tries); several {
		part = t.part()
	}
	return &statusError{statusInterrupted, fmt.Errorf("stopped after %d of %d cycles%s and saved in %s; go on with: %s",
		done, total, part, r.flags.out, r.flags.resumeCommand(record))}
}

// diverged saves the last good state.
func (r *training) diverged() error {
	at, _ := r.trainer.Progress()
	good, record := r.trainer.good()
	if good == nil {
		return fmt.Errorf("the training diverged in its first epoch, at cycle %d: a weight or the bound is no longer a finite number; "+
			"nothing was written, choose a smaller --rate", at)
	}
	if err := r.save(good); err != nil {
		return err
	}
	return fmt.Errorf("the training diverged at cycle %d: a weight or the bound is no longer a finite number; "+
		"%s holds the last good state, from cycle %d; choose a smaller --rate", at, r.flags.out, record.Cycles)
}

// save writes a machine to --out, or, since hours may have gone into it, to
// another place if that fails.
func (r *training) save(c learn.Saved) error {
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
