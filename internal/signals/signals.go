// Package signals knows the signals that end the program in good order. SIGABRT is not one of
// them: it prints what all goroutines do, for developers.
package signals

import (
	"os"
	"os/signal"
	"slices"
	"syscall"
)

// named is a signal and what kill calls it.
type named struct {
	signal syscall.Signal
	name   string
}

// Ending are the signals that end the program in good order, but for those that it was
// started to ignore, as by nohup or in the background of a script.
func Ending() (taken, ignored []os.Signal) {
	for _, s := range ending {
		if signal.Ignored(s.signal) {
			ignored = append(ignored, s.signal)
		} else {
			taken = append(taken, s.signal)
		}
	}
	return taken, ignored
}

// Name is what kill calls a signal that ends the program.
func Name(s os.Signal) string {
	if i := slices.IndexFunc(ending, func(n named) bool { return n.signal == s }); i >= 0 {
		return ending[i].name
	}
	return s.String()
}

// Status is the exit status after a signal: what a shell says of a program that it killed.
func Status(s os.Signal) int {
	const bySignal = 128
	if n, ok := s.(syscall.Signal); ok {
		return bySignal + int(n)
	}
	return bySignal + int(syscall.SIGTERM)
}
