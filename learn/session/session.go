// Package session runs a training for a window. A [Session] is the goroutine that owns
// a [learn.Trainer]: commands go in, immutable snapshots come out, so that nobody
// waits for the machine and the machine waits for nobody. It keeps the curve of the
// description length, a [Moment] to go back to whenever it is asked for one, and a film
// of what the machine dreamt on the way.
package session

import (
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"wakesleep/internal/sentence"
	"wakesleep/learn"
)

// Session is the goroutine that owns a running training. Its methods may be
// called from any goroutine. Commands take effect between two cycles, in the
// order given; only those that return a result wait for it, which takes at most
// a cycle. Snapshot and Status never wait.
type Session struct {
	commands chan func(*owner)
	quit     chan struct{}
	ended    chan struct{}
	closing  sync.Once

	snapshot atomic.Pointer[Snapshot]
	wanted   atomic.Bool
	awake    atomic.Bool
	// interrupt ends what the goroutine does that commands need not wait for; nil for nothing.
	// settled is what share of it is done.
	interrupt atomic.Pointer[context.CancelFunc]
	settled   atomic.Uint64

	mu     sync.Mutex
	status Status
}

// New starts a session, idle, that owns the training from now on.
func New(t *learn.Trainer) *Session {
	s := &Session{
		commands: make(chan func(*owner), 64),
		quit:     make(chan struct{}),
		ended:    make(chan struct{}),
	}
	o := newOwner(s, t)
	o.publish(true)
	go o.loop()
	return s
}

// Close stops the run and waits until the session's goroutine has ended and its
// trainer is closed. Later commands do nothing.
func (s *Session) Close() {
	s.closing.Do(func() { close(s.quit) })
	s.disturb()
	<-s.ended
}

// disturb has the goroutine look at its commands.
func (s *Session) disturb() {
	if cancel := s.interrupt.Load(); cancel != nil {
		(*cancel)()
	}
}

// do queues a command.
func (s *Session) do(command func(*owner)) {
	select {
	case <-s.quit:
	case s.commands <- command:
		s.disturb()
	}
}

// ask queues a command and waits until it has been done and its outcome is in the
// snapshot. It returns false if
// the session was closed instead.
func (s *Session) ask(command func(*owner)) bool {
	done := make(chan struct{})
	s.do(func(o *owner) {
		command(o)
		o.answer = done
	})
	select {
	case <-done:
		return true
	case <-s.ended:
		return false
	}
}

// Play runs cycles until it is paused or stopped, at a constant rate. A training in stages
// runs to the end of its schedule, if that is not over.
func (s *Session) Play(steps learn.Steps) { s.Run(steps, 0) }

// Run does n cycles; a run under way is given up for it. With a final rate in
// the settings the rate falls along the run. Zero means no end. In a training in stages the
// run is a part of the schedule, beyond which it does not go, and cycles that only wake or only
// sleep take the place of whole ones.
func (s *Session) Run(steps learn.Steps, n int) {
	s.do(func(o *owner) { o.start(steps, max(n, 0)) })
}

// Pause holds the run.
func (s *Session) Pause() { s.do((*owner).pause) }

// Continue goes on with a paused run.
func (s *Session) Continue() { s.do((*owner).resume) }

// Stop gives the run up.
func (s *Session) Stop() { s.do((*owner).stop) }

// SetRate changes the learning rate, one number or one for each layer, at the next
// cycle's end. The change is recorded. It returns an error, and changes nothing, for
// impossible rates.
func (s *Session) SetRate(rates []float64) error {
	return s.change(func(t *learn.Trainer) error { return t.SetRate(rates) })
}

// SetThreads changes the number of threads, at the next cycle's end. The result
// of training does not depend on it.
func (s *Session) SetThreads(n int) error {
	err := errClosed
	s.ask(func(o *owner) { err = o.trainer.SetThreads(n) })
	return err
}

// SetNames names all categories by labels. Names for another number of categories, as before
// a machine was given up, change nothing.
func (s *Session) SetNames(names []string) {
	s.name(func(t *learn.Trainer) { t.SetNames(names) })
}

// FitNames names the categories by labels, but for those that the user named.
func (s *Session) FitNames(names []string) {
	s.name(func(t *learn.Trainer) { t.FitNames(names) })
}

func (s *Session) name(act func(*learn.Trainer)) {
	s.do(func(o *owner) {
		o.present = nil
		act(o.trainer)
	})
}

// Rename gives a category the name that the user chose; an empty one takes its
// name away.
func (s *Session) Rename(category int, name string) error {
	return s.change(func(t *learn.Trainer) error { return t.Rename(category, name) })
}

// RenameClass is [Session.Rename] of the category of a class that machines found themselves,
// although others may have been given up.
func (s *Session) RenameClass(label uint8, name string) error {
	return s.change(func(t *learn.Trainer) error {
		k := slices.Index(t.Labels(), label)
		if k < 0 {
			return sentence.Errorf("the machine of this category has been given up")
		}
		return t.Rename(k, name)
	})
}

// change waits for a change of the training, which the present state does not survive.
func (s *Session) change(act func(*learn.Trainer) error) error {
	err := errClosed
	s.ask(func(o *owner) {
		o.present = nil
		err = act(o.trainer)
	})
	return err
}

// WatchClass makes the machine of that class the one of snapshots, if there is one, as long as
// there is. At first, and when it is given up, it is that of the lowest label.
func (s *Session) WatchClass(label uint8) {
	s.do(func(o *owner) { o.watchClass(label) })
}

// Replace hands the session another training, idle: after a reset, a load or a
// change of data. The tag, which may be nil, goes with all states taken from now on. The
// old training is closed. It waits for the cycle to end.
func (s *Session) Replace(t *learn.Trainer, tag any) {
	if !s.ask(func(o *owner) { o.replace(t, tag) }) {
		t.Close()
	}
}

// Checkpoint copies all that is needed to save the training and to resume it.
// It waits for the cycle to end, and returns nil after Close.
func (s *Session) Checkpoint() *learn.Checkpoint {
	var c *learn.Checkpoint
	s.ask(func(o *owner) { c = o.moment().Checkpoint })
	return c
}

// Recover goes back to the last checkpoint at which all was finite, after a run
// that diverged. It returns false if there is none.
func (s *Session) Recover() bool {
	recovered := false
	s.ask(func(o *owner) { recovered = o.recover() })
	return recovered
}

// Snapshot returns the latest snapshot and asks for a new one, which the next
// cycle's end makes: called at a steady pace it is never older than one call
// and one cycle.
func (s *Session) Snapshot() *Snapshot {
	s.wanted.Store(true)
	return s.snapshot.Load()
}

// Fresh waits for the cycle to end and returns a snapshot made then.
func (s *Session) Fresh() *Snapshot {
	s.ask(func(o *owner) { o.publish(true) })
	return s.snapshot.Load()
}

// Status returns how the session stands.
func (s *Session) Status() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	status := s.status
	status.Awake, status.Settled = s.awake.Load(), math.Float64frombits(s.settled.Load())
	return status
}
