package cli

import (
	"errors"
	"io"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestWhatWouldBePassedOverIsRefused: flags and names that are not what they seem to be, and
// whose silent acceptance would leave the user with something else than was asked for.
func TestWhatWouldBePassedOverIsRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	machine := handMade(t, "6,3c", nil)
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"train", "--data", "bars3", "--resume", "", "--out", "m"}, "--resume has no value"},
		{[]string{"train", "--data", "", "--out", "m"}, "--data has no value"},
		{[]string{"train", "--data", "bars3", "--connections", "", "--out", "m"}, "--connections has no value"},
		{[]string{"evaluate", machine, "--keep", ""}, "--keep has no value"},
		{[]string{"evaluate", machine, "--labels="}, "--labels has no value"},
		{[]string{"name", machine, "--data", "none"}, "only --fit looks at images"},
		{[]string{"name", machine, "0", "name", "--labels", "none"}, "only --fit looks at images"},
		{[]string{"dream", machine, "--out", "sheet.JPG"}, "the picture is a PNG and not a JPEG; end its name with .png"},
		{[]string{"help", "train", "extra"}, `there is no command "train extra"; see wakesleep train --help`},
		{[]string{"help", "trian"}, "did you mean train?"},
		{[]string{"evaluate", ""}, "argument 1 is empty"},
		{[]string{"name", machine, "", "x"}, "argument 2 is empty"},
		{[]string{"name", machine, "0", "\u202e4"}, "one line of text"},
		{[]string{"dream", machine, "--out", "-"}, "give a file to write"},
		{[]string{"train", "--data", "bars3", "--out", "-"}, "give a file to write"},
	} {
		r := call(t.Context(), c.args...)
		if r.status != statusUsage || !strings.Contains(r.stderr, c.says) || r.stdout != "" {
			t.Errorf("%q: status %d, %q", c.args, r.status, r.stderr)
		}
	}
	if r := call(t.Context(), "recognise", machine, "bars3:12"); r.status == 0 || !strings.Contains(r.stderr, "as bars3:11") {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
	if left, _ := filepath.Glob("*"); len(left) > 0 {
		t.Errorf("there are %v", left)
	}
}

// failing takes so many writes, and fails with an error of its own each time after them.
type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left--; f.left < 0 {
		return 0, &osError{syscall.ENOSPC}
	}
	return len(p), nil
}

type osError struct{ error }

func (e *osError) Unwrap() error { return e.error }

// TestALostOutputIsToldInWords: whichever write of whichever command fails first.
func TestALostOutputIsToldInWords(t *testing.T) {
	machine := handMade(t, "6,3c", nil)
	for _, args := range [][]string{
		{"version"},
		{"recipe", "list"},
		{"name", machine},
		{"evaluate", machine, "--samples", "2"},
		{"recognise", machine, "bars3:1"},
		{"benchmark", "--quick", "--parts", "bars,recognition"},
		{"--help"},
	} {
		for writes := range 3 {
			var stderr strings.Builder
			status := run(t.Context(), args, &failing{writes}, &stderr)
			if writes > 0 && status == 0 {
				continue // there was nothing more to write
			}
			if status != statusFailed || !strings.Contains(stderr.String(), "the output could not be written: ") || foreign.MatchString(stderr.String()) {
				t.Errorf("%v after %d writes: status %d, %q", args, writes, status, stderr.String())
			}
		}
	}
	if w := newFirstFailure(&failing{0}); errors.Is(writeTwice(w), nil) || w.failed() == nil {
		t.Error("a failure was forgotten")
	}
}

// writeTwice returns the second error.
func writeTwice(w io.Writer) error {
	_, _ = io.WriteString(w, "one")
	_, err := io.WriteString(w, "two")
	return err
}
