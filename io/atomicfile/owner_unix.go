//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives a file the owner and the group of another, as far as this user may,
// and returns the permissions that it should have: the other's, unless the group is
// another, which may then do no more than everybody.
func keepOwner(f *os.File, other fs.FileInfo) (fs.FileMode, error) {
	mode := other.Mode().Perm()
	want, ok := other.Sys().(*syscall.Stat_t)
	if !ok {
		return mode, nil
	}
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	have := info.Sys().(*syscall.Stat_t)
	if have.Uid != want.Uid {
		if err := ignoreRefusal(f.Chown(int(want.Uid), -1)); err != nil {
			return 0, err
		}
	}
	if have.Gid == want.Gid {
		return mode, nil
	}
	err = f.Chown(-1, int(want.Gid))
	if err != nil {
		mode = mode&^0o070 | mode&0o007<<3
	}
	return mode, ignoreRefusal(err)
}

// ignoreRefusal drops the errors by which the system says that this user, or the disk,
// cannot give a file to somebody.
func ignoreRefusal(err error) error {
	if errors.Is(err, fs.ErrPermission) || knowsNo(err) {
		return nil
	}
	return err
}
