package atomicfile

import "golang.org/x/sys/unix"

// frozen asks for the marks that chattr sets. A folder to which may only be added would keep
// every temporary file.
func (system) frozen(path string) bool {
	const marks = unix.STATX_ATTR_IMMUTABLE | unix.STATX_ATTR_APPEND
	var s unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, path, unix.AT_STATX_DONT_SYNC, unix.STATX_TYPE, &s)
	return err == nil && s.Attributes&marks != 0
}
