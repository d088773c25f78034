// Package desktop drives the program's window as the user would, with pointer
// and keys only, and reads from ui/inspect what the window shows. It needs an X
// display with a window manager, and xdotool.
//
// Functions wait until what they ask for is there, and end the test, or script,
// with a sentence if that takes too long.
package desktop

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Test is as much of testing.TB as this package uses, so that scripts can have
// their own.
type Test interface {
	Helper()
	Logf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Missing says what a desktop needs and this machine lacks, or nil.
func Missing() error {
	if os.Getenv("DISPLAY") == "" {
		return errors.New("there is no X display: DISPLAY is not set")
	}
	if _, err := exec.LookPath("xdotool"); err != nil {
		return errors.New("xdotool, which moves pointer and keys, is not installed")
	}
	if out, err := exec.Command("xdotool", "get_desktop").CombinedOutput(); err != nil {
		return fmt.Errorf("the display %s has no window manager: %s",
			os.Getenv("DISPLAY"), strings.TrimSpace(string(out)))
	}
	return nil
}
