package ui

import (
	"context"
	"slices"
	"sync"
	"testing"
)

// inline runs functions at once, one at a time.
func inline() func(func()) {
	var mu sync.Mutex
	return func(f func()) {
		mu.Lock()
		defer mu.Unlock()
		f()
	}
}

func TestNewestWorkTakesTheWaitingPlace(t *testing.T) {
	tasks := newTasks(inline())
	started, release := make(chan struct{}), make(chan struct{})
	var mu sync.Mutex
	var done []int
	note := func(n int) func() {
		return func() {
			mu.Lock()
			done = append(done, n)
			mu.Unlock()
		}
	}
	cancelled := false
	tasks.start("key", func(ctx context.Context) func() {
		close(started)
		<-release
		cancelled = ctx.Err() != nil
		return note(0)
	})
	<-started
	for n := 1; n <= 3; n++ {
		tasks.start("key", func(context.Context) func() { return note(n) })
	}
	if !tasks.busy("key") || tasks.busy("other") {
		t.Error("one key is busy and no other")
	}
	close(release)
	tasks.wait.Wait()
	if !cancelled {
		t.Error("the work under way was not told that it is stale")
	}
	if !slices.Equal(done, []int{0, 3}) {
		t.Errorf("work that was done: %v, want the first and the newest", done)
	}
	if tasks.busy("key") {
		t.Error("busy with nothing")
	}
}

func TestKeysDoNotWaitForEachOther(t *testing.T) {
	tasks := newTasks(inline())
	hand := make(chan int)
	tasks.start("a", func(context.Context) func() { hand <- 1; return nil })
	tasks.start("b", func(context.Context) func() { <-hand; return nil })
	tasks.wait.Wait()
}

func TestClosedTasksDoNothingMore(t *testing.T) {
	tasks := newTasks(inline())
	ended := make(chan struct{})
	tasks.start("key", func(ctx context.Context) func() {
		<-ctx.Done()
		close(ended)
		return nil
	})
	tasks.start("key", func(context.Context) func() { t.Error("waiting work was begun"); return nil })
	tasks.close()
	<-ended
	tasks.start("other", func(context.Context) func() { t.Error("new work was begun"); return nil })
	tasks.wait.Wait()
}
