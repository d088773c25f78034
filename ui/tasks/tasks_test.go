package tasks

import (
	"context"
	"slices"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

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
	tasks := New(inline())
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
	tasks.Start("key", func(ctx context.Context) func() {
		close(started)
		<-release
		cancelled = ctx.Err() != nil
		return note(0)
	})
	<-started
	for n := 1; n <= 3; n++ {
		tasks.Start("key", func(context.Context) func() { return note(n) })
	}
	if !tasks.Busy("key") || tasks.Busy("other") {
		t.Error("one key is busy and no other")
	}
	close(release)
	tasks.Wait.Wait()
	if !cancelled {
		t.Error("the work under way was not told that it is stale")
	}
	if !slices.Equal(done, []int{0, 3}) {
		t.Errorf("work that was done: %v, want the first and the newest", done)
	}
	if tasks.Busy("key") {
		t.Error("busy with nothing")
	}
}

func TestKeysDoNotWaitForEachOther(t *testing.T) {
	tasks := New(inline())
	hand := make(chan int)
	tasks.Start("a", func(context.Context) func() { hand <- 1; return nil })
	tasks.Start("b", func(context.Context) func() { <-hand; return nil })
	tasks.Wait.Wait()
}

func TestClosedTasksDoNothingMore(t *testing.T) {
	tasks := New(inline())
	ended := make(chan struct{})
	tasks.Start("key", func(ctx context.Context) func() {
		<-ctx.Done()
		close(ended)
		return nil
	})
	tasks.Start("key", func(context.Context) func() { t.Error("waiting work was begun"); return nil })
	tasks.Close()
	<-ended
	tasks.Start("other", func(context.Context) func() { t.Error("new work was begun"); return nil })
	tasks.Wait.Wait()
}

func TestWorkIsUnderWayUntilItEnds(t *testing.T) {
	for name, begin := range map[string]func(*Runner, func()){
		"with a key": func(t *Runner, wait func()) {
			t.Start("key", func(context.Context) func() { wait(); return nil })
		},
		"without": func(t *Runner, wait func()) { t.Run(func() func() { wait(); return nil }) },
	} {
		tasks, release := New(inline()), make(chan struct{})
		begin(tasks, func() { <-release })
		if tasks.Idle() {
			t.Errorf("%s: work is not under way after it was begun", name)
		}
		close(release)
		tasks.Wait.Wait()
		if !tasks.Idle() {
			t.Errorf("%s: work is under way after its end", name)
		}
	}
}

// What work brings after the end is not done.
func TestNothingIsFinishedAfterClosing(t *testing.T) {
	var waiting []func()
	tasks := New(func(f func()) { waiting = append(waiting, f) })
	tasks.Start("key", func(context.Context) func() { return func() { t.Error("work was finished") } })
	tasks.Wait.Wait()
	tasks.Close()
	for _, f := range waiting {
		f()
	}
	tasks.Run(func() func() { t.Error("work without a key was begun"); return nil })
	tasks.Wait.Wait()
}
