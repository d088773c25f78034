//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// openedFolder is a folder that stays the same when it gets another name.
type openedFolder struct {
	file *os.File
	path string
	// closed tells that one may not read the folder: neither list nor flush it.
	closed bool
}

func (system) openFolder(path string) (folder, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|unix.O_DIRECTORY, 0)
	if err == nil {
		return &openedFolder{file: f, path: path}, nil
	}
	if !errors.Is(err, fs.ErrPermission) {
		return nil, err
	}
	f, err = os.OpenFile(path, unread|unix.O_DIRECTORY, 0)
	if err != nil {
		f = nil // then without
	}
	return &openedFolder{file: f, path: path, closed: true}, nil
}

func (o *openedFolder) clear(patience time.Duration) {
	if !o.closed {
		_, _ = clearFolder(o.file, o.path, patience)
	}
}

func (o *openedFolder) remove(path string) error {
	err := retry(func() error { return unix.Unlink(path) })
	if errors.Is(err, fs.ErrNotExist) && o.file != nil {
		return retry(func() error { return unix.Unlinkat(int(o.file.Fd()), filepath.Base(path), 0) })
	}
	return err
}

// sync does what it can for a folder that one may not read: file systems with a journal
// bring a file's new name to the disk together with the file.
func (o *openedFolder) sync(out file) error {
	if o.closed {
		return out.flush()
	}
	return tolerate(o.file.Sync())
}

func (o *openedFolder) close() {
	if o.file != nil {
		_ = o.file.Close()
	}
}
