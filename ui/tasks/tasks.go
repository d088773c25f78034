package tasks

import (
	"context"
	"sync"
)

// Runner runs work off the window's goroutine, one piece at a time for each key.
// A new piece cancels the one under way and takes the place of one that waits,
// so that work never piles up however fast it is asked for.
type Runner struct {
	do func(func())

	mu     sync.Mutex
	Wait   sync.WaitGroup
	byKey  map[string]*task
	others int // pieces under way that have no key
	closed bool
}

// work runs on a goroutine of its own and returns what is to be done with the
// result on the window's goroutine, or nil.
type work func(ctx context.Context) func()

type task struct {
	cancel context.CancelFunc
	next   work
}

// New makes a runner; do runs functions on the window's goroutine.
func New(do func(func())) *Runner {
	return &Runner{do: do, byKey: map[string]*task{}}
}

// Start runs w, at once or when its predecessor has ended.
func (t *Runner) Start(key string, w work) {
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
func (t *Runner) launch(key string, w work) {
	ctx, cancel := context.WithCancel(context.Background())
	now := &task{cancel: cancel}
	t.byKey[key] = now
	t.Wait.Go(func() {
		if finish := w(ctx); finish != nil {
			t.do(finish)
		}
		cancel()
		t.follow(key, now)
	})
}

// Run runs f on a goroutine of its own, whatever else is under way.
func (t *Runner) Run(f func()) {
	t.count(1)
	t.Wait.Go(func() {
		defer t.count(-1)
		f()
	})
}

func (t *Runner) count(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.others += n
}

// follow starts what was asked for in the meantime.
func (t *Runner) follow(key string, ended *task) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.byKey, key)
	if ended.next != nil && !t.closed {
		t.launch(key, ended.next)
	}
}

// Busy tells whether work for the key is under way.
func (t *Runner) Busy(key string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.byKey[key] != nil
}

// Idle tells whether no work is under way.
func (t *Runner) Idle() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.byKey) == 0 && t.others == 0
}

// Close cancels everything and accepts no more.
func (t *Runner) Close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
	for _, now := range t.byKey {
		now.cancel()
	}
}
