//go:build unix

package cli

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// Reading a pipe that nobody writes to would wait for ever, and not hear of signals.
func TestResultsAreNotKeptInAPipe(t *testing.T) {
	args, path := keeping(t)
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	done := make(chan result, 1)
	go func() { done <- call(t.Context(), args...) }()
	select {
	case r := <-done:
		if r.status != statusUsage || !strings.Contains(r.stderr, "not an ordinary file") {
			t.Errorf("status %d, %q", r.status, r.stderr)
		}
	case <-time.After(10 * time.Second):
		t.Error("still waiting")
	}
}
