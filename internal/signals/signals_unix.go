//go:build unix

package signals

import (
	"os"
	"syscall"
)

var ending = []named{
	{syscall.SIGINT, "SIGINT"},
	{syscall.SIGTERM, "SIGTERM"},
	{syscall.SIGHUP, "SIGHUP"},
	{syscall.SIGQUIT, "SIGQUIT"},
	{syscall.SIGXCPU, "SIGXCPU"},
}

// Repeats tells whether the system sends a signal again and again, so that a later one says
// nothing new: SIGXCPU comes with each second beyond the limit of processor time.
func Repeats(s os.Signal) bool { return s == syscall.SIGXCPU }
