package ui

import (
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	// endTime is how long keeping what is not saved, and ending, may take after a signal.
	endTime = 20 * time.Second
	// sameTime is how long further signals count as the same request to end, and how long
	// one is waited for that Fyne has seen.
	sameTime = time.Second
	// bySignal is added to a signal's number for the exit status.
	bySignal = 128
)

// ending ends the program for signals.
type ending struct {
	// rescue keeps what is not saved, and quit lets the event loop end. Both may be called
	// from any goroutine.
	rescue, quit func()
	// exit ends the process at once.
	exit func(status int)

	signals chan os.Signal
	// ignored are those that the program was started to ignore.
	ignored []os.Signal
	// status is that of the process; zero unless a signal ends it, which ends noted.
	status atomic.Int32
	noted  chan struct{}
}

// onSignals ends the program when the system or the user's shell asks it to, with what is not
// saved kept for the next start. Signals that it was started to ignore are ignored.
func onSignals(rescue, quit func()) *ending {
	e := newEnding(rescue, quit, os.Exit)
	for _, s := range []os.Signal{syscall.SIGTERM, os.Interrupt, syscall.SIGHUP} {
		if signal.Ignored(s) {
			e.ignored = append(e.ignored, s)
		} else {
			signal.Notify(e.signals, s)
		}
	}
	go e.wait()
	return e
}

func newEnding(rescue, quit func(), exit func(status int)) *ending {
	return &ending{rescue: rescue, quit: quit, exit: exit, signals: make(chan os.Signal, 4), noted: make(chan struct{})}
}

// ignoreAgain ignores what Fyne, when it has started, does not: it ends its event loop for
// some signals, whether or not they were ignored.
func (e *ending) ignoreAgain() {
	if len(e.ignored) > 0 {
		signal.Ignore(e.ignored...)
	}
}

// wait waits for a signal and ends the program. A second one that comes later ends it at
// once, and so does a time that is too long.
func (e *ending) wait() {
	first := number(<-e.signals)
	e.status.Store(int32(bySignal + first))
	close(e.noted)
	began := time.Now()
	go func() {
		e.rescue()
		e.quit()
	}()
	for {
		select {
		case again := <-e.signals:
			if time.Since(began) > sameTime {
				e.exit(bySignal + number(again))
				return
			}
		case <-time.After(endTime - time.Since(began)):
			e.exit(bySignal + first)
			return
		}
	}
}

// exitStatus is that of the process after the end of the event loop, which nobody has asked
// for in the window: Fyne may have seen a signal first.
func (e *ending) exitStatus() int {
	select {
	case <-e.noted:
	case <-time.After(sameTime):
	}
	return int(e.status.Load())
}

func number(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return int(n)
	}
	return int(syscall.SIGTERM)
}
