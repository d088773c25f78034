//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// A writer holds its temporary file by a lock from right after it made it until it
// renamed or removed it; the system drops the lock when the process dies. Who clears a
// folder removes only what it can lock itself. Between making and locking, a file may
// be taken for a dead one: its writer notices and makes another. Where the disk
// knows no locks, nobody gets one, and nothing is cleared.

func temporaryNumber(random uint64) uint64 { return random }

// holding is a temporary file under a lock. Closing it leaves the lock, by a second
// descriptor of the same open file.
type holding struct {
	*os.File
	held *os.File
}

// hold locks a new file at path. The error is errCleared if another program has
// removed it or is about to; the file is closed after any error.
func hold(out *os.File, path string) (*holding, error) {
	err := lock(out)
	switch {
	case errors.Is(err, unix.EAGAIN), errors.Is(err, unix.EACCES):
		err = errCleared
	case knowsNo(err):
		err = nil
	}
	var info fs.FileInfo
	if err == nil {
		info, err = out.Stat()
	}
	if err == nil && !isAt(info, path) {
		err = errCleared
	}
	var second int
	if err == nil {
		second, err = unix.FcntlInt(out.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	}
	if err != nil {
		_ = out.Close()
		return nil, err
	}
	return &holding{out, os.NewFile(uintptr(second), path)}, nil
}

// Close tolerates a signal that comes while it closes: what was written is flushed by
// then, and the descriptor is gone.
func (h *holding) Close() error {
	if err := h.File.Close(); !errors.Is(err, unix.EINTR) {
		return err
	}
	return nil
}

// flush brings the file and what its disk must know of it to the disk again.
func (h *holding) flush() error { return tolerate(h.held.Sync()) }

func (h *holding) release() { _ = h.held.Close() }

func (h *holding) isAt(path string) bool {
	info, err := h.held.Stat()
	return err == nil && isAt(info, path)
}

// removeDead removes the temporary file at path, which info describes, if no writer
// holds it.
func removeDead(path string, info fs.FileInfo) bool {
	// Not blocking, should the file have become a pipe meanwhile.
	f, err := os.OpenFile(path, os.O_WRONLY|unix.O_NONBLOCK|unix.O_NOFOLLOW, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	opened, err := f.Stat()
	if err != nil || !os.SameFile(opened, info) || lock(f) != nil {
		return false
	}
	return isAt(opened, path) && syscall.Unlink(path) == nil
}

// knowsNo tells that a disk does not know what it was asked for.
func knowsNo(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOLCK)
}
