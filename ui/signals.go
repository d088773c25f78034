package ui

import (
	"os"
	"os/signal"
	"sync/atomic"
	"time"

	"wakesleep/internal/signals"
)

const (
	// endTime is how long keeping what is not saved, and ending, may take after a signal.
	endTime = 20 * time.Second
	// sameTime is how long further signals count as the same request to end, and how long
	// one is waited for that Fyne has seen.
	sameTime = time.Second
)

// ending ends the program for signals.
type ending struct {
	// rescue keeps what is not saved, and quit lets the event loop end. Both may be called
	// from any goroutine.
	rescue, quit func()
	// exit ends the process at once.
	exit func(status int)

	signals chan os.Signal
	// taken are those that end the program, and ignored those that it was started to ignore.
	taken, ignored []os.Signal
	// status is that of the process; zero unless a signal ends it, which ends noted.
	status atomic.Int32
	noted  chan struct{}
}

// onSignals ends the program when the system or the user's shell asks it to, with what is not
// saved kept for the next start. Signals that it was started to ignore are ignored.
func onSignals(rescue, quit func()) *ending {
	e := newEnding(rescue, quit, os.Exit)
	e.taken, e.ignored = signals.Ending()
	if len(e.taken) > 0 { // none would be all
		signal.Notify(e.signals, e.taken...)
	}
	go e.wait()
	return e
}

func newEnding(rescue, quit func(), exit func(status int)) *ending {
	return &ending{rescue: rescue, quit: quit, exit: exit, signals: make(chan os.Signal, 4), noted: make(chan struct{})}
}

// takeOver takes signals from Fyne, when it has started: for some it ends its event loop at
// once, whether or not they were ignored, and runs what it is given from then on wherever
// it is given.
func (e *ending) takeOver() {
	if len(e.taken) > 0 {
		signal.Reset(e.taken...)
		signal.Notify(e.signals, e.taken...)
	}
	if len(e.ignored) > 0 {
		signal.Ignore(e.ignored...)
	}
}

// wait waits for a signal and ends the program. A second one that comes later ends it at
// once, and so does a time that is too long.
func (e *ending) wait() {
	first := signals.Status(<-e.signals)
	e.status.Store(int32(first))
	close(e.noted)
	began := time.Now()
	go func() {
		e.rescue()
		e.quit()
	}()
	for {
		select {
		case again := <-e.signals:
			if time.Since(began) > sameTime && !signals.Repeats(again) {
				e.exit(signals.Status(again))
				return
			}
		case <-time.After(endTime - time.Since(began)):
			e.exit(first)
			return
		}
	}
}

// exitStatus is that of the process after the end of the event loop, which nobody has asked
// for in the window: Fyne may have seen a signal while it started.
func (e *ending) exitStatus() int {
	select {
	case <-e.noted:
	case <-time.After(sameTime):
	}
	return int(e.status.Load())
}
