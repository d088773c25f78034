package cli

import (
	"fmt"
	"os"
)

// FileArgument is the one file that a person may name for the window to open;
// empty where none is.
func FileArgument(args []string) (string, error) {
	switch {
	case len(args) == 0:
		return "", nil
	case len(args) > 1:
		return "", fmt.Errorf("%q is no command (wakesleep --help lists them), and the window opens one file at a time", args[0])
	}
	if _, err := os.Stat(args[0]); err != nil {
		return "", fmt.Errorf("%q is neither a command nor a file that can be opened; wakesleep --help lists the commands", args[0])
	}
	return args[0], nil
}
