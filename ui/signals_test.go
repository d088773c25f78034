package ui

import (
	"sync/atomic"
	"syscall"
	"testing"
	"time"
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
