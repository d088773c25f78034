package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"wakesleep/io/apart"
	"wakesleep/io/exclusive"
	"wakesleep/io/visible"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/network/images"
)

// training is one run of train, from its first cycle to the saved file.
type training struct {
	flags *trainFlags
	// trainer is the training under way: the only one, or one of several tries.
	trainer *learn.Trainer
	set     *images.Set
	tries   tries
	again   func(try int) (*learn.Trainer, error)
	stdout  io.Writer
	stderr  io.Writer
	// command is what complaints begin with.
	command string
	// progress counts the cycles of all tries.
	progress *progress
	// began is when the epoch under way began, started when the run did.
	began, started time.Time
	// bound is the last epoch's; there is none before the first.
	bound    float64
	anyEpoch bool
	// seen is how the file of --out was at the beginning, and saved tells that this training's
	// is in its place.
	seen     exclusive.Seen
	saved    atomic.Bool
	autosave *autosave
	watcher  *learn.Watcher
}

// newTraining readies a run of count trainings, of which again starts each but the
// first. Without count there is one.
func (f *trainFlags) newTraining(
	c *cobra.Command, t *learn.Trainer, set *images.Set, count int, again func(try int) (*learn.Trainer, error),
) *training {
	r := &training{
		flags: f, trainer: t, set: set, again: again,
		tries: tries{count: max(1, count)}, stdout: c.OutOrStdout(), stderr: c.ErrOrStderr(), command: c.CommandPath(),
	}
	r.autosave = newAutosave(r)
	_, total := r.cycles()
	r.progress = newProgress(c.ErrOrStderr(), total, "training")
	r.use(t)
	return r
}

// close ends the training under way.
func (r *training) close() { r.trainer.Close() }

// cycles is the number of cycles done, and to be done in all, of all tries.
func (r *training) cycles() (done, total int) {
	done, total = r.trainer.Progress()
	return r.tries.past*total + done, r.tries.count * total
}

// run trains and saves. Whatever ends it, a file that is there already is either
// left alone or replaced by a complete one.
func (r *training) run(ctx context.Context) error {
	r.started = time.Now()
	r.began = r.started
	endsInGoodOrder(ctx, r.lost)
	r.autosave.begin()
	var done *learn.Checkpoint
	err := r.train(ctx)
	if err == nil {
		done, err = r.finish(ctx)
	}
	r.autosave.end()
	r.progress.clear()
	switch {
	case errors.Is(err, context.Canceled):
		return r.interrupted()
	case errors.Is(err, learn.ErrDiverged):
		return r.diverged()
	case err != nil:
		return err
	}
	return r.complete(done)
}

// trained is what the training gave, before it is finished: a state that can be resumed, or
// the best of several tries.
func (r *training) trained() *part {
	if r.tries.count > 1 {
		best := *r.tries.best // which gets names meanwhile
		return &part{&best, r.tries.bestOf(), 0}
	}
	_, total := r.trainer.Progress()
	return &part{r.trainer.Checkpoint(), "", total}
}

// lost says what is lost when the command is ended at once.
func (r *training) lost() string {
	if r.saved.Load() {
		return r.flags.out + " is saved all the same"
	}
	text := r.flags.out + " was not saved, and is as it was before"
	if last := r.autosave.now.last.Load(); last != nil {
		text += fmt.Sprintf("; the checkpoint of cycle %d is left: %s", last.cycles, recoverCommand(last.name, r.flags.out))
	}
	return text
}

// epochLine is what train --json prints of an epoch.
type epochLine struct {
	Epoch     int       `json:"epoch"`
	Cycles    uint64    `json:"cycles"`
	Seconds   float64   `json:"seconds"`
	BoundNats float64   `json:"bound_nats"`
	Rate      []float64 `json:"rate"`
	// Trouble is what is wrong since this epoch, as learn.Trouble has it.
	Trouble string `json:"trouble,omitempty"`
}

// report prints an epoch.
func (r *training) report(e learn.EpochReport) {
	now := time.Now()
	seconds := now.Sub(r.began).Seconds()
	r.began = now
	r.bound, r.anyEpoch = e.BoundNats, true
	trouble := r.watch(e)
	if !r.flags.json {
		r.progress.note("epoch %d: %.2f nats an image, %.1f s", e.Epoch, e.BoundNats, seconds)
		return
	}
	r.progress.clear()
	// A failure to print ends no training: it is told at the end.
	_ = printJSON(r.stdout, epochLine{e.Epoch, e.Cycles, seconds, e.BoundNats, e.Rate, trouble.String()})
}

// finish does what follows the last epoch: it names the categories, or calibrates
// machines of classes by the images held out.
func (r *training) finish(ctx context.Context) (*learn.Checkpoint, error) {
	done, held, threads := r.tries.best, r.trainer.HeldOut(), r.flags.threads
	switch {
	case held != nil:
		r.autosave.finishing(r.trained)
		r.progress.note("calibrating by %s held out", plural(held.Count(), "image"))
		fit, err := measure.Calibrate(ctx, done.Ensemble, held, threads, nil)
		done.SetCalibration(fit)
		return done, err
	case done.Categories() > 0 && r.set.Labels != nil:
		r.autosave.finishing(r.trained)
		r.progress.note("naming the categories")
		// A few seconds at the end of a training are not worth losing it for.
		names, err := measure.NameCategories(context.WithoutCancel(ctx), done.Ensemble, r.set, threads)
		done.Record.SetNames(names)
		return done, err
	}
	return done, nil
}

// complete saves the result.
func (r *training) complete(done *learn.Checkpoint) error {
	if err := r.save(&part{done, r.tries.bestOf(), 0}); err != nil {
		return err
	}
	if r.flags.json {
		return nil
	}
	last := ""
	if r.anyEpoch {
		last = fmt.Sprintf(", %.2f nats an image in the last epoch", r.bound)
	}
	_ = visible.Writef(r.stdout, "%s: %s%s, %.1f s", r.flags.out, describe(done), last, time.Since(r.started).Seconds())
	return nil
}

// interrupted saves a training that can be resumed.
func (r *training) interrupted() error {
	done, total := r.cycles()
	here, each := r.trainer.Progress()
	switch {
	case done == 0:
		return &statusError{statusInterrupted, errors.New("stopped before the first cycle; nothing was written")}
	case here == 0 && r.tries.best != nil:
		return r.betweenTries()
	}
	c := r.trainer.Checkpoint()
	if err := r.save(&part{c, r.tries.now(), each}); err != nil {
		return err
	}
	return &statusError{statusInterrupted, fmt.Errorf("stopped after %d of %d cycles%s and saved in %s; go on with: %s%s",
		done, total, r.tries.part(), r.flags.out, r.flags.resumeCommand(&c.Record), r.keepBest())}
}

// betweenTries saves the best of the tries that are over, where the next has not begun.
func (r *training) betweenTries() error {
	if err := r.save(&part{r.tries.best, r.tries.bestOf(), 0}); err != nil {
		return err
	}
	return &statusError{statusInterrupted, fmt.Errorf("stopped after %d of %d tries; %s holds the best machine of those, which is finished",
		r.tries.past, r.tries.count, r.flags.out)}
}

// keepBest keeps the best of the tries that are over, which has no place in the file of
// the one under way, and says where.
func (r *training) keepBest() string {
	if r.tries.past == 0 || r.tries.best == nil {
		return ""
	}
	best := &part{r.tries.best, r.tries.bestOf(), 0}
	name, err := r.keep(r.autosave.before, best)
	if err != nil {
		return fmt.Sprintf("; %s is lost: %v", best.of, err)
	}
	return fmt.Sprintf("; %s is kept, get it with: %s", best.of, recoverCommand(name, freeName(r.flags.out)))
}

// keep puts a checkpoint into the user's data folder, for recover, and tells its name.
func (r *training) keep(where *place, p *part) (name string, err error) {
	if err := where.put(r.about(p), p.Checkpoint, nil); err != nil {
		return "", err
	}
	where.leave()
	return where.last.Load().name, nil
}

// diverged saves the last good state.
func (r *training) diverged() error {
	at, total := r.trainer.Progress()
	good := r.trainer.Good()
	if good == nil {
		left := "nothing was written, choose a smaller --rate"
		if last := r.autosave.now.last.Load(); last != nil {
			r.autosave.now.leave()
			left = fmt.Sprintf("choose a smaller --rate; the checkpoint of cycle %d is left: %s", last.cycles, recoverCommand(last.name, r.flags.out))
		}
		return fmt.Errorf("the training diverged in its first epoch, at cycle %d: a weight or the bound is no longer a finite number; %s",
			at, left)
	}
	if err := r.save(&part{good, r.tries.now(), total}); err != nil {
		return err
	}
	return fmt.Errorf("the training diverged at cycle %d: a weight or the bound is no longer a finite number; "+
		"%s holds the last good state, from cycle %d; choose a smaller --rate", at, r.flags.out, good.Record.Cycles)
}

// save writes a machine to --out, or, since hours may have gone into it, to another place
// if that fails or another program has written there. What was left in between is not needed
// then.
func (r *training) save(p *part) error {
	out, another := r.flags.out, r.flags.out
	// What is there may have become one of the inputs meanwhile.
	failed := apart.Check(out, r.flags.data.inputs()...)
	if failed == nil {
		_, failed = exclusive.ReplaceSeen(out, r.seen, func() error { return writeMachine(out, p.Checkpoint) })
	}
	if errors.Is(failed, exclusive.ErrChanged) {
		failed, another = fmt.Errorf("%s: %w", out, failed), freeName(out)
	}
	if failed == nil {
		r.saved.Store(true)
		r.autosave.now.remove()
		r.autosave.before.remove()
		return nil
	}
	if name, err := r.keep(r.autosave.now, p); err == nil {
		return fmt.Errorf("%w; the machine is kept in the folder for checkpoints instead, get it with: %s", failed, recoverCommand(name, another))
	}
	folder, err := os.MkdirTemp("", "wakesleep-")
	if err != nil {
		return failed
	}
	elsewhere := filepath.Join(folder, filepath.Base(out))
	if saveMachine(elsewhere, p.Checkpoint) != nil {
		_ = os.RemoveAll(folder)
		return failed
	}
	return fmt.Errorf("%w; the machine was saved as %s instead", failed, elsewhere)
}

// freeName is the name of a file beside another that does not exist yet.
func freeName(path string) string {
	extension := filepath.Ext(path)
	stem := strings.TrimSuffix(path, extension)
	for n := 2; ; n++ {
		free := fmt.Sprintf("%s-%d%s", stem, n, extension)
		if _, err := os.Lstat(free); err != nil {
			return free
		}
	}
}
