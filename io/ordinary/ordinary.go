// Package ordinary opens what is a file, and nothing else that a path can name: opening a
// pipe waits for its writer, and a device may be endless or change by being read.
package ordinary

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"wakesleep/internal/sentence"
)

// KindError says that a path names something else than an ordinary file.
type KindError struct {
	// Path is the path as it was given, and Mode says what is there. That has
	// fs.ModeSymlink for links in a circle, and fs.ModeIrregular for files without content
	// of their own, which the system makes up as they are read.
	Path string
	Mode fs.FileMode
}

// What ends a sentence that begins "it is".
func (e *KindError) What() sentence.Word {
	switch {
	case e.Mode.IsDir():
		return "a folder"
	case e.Mode&fs.ModeSymlink != 0:
		return "a symbolic link that leads round in a circle"
	case e.Mode&fs.ModeIrregular != 0:
		return "made up by the system, not an ordinary file"
	case e.Mode&fs.ModeNamedPipe != 0:
		return "a pipe, not an ordinary file"
	case e.Mode&fs.ModeSocket != 0:
		return "a socket, not an ordinary file"
	case e.Mode&fs.ModeDevice != 0:
		return "a device, not an ordinary file"
	}
	return "not an ordinary file"
}

func (e *KindError) Error() string { return fmt.Sprintf("%s: it is %s", e.Path, e.What()) }

// Open opens the ordinary file at path for reading. It never waits for another program.
// Errors are *KindError or *fs.PathError.
func Open(path string) (*os.File, error) { return OpenFile(path, os.O_RDONLY, 0) }

// OpenFile is [os.OpenFile] for ordinary files alone; what is not there yet is made where
// flag has os.O_CREATE. It never waits, and its errors are those of [Open].
func OpenFile(path string, flag int, perm fs.FileMode) (*os.File, error) {
	// Asked before opening, because devices may do something when they are opened.
	var kind *KindError
	if err := Check(path); errors.As(err, &kind) {
		return nil, err
	}
	// What is there may be another by now, so that opening must not wait for a writer.
	file, err := os.OpenFile(path, flag|DontWait, perm)
	if err != nil {
		return nil, err
	}
	if err := checkOpen(path, file); err != nil {
		_ = file.Close()
		return nil, err
	}
	return file, nil
}

// OpenData is [Open] that also takes a pipe or socket which the program inherited, as the
// paths /dev/stdin, /dev/fd/N and /proc/self/fd/N name it. Where info says that it is not
// regular, it can be read once only.
func OpenData(path string) (*os.File, error) {
	if n, ok := descriptor(path); ok {
		if file := inherited(n, path); file != nil {
			return file, nil
		}
	}
	return Open(path)
}

// Check reports what stands in the way of opening path as an ordinary file, as far as its
// folder tells; it opens nothing.
func Check(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, syscall.ELOOP):
		return &KindError{path, fs.ModeSymlink}
	case err != nil:
		return err
	case info.Mode().IsRegular() && madeUp(path):
		return &KindError{path, info.Mode() | fs.ModeIrregular}
	}
	return check(path, info)
}

func check(path string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return &KindError{path, info.Mode()}
	}
	return nil
}

// checkOpen is check for an open file, which waits again from now on.
func checkOpen(path string, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if err := check(path, info); err != nil {
		return err
	}
	return wait(file)
}
