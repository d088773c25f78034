// Package atomicfile replaces a file whole or not at all.
//
// A file that Write is asked to replace is, at every moment and after a crash
// or a power failure at any moment, either the old file or the complete new
// one. A crash may also leave one hidden temporary file
// (".wakesleep-*.tmp") in the same folder.
package atomicfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
)

// Write makes the file at path hold what the function write writes.
//
// The bytes go to a temporary file in the same folder, which is flushed to the
// disk, closed, handed to verify by its own path (nil: no verification) and
// renamed; then the folder is flushed. A symbolic link is followed: the file it
// names is replaced, not the link. An existing file keeps its permissions; a
// new one gets 0666 less the umask. Folders, devices and write-protected files
// are refused.
//
// After an error the temporary file is gone and the old file as it was, with
// one exception: if only flushing the folder failed, the new file is in place
// but might not survive a power failure. Errors are of type *Error; those of
// write and verify themselves are wrapped in one.
func Write(path string, write func(io.Writer) error, verify func(path string) error) error {
	if err := replace(system{}, path, write, verify); err != nil {
		return explain(path, err)
	}
	return nil
}

// replace is Write on any file system; its errors are the plain causes.
func replace(disk disk, path string, write func(io.Writer) error, verify func(string) error) error {
	target, temporary, err := prepare(disk, path, write)
	if err != nil {
		return err
	}
	if verify != nil {
		if err := verify(temporary); err != nil {
			return discard(disk, temporary, fmt.Errorf("reading it back failed: %w", err))
		}
	}
	if err := disk.rename(temporary, target); err != nil {
		return discard(disk, temporary, err)
	}
	if err := disk.syncFolder(filepath.Dir(target)); err != nil {
		return fmt.Errorf("the new file is in place, but flushing its folder failed: %w", err)
	}
	return nil
}

// Check tries whether Write could replace or create the file at path, without
// touching it: for work that takes hours before it has something to write. It
// makes a temporary file in the same folder and removes it. Errors are those of
// Write; nil does not promise that Write succeeds later, since disks fill up and
// permissions change.
func Check(path string) error {
	if err := try(system{}, path); err != nil {
		return explain(path, err)
	}
	return nil
}

// try is Check on any file system; its errors are the plain causes.
func try(disk disk, path string) error {
	_, temporary, err := prepare(disk, path, func(io.Writer) error { return nil })
	if err != nil {
		return err
	}
	return disk.remove(temporary)
}

// prepare writes a new temporary file, and finds the one that it is to replace.
func prepare(disk disk, path string, write func(io.Writer) error) (target, temporary string, err error) {
	if target, err = disk.resolve(path); err != nil {
		return "", "", err
	}
	old, err := existing(disk, target)
	if err != nil {
		return "", "", err
	}
	temporary, err = fill(disk, filepath.Dir(target), old, write)
	return target, temporary, err
}

// existing describes the file to be replaced, nil if there is none yet.
func existing(disk disk, target string) (fs.FileInfo, error) {
	old, err := disk.stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case old.IsDir():
		return nil, errFolder
	case !old.Mode().IsRegular():
		return nil, errSpecial
	case old.Mode().Perm()&0o200 == 0:
		return nil, errProtected
	}
	return old, nil
}

// fill writes and flushes a new temporary file and returns its path; after an
// error there is none.
func fill(disk disk, folder string, old fs.FileInfo, write func(io.Writer) error) (string, error) {
	// The name does not contain the target's, which may already have the greatest
	// length.
	path := filepath.Join(folder, fmt.Sprintf(".wakesleep-%016x.tmp", rand.Uint64()))
	mode := fs.FileMode(0o666)
	if old != nil {
		mode = old.Mode().Perm()
	}
	out, err := disk.create(path, mode)
	if err != nil {
		return "", err
	}
	err = writeBuffered(out, write)
	if err == nil && old != nil {
		err = out.Chmod(mode) // creation took the umask off
	}
	if err == nil {
		err = out.Sync()
	}
	if closing := out.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return "", discard(disk, path, err)
	}
	return path, nil
}

func writeBuffered(out io.Writer, write func(io.Writer) error) error {
	buffer := bufio.NewWriterSize(out, 1<<16)
	if err := write(buffer); err != nil {
		return err
	}
	return buffer.Flush()
}

// discard removes the temporary file and returns the error that led to it; a
// failure to remove changes nothing about that.
func discard(disk disk, temporary string, cause error) error {
	_ = disk.remove(temporary)
	return cause
}
