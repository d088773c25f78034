package ui

import (
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"wakesleep/internal/signals"
)

// ended has signals sent to an ending, one after another with pauses, and returns the status
// of a process that exited at once, or zero, and whether it quit after the rescue.
func ended(t *testing.T, rescue func(), pauses ...time.Duration) (status int32, quit bool, e *ending) {
	t.Helper()
	var exited atomic.Int32
	over, done := make(chan struct{}), make(chan struct{})
	e = newEnding(rescue, func() { close(done) }, func(n int) { exited.Store(int32(n)); close(over) })
	go e.wait()
	e.signals <- syscall.SIGTERM
	for _, p := range pauses {
		time.Sleep(p)
		e.signals <- syscall.SIGTERM
	}
	select {
	case <-done:
		return 0, true, e
	case <-over:
		return exited.Load(), false, e
	}
}

func TestSignalsRescueAndQuit(t *testing.T) {
	rescued := false
	if _, quit, e := ended(t, func() { rescued = true }); !rescued || !quit || e.status.Load() != 143 {
		t.Errorf("rescued %v, quit %v, status %d", rescued, quit, e.status.Load())
	}
	// timeout sends two.
	if _, quit, _ := ended(t, func() { time.Sleep(300 * time.Millisecond) }, time.Millisecond, 50*time.Millisecond); !quit {
		t.Error("a second signal at once ended it without rescue")
	}
}

func TestALateSignalEndsAtOnce(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	if status, quit, _ := ended(t, func() { <-hang }, sameTime+sameTime/2); quit || status != 143 {
		t.Errorf("status %d, quit %v", status, quit)
	}
}

// Some come again and again until the program has ended.
func TestSignalsThatRepeatAreWaitedFor(t *testing.T) {
	taken, _ := signals.Ending()
	for _, s := range taken {
		if !signals.Repeats(s) {
			continue
		}
		hang, over := make(chan struct{}), make(chan bool, 2)
		e := newEnding(func() { <-hang }, func() { over <- true }, func(int) { over <- false })
		go e.wait()
		e.signals <- s
		time.Sleep(sameTime + sameTime/10)
		e.signals <- s
		time.Sleep(sameTime / 10)
		close(hang)
		if !<-over {
			t.Errorf("%v ended it at once", s)
		}
	}
}

// Where work in the background panics, what is not saved is kept first.
func TestPanicsOfWorkRescue(t *testing.T) {
	kept := 0
	keep := func() { kept++ }
	keeping(&keep, func() {})
	func() {
		defer func() { _ = recover() }()
		keeping(&keep, func() { panic("trouble") })
	}()
	if kept != 1 {
		t.Errorf("it was kept %d times", kept)
	}
}
