package tasks

import (
	"context"
	"sync"
)

// Runner runs work off the window's goroutine, one piece at a time for each key.
// A new piece cancels the one under way and takes the place of one that waits,
// so that work never piles up however fast it is asked for.
type Runner struct {
	do    func(func())
	begin func(func())

	mu     sync.Mutex
	Wait   sync.WaitGroup
	writes sync.WaitGroup
	byKey  map[any]*task
	closed bool
}

// work runs on a goroutine of its own and returns what is to be done with the
// result on the window's goroutine, or nil.
type work func(ctx context.Context) func()

// Write is the key of work that writes a file, which is not given up where the runner is
// closed.
type Write string

type task struct {
	cancel context.CancelFunc
	next   work
}

// New makes a runner; do runs functions on the window's goroutine.
func New(do func(func())) *Runner {
	return NewHeld(do, func(piece func()) { go piece() })
}

// NewHeld makes a runner that has pieces of work run by begin, each off the goroutine
// that asks for it: tests can hold them back, and let them run in any order.
func NewHeld(do, begin func(func())) *Runner {
	return &Runner{do: do, begin: begin, byKey: map[any]*task{}}
}

// Do runs f on the window's goroutine, unless the runner is closed by then. It may be
// called from any goroutine; Close must be called on the window's.
func (t *Runner) Do(f func()) {
	t.do(func() {
		t.mu.Lock()
		closed := t.closed
		t.mu.Unlock()
		if !closed {
			f()
		}
	})
}

// Run runs work whatever else is under way. What it returns, if anything, is done on the
// window's goroutine.
func (t *Runner) Run(w func() func()) {
	t.Start(new(int), func(context.Context) func() { return w() })
}

// Start runs w, at once or when the work before it with the same key has ended.
func (t *Runner) Start(key any, w work) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		return
	}
	if now := t.byKey[key]; now != nil {
		now.cancel()
		now.next = w
		return
	}
	t.launch(key, w)
}

// launch needs the lock.
func (t *Runner) launch(key any, w work) {
	ctx, cancel := context.WithCancel(context.Background())
	now := &task{cancel: cancel}
	t.byKey[key] = now
	t.Wait.Add(1)
	_, write := key.(Write)
	if write {
		t.writes.Add(1)
	}
	t.begin(func() {
		defer t.Wait.Done()
		if write {
			defer t.writes.Done()
		}
		if finish := w(ctx); finish != nil {
			t.Do(finish)
		}
		cancel()
		t.startNext(key, now)
	})
}

// startNext starts what was asked for in the meantime.
func (t *Runner) startNext(key any, ended *task) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.byKey, key)
	if _, write := key.(Write); ended.next != nil && (write || !t.closed) {
		t.launch(key, ended.next)
	}
}

// Busy tells whether work for the key is under way.
func (t *Runner) Busy(key any) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.byKey[key] != nil
}

// Idle tells whether no work is under way.
func (t *Runner) Idle() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.byKey) == 0
}

// FinishWrites returns when all files are written, after Close.
func (t *Runner) FinishWrites() { t.writes.Wait() }

// Close cancels everything and accepts no more.
func (t *Runner) Close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
	for _, now := range t.byKey {
		now.cancel()
	}
}
