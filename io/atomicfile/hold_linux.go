package atomicfile

import (
	"math"
	"os"

	"golang.org/x/sys/unix"
)

// lock locks an open file, which must be writable, without waiting. The lock belongs to
// the open file, as flock's does, but covers only a byte beyond all content: on Windows
// shares a lock of the whole file keeps everybody else from reading it, and the
// verification must.
func lock(f *os.File) error {
	far := unix.Flock_t{Type: unix.F_WRLCK, Start: math.MaxInt64 - 1, Len: 1}
	return retry(func() error { return unix.FcntlFlock(f.Fd(), unix.F_OFD_SETLK, &far) })
}
