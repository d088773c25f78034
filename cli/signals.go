package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	"wakesleep/internal/signals"
)

// sameRequest is how long after the first signal another one asks for the same: timeout
// sends two, and a terminal that closes may be followed by its shell.
const sameRequest = time.Second

// signalled is why a command's context was cancelled.
type signalled struct{ signal os.Signal }

func (s *signalled) Error() string { return "stopped by " + signals.Name(s.signal) }

// signalOf is the signal that a context was cancelled for; nil where there was none.
func signalOf(ctx context.Context) *signalled {
	s, _ := context.Cause(ctx).(*signalled)
	return s
}

// interruption is how a signal ends a command.
type interruption struct {
	// told has what to say when the command is ended at once; it is empty as long as the
	// command has nothing to save and need not be waited for.
	told atomic.Pointer[func() string]
}

type interruptionKey struct{}

// endsInGoodOrder has signals wait for the command of a context, which ends by itself
// when the context is cancelled, until it has saved what it has. Where a later signal
// ends it at once, lost says what becomes of its work; it may be called at any time, on
// another goroutine.
func endsInGoodOrder(ctx context.Context, lost func() string) {
	if i, ok := ctx.Value(interruptionKey{}).(*interruption); ok {
		i.told.Store(&lost)
	}
}

// ending is how a command ends that does not end by itself.
type ending struct {
	text   string
	status int
}

// listen takes signals in from now on, until the program ends, and returns the context that
// the first one cancels. What was ignored when the program began stays so: nohup ignores SIGHUP, and a
// shell SIGINT for what a script starts in the background.
func listen() (ctx context.Context, ended <-chan ending) {
	came := make(chan os.Signal, 8)
	if taken, _ := signals.Ending(); len(taken) > 0 { // none would be all
		signal.Notify(came, taken...)
	}
	i := new(interruption)
	ctx, cancel := context.WithCancelCause(context.WithValue(context.Background(), interruptionKey{}, i))
	done := make(chan ending, 1)
	go func() { done <- i.follow(came, cancel) }()
	return ctx, done
}

// follow cancels the command at the first signal, and returns when it is to be waited
// for no longer.
func (i *interruption) follow(came <-chan os.Signal, cancel context.CancelCauseFunc) ending {
	first := &signalled{<-came}
	began := time.Now()
	cancel(first)
	grace := time.After(sameRequest)
	for {
		select {
		case <-grace:
			if i.told.Load() == nil {
				return ending{"stopped", signals.Status(first.signal)}
			}
		case again := <-came:
			if time.Since(began) < sameRequest || signals.Repeats(again) {
				continue
			}
			text := fmt.Sprintf("%s came after %s, while the command was about to end: it ended at once",
				signals.Name(again), signals.Name(first.signal))
			if lost := i.told.Load(); lost != nil {
				text += "; " + (*lost)()
			}
			return ending{text, signals.Status(first.signal)}
		}
	}
}

// outliveReaders keeps the program alive when whoever reads its output goes away, as head
// does: printing then fails, which the exit status tells, but the work is done.
func outliveReaders() {
	// Nobody reads the channel: to ask for the signal is enough for writing to fail
	// instead of killing.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
}
