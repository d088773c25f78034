package signals_test

import (
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"testing"

	"wakesleep/internal/signals"
)

func TestStatusesAreThoseOfShells(t *testing.T) {
	taken, ignored := signals.Ending()
	for _, s := range append(taken, ignored...) {
		want, known := map[string]int{"SIGHUP": 129, "SIGINT": 130, "SIGQUIT": 131, "SIGTERM": 143, "SIGXCPU": 152}[signals.Name(s)]
		if !known || signals.Status(s) != want || signals.Repeats(s) != strings.HasSuffix(signals.Name(s), "CPU") {
			t.Errorf("%v is called %s and has status %d", s, signals.Name(s), signals.Status(s))
		}
	}
	if slices.Contains(taken, os.Signal(syscall.SIGABRT)) {
		t.Error("SIGABRT dumps nothing")
	}
}

func TestIgnoredSignalsAreNotTaken(t *testing.T) {
	signal.Ignore(syscall.SIGTERM)
	defer signal.Reset(syscall.SIGTERM)
	taken, ignored := signals.Ending()
	if slices.Contains(taken, os.Signal(syscall.SIGTERM)) || !slices.Contains(ignored, os.Signal(syscall.SIGTERM)) {
		t.Errorf("taken %v, ignored %v", taken, ignored)
	}
}
