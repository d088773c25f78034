package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"wakesleep/io/checkpoint"
	"wakesleep/io/exclusive"
	"wakesleep/io/machinefile"
	"wakesleep/io/recovery"
	"wakesleep/learn"
)

// autosaveFlags say how often a training leaves a checkpoint in the user's data folder,
// and how much room all of them may take there.
type autosaveFlags struct {
	every     time.Duration
	megabytes int
}

const (
	defaultAutosave = 2 * time.Minute
	mostAutosave    = 24 * time.Hour
)

func (f *autosaveFlags) bind(c *cobra.Command) {
	flags := c.Flags()
	flags.DurationVar(&f.every, "autosave", defaultAutosave, "leave a checkpoint for recover after each `time`, at most 24h; 0 leaves none")
	flags.Lookup("autosave").DefValue = "2m"
	flags.IntVar(&f.megabytes, "autosave-space", recovery.DefaultBytes>>20, "`MB` that all checkpoints together may take, of which the oldest go first;\n0 is no limit")
}

// check reports impossible flags.
func (f *autosaveFlags) check() error {
	switch {
	case f.every < 0 || f.every > mostAutosave:
		return usagef("--autosave %s: give a time up to 24h such as 2m, or 0 for no checkpoints", f.every)
	case f.megabytes < 0 || f.megabytes > recovery.MostMegabytes:
		return usagef("--autosave-space %d: give a number of MB up to %d, or 0 for no limit", f.megabytes, recovery.MostMegabytes)
	}
	return nil
}

// folder is where checkpoints lie.
func (f *autosaveFlags) folder() (*recovery.Folder, error) {
	folder, err := recovery.Default()
	if err != nil {
		return nil, err
	}
	return folder.With(recovery.Limit{Bytes: int64(f.megabytes) << 20, Age: recovery.DefaultAge}), nil
}

// checkRoom reports that checkpoints of so many bytes do not fit, of a try and of the best
// of those before. While one is written, the one before is still there.
func (f *autosaveFlags) checkRoom(now, best int64) error {
	const each = 1 << 20
	need := (2*now + best + each - 1) >> 20
	if f.every == 0 || f.megabytes == 0 || need <= int64(f.megabytes) {
		return nil
	}
	return fmt.Errorf("this training leaves no checkpoints: they take up to %d MB and may take %d; "+
		"give it more with --autosave-space %d", need, f.megabytes, need)
}

// place is a slot in the user's data folder, which is made when there is something to put
// into it. It is safe for concurrent use, and who waits for it can stop waiting.
type place struct {
	flags *autosaveFlags
	// turn holds one token, which belongs to whoever works on the slot.
	turn chan struct{}
	slot *recovery.Slot
	// last is what the slot holds; nil without.
	last atomic.Pointer[checkpointed]
}

// checkpointed is a checkpoint that is in its place.
type checkpointed struct {
	name   string
	cycles uint64
}

func newPlace(f *autosaveFlags) *place {
	return &place{flags: f, turn: make(chan struct{}, 1)}
}

// patience is how long the end of a training waits for a checkpoint that is being written:
// the disk of the data folder may hang.
const patience = 10 * time.Second

// lock waits for the place, and tells whether it is this caller's now.
func (p *place) lock() bool {
	select {
	case p.turn <- struct{}{}:
		return true
	case <-time.After(patience):
		return false
	}
}

func (p *place) unlock() { <-p.turn }

// put makes a checkpoint the one that the place holds. Over, unless it is nil, is closed
// when the checkpoint has become needless.
func (p *place) put(a recovery.About, c *learn.Checkpoint, over <-chan struct{}) error {
	file, err := checkpoint.File(c)
	if err != nil {
		return err
	}
	if !p.lock() {
		return errors.New("the folder for checkpoints does not answer")
	}
	defer p.unlock()
	select {
	case <-over:
		return nil
	default:
	}
	folder, err := p.flags.folder()
	if err != nil {
		return err
	}
	if p.slot, err = folder.Put(p.slot, a, file); err != nil {
		return err
	}
	p.last.Store(&checkpointed{filepath.Base(filepath.Dir(p.slot.Path())), c.Record.Cycles})
	return nil
}

// remove deletes what is there: it is saved elsewhere.
func (p *place) remove() {
	if !p.lock() {
		return
	}
	defer p.unlock()
	if p.slot != nil {
		_ = p.slot.Remove() // what stays is cleared when it is old
		p.slot = nil
	}
	p.last.Store(nil)
}

// leave keeps what is there for recover.
func (p *place) leave() {
	if !p.lock() {
		return
	}
	defer p.unlock()
	if p.slot != nil {
		_ = p.slot.Leave()
	}
}

// autosave leaves checkpoints of a training while it goes on: of the try under way, and
// of the best of those before.
type autosave struct {
	training *training
	// current is the try under way, which is over between two of them, and best what the
	// tries before gave; nil where that has been left already.
	current atomic.Pointer[underWay]
	best    atomic.Pointer[part]
	// trained is what the training gave, which is being finished; nil where that is left.
	trained atomic.Pointer[part]
	// hurry asks for a checkpoint at once.
	hurry  chan struct{}
	now    *place
	before *place
	// over is closed when there is no more to leave.
	over chan struct{}
	// told is what has been said of the last failure; nil where the last one worked.
	told error
}

// part is what of a training a checkpoint holds.
type part struct {
	*learn.Checkpoint
	// of says which of several tries it is, and total how many cycles that has; zero
	// without an end.
	of    string
	total int
}

// underWay is a training until over is closed.
type underWay struct {
	trainer *learn.Trainer
	of      string
	over    chan struct{}
}

func newAutosave(r *training) *autosave {
	f := &r.flags.autosave
	a := &autosave{training: r, now: newPlace(f), before: newPlace(f), hurry: make(chan struct{}, 1), over: make(chan struct{})}
	// Before the first try there is nothing to copy, as between two of them.
	none := make(chan struct{})
	close(none)
	a.current.Store(&underWay{over: none})
	return a
}

// begin starts to leave checkpoints. Checkpoints that programs left long ago go.
func (a *autosave) begin() {
	f := &a.training.flags.autosave
	if f.every == 0 {
		return
	}
	if err := f.checkRoom(a.training.fileBytes()); err != nil {
		a.tell(err)
		return
	}
	go a.follow(f.every)
}

// fileBytes is about how large a file of the training is, and one of the best of several
// tries; zero where there is one.
func (r *training) fileBytes() (now, best int64) {
	needs, err := r.needs()
	if err != nil || r.tries.count == 1 {
		return needs.File, 0
	}
	return needs.File, needs.File
}

// end stops. A checkpoint that is being written may still come, but not after it was
// removed.
func (a *autosave) end() { close(a.over) }

// watch makes t the training under way, which is the given one of several tries; the
// function that it returns says that t is over.
func (a *autosave) watch(t *learn.Trainer, of string) (over func()) {
	u := &underWay{t, of, make(chan struct{})}
	a.current.Store(u)
	return func() { close(u.over) }
}

// finishing has what the training gave left at once: until it is saved, it is named or
// calibrated, which can take longer than the time between two checkpoints.
func (a *autosave) finishing(trained func() *part) {
	if a.training.flags.autosave.every > 0 {
		a.trained.Store(trained())
		a.hurry <- struct{}{}
	}
}

// follow leaves checkpoints, one after the other.
func (a *autosave) follow(every time.Duration) {
	wait := every / 2 // how long one takes is not known yet
	for {
		select {
		case <-a.over:
			return
		case <-a.hurry:
		case <-time.After(wait):
		}
		began := time.Now()
		if c := a.copy(); c != nil {
			a.reportUnlessOver(a.put(c))
		}
		wait = pause(every, time.Since(began))
	}
}

// pause is how long to wait after a checkpoint that took some time, so that the next one,
// should it take twice as long, is there when this one is as old as they may be. It is not
// so short that the training does nothing but leave checkpoints.
func pause(every, took time.Duration) time.Duration { return max(every-3*took, every/8) }

// copy is a checkpoint of the try under way; nil where there is no more.
func (a *autosave) copy() *part {
	for {
		u := a.current.Load()
		got := make(chan *learn.Checkpoint, 1)
		if u.trainer != nil {
			u.trainer.Snapshot(func(c *learn.Checkpoint) { got <- c })
		}
		select {
		case c := <-got:
			_, total := u.trainer.Progress()
			return &part{c, u.of, total}
		case <-a.over:
			return nil
		case <-u.over:
			if p := a.trained.Swap(nil); p != nil {
				return p
			}
			// The next try is about to begin, or all that there is has been left.
			select {
			case <-a.over:
				return nil
			case <-time.After(10 * time.Millisecond):
			}
		}
	}
}

// put leaves a checkpoint of the try under way, and of the best one before it where that
// is another than last time.
func (a *autosave) put(p *part) error {
	if best := a.best.Swap(nil); best != nil {
		if err := a.before.put(a.training.about(best), best.Checkpoint, a.over); err != nil {
			a.best.CompareAndSwap(nil, best)
			return err
		}
	}
	return a.now.put(a.training.about(p), p.Checkpoint, a.over)
}

// reportUnlessOver reports how a checkpoint went, which after the end is of no interest: it
// may have been left out.
func (a *autosave) reportUnlessOver(err error) {
	select {
	case <-a.over:
	default:
		a.report(err)
	}
}

// report tells a failure once, and when checkpoints can be left again.
func (a *autosave) report(err error) {
	switch {
	case errors.Is(err, machinefile.ErrNotFinite):
		// The training finds out by itself.
	case err == nil && a.told != nil:
		a.told = nil
		a.training.progress.tell("%s: checkpoints are left again", a.training.command)
	case err != nil && !sameFailure(err, a.told):
		a.told = err
		a.tell(fmt.Errorf("no checkpoint could be left, and the training goes on: %w", err))
	}
}

func (a *autosave) tell(err error) {
	a.training.progress.tell("%s: note: %v", a.training.command, err)
}

// sameFailure tells whether an error needs no telling after another one.
func sameFailure(a, b error) bool {
	if b == nil {
		return false
	}
	var room *recovery.RoomError
	return a.Error() == b.Error() || errors.As(a, &room) && errors.As(b, &room)
}

// leftOver is what the description of a checkpoint has besides.
type leftOver struct {
	// Done and Total are cycles of all machines.
	Done  uint64 `json:"done"`
	Total int    `json:"total,omitempty"`
	// Of says which of several tries it is.
	Of string `json:"of,omitempty"`
	// Finished tells that there is nothing to go on with.
	Finished bool `json:"finished,omitempty"`
	// Inputs are the files that were read.
	Inputs []string `json:"inputs,omitempty"`
	// Stamp is how the file was seen that the machine is to be saved in; nil where nobody knows.
	Stamp *exclusive.Seen `json:"stamp,omitempty"`
}

// about describes a checkpoint.
func (r *training) about(p *part) recovery.About {
	record := &p.Record
	file := recovery.Whole(r.flags.out)
	extra := leftOver{Done: record.Cycles, Total: p.total, Of: p.of, Finished: !p.Resumable(), Stamp: &r.seen}
	if trainedOn(record).File {
		extra.Inputs = []string{recovery.Whole(r.flags.data.data)}
		if r.flags.data.labels != "" {
			extra.Inputs = append(extra.Inputs, recovery.Whole(r.flags.data.labels))
		}
	}
	a := recovery.About{
		Program: "train", Started: r.started, Written: time.Now(), Cycles: record.Life(),
		File: file, Title: p.String(), Data: record.Data,
	}
	if !extra.Finished {
		a.Command = resumeWords(file, extra.Inputs)
	}
	a.Extra, _ = json.Marshal(extra) // numbers and words always can be
	return a
}
