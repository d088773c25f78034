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
	// sameTime is how long further signals count as the same request to end.
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
	// status is that of the process; zero unless a signal ends it.
	status atomic.Int32
}

// onSignals ends the program when the system or the user's shell asks it to, with what is not
// saved kept for the next start. Signals that it was started to ignore are ignored.
func onSignals(rescue, quit func()) *ending {
	e := &ending{rescue: rescue, quit: quit, exit: os.Exit, signals: make(chan os.Signal, 4)}
	for _, s := range []os.Signal{syscall.SIGTERM, os.Interrupt, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			signal.Notify(e.signals, s)
		}
	}
	go e.wait()
	return e
}

// wait waits for a signal and ends the program. A second one that comes later ends it at
// once, and so does a time that is too long.
func (e *ending) wait() {
	first := e.number(<-e.signals)
	e.status.Store(int32(bySignal + first))
	began := time.Now()
	go func() {
		e.rescue()
		e.quit()
	}()
	for {
		select {
		case again := <-e.signals:
			if time.Since(began) > sameTime {
				e.exit(bySignal + e.number(again))
				return
			}
		case <-time.After(endTime - time.Since(began)):
			e.exit(bySignal + first)
			return
		}
	}
}

func (e *ending) number(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return int(n)
	}
	return int(syscall.SIGTERM)
}
