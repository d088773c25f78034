package atomicfile

import (
	"io"
	"path/filepath"
)

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
	target, err := disk.resolve(path)
	if err != nil {
		return err
	}
	old, err := existing(disk, target)
	if err != nil {
		return err
	}
	nothing := func(io.Writer) error { return nil }
	temporary, err := fill(disk, filepath.Dir(target), old, nothing)
	if err != nil {
		return err
	}
	return disk.remove(temporary)
}
