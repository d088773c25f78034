package signals

import (
	"os"
	"syscall"
)

// Windows has Ctrl-C for the first, and the second where the console is closed or the user
// logs out.
var ending = []named{{syscall.SIGINT, "SIGINT"}, {syscall.SIGTERM, "SIGTERM"}}

// Repeats tells whether the system sends a signal again and again, so that a later one says
// nothing new.
func Repeats(os.Signal) bool { return false }
