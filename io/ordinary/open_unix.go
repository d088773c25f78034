//go:build unix

package ordinary

import (
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// DontWait, among the flags of opening, lets a pipe without a writer open, or fail to, at once. No terminal that is
// opened becomes the one that controls the program.
const DontWait = unix.O_NONBLOCK | unix.O_NOCTTY

// wait takes DontWait back, which some file systems heed in reading too.
func wait(file *os.File) error {
	conn, err := file.SyscallConn()
	if err != nil {
		return err
	}
	failed := conn.Control(func(fd uintptr) { err = unix.SetNonblock(int(fd), false) })
	if failed != nil {
		return failed
	}
	return err
}

// descriptor is the number of the inherited descriptor that a path names.
func descriptor(path string) (n int, ok bool) {
	path = filepath.Clean(path)
	if path == "/dev/stdin" {
		return 0, true
	}
	for _, folder := range []string{"/dev/fd/", "/proc/self/fd/"} {
		if digits, found := strings.CutPrefix(path, folder); found {
			n, err := strconv.ParseUint(digits, 10, 31)
			return int(n), err == nil
		}
	}
	return 0, false
}

// inherited is a copy of descriptor n where it is a pipe or a socket; nil where it is not.
// A copy, because a socket cannot be opened by its path.
func inherited(n int, path string) *os.File {
	fd, err := unix.FcntlInt(uintptr(n), unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return nil
	}
	file := os.NewFile(uintptr(fd), path)
	info, err := file.Stat()
	if err != nil || info.Mode()&(fs.ModeNamedPipe|fs.ModeSocket) == 0 {
		_ = file.Close()
		return nil
	}
	return file
}
