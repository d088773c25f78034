package ui

import (
	"context"
	"sync"
)

// tasks runs work off the window's goroutine, one piece at a time for each key.
// A new piece cancels the one under way and takes the place of one that waits,
// so that work never piles up however fast it is asked for.
type tasks struct {
	do func(func())

	mu     sync.Mutex
	wait   sync.WaitGroup
	byKey  map[string]*task
	closed bool
}

// work runs on a goroutine of its own and returns what is to be done with the
// result on the window's goroutine, or nil.
type work func(ctx context.Context) func()

type task struct {
	cancel context.CancelFunc
	next   work
}

func newTasks(do func(func())) *tasks {
	return &tasks{do: do, byKey: map[string]*task{}}
}

// start runs w, at once or when its predecessor has ended.
func (t *tasks) start(key string, w work) {
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
func (t *tasks) launch(key string, w work) {
	ctx, cancel := context.WithCancel(context.Background())
	now := &task{cancel: cancel}
	t.byKey[key] = now
	t.wait.Go(func() {
		if finish := w(ctx); finish != nil {
			t.do(finish)
		}
		cancel()
		t.follow(key, now)
	})
}

// run runs f on a goroutine of its own, whatever else is under way.
func (t *tasks) run(f func()) { t.wait.Go(f) }

// follow starts what was asked for in the meantime.
func (t *tasks) follow(key string, ended *task) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.byKey, key)
	if ended.next != nil && !t.closed {
		t.launch(key, ended.next)
	}
}

// busy tells whether work for the key is under way.
func (t *tasks) busy(key string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.byKey[key] != nil
}

// close cancels everything and accepts no more.
func (t *tasks) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
	for _, now := range t.byKey {
		now.cancel()
	}
}
