package dataset

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// openRegular opens the file at path and explains why where it cannot.
func openRegular(path string) (*os.File, error) {
	// Asked before opening, because opening a pipe would wait for its writer.
	if info, err := os.Stat(path); err == nil {
		if err := checkRegular(path, info); err != nil {
			return nil, err
		}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, explainOpen(path, err)
	}
	// Asked again, because the file may have been replaced in between.
	info, err := file.Stat()
	if err == nil {
		err = checkRegular(path, info)
	}
	if err != nil {
		_ = file.Close()
		return nil, err
	}
	return file, nil
}

// checkRegular refuses what is not an ordinary file, such as a pipe or a device.
func checkRegular(path string, info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return fmt.Errorf("%s: it is a folder; pick a file in it", path)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: it is not an ordinary file; copy what it holds into a file", path)
	}
	return nil
}

// explainOpen turns a failure to open a file into a sentence.
func explainOpen(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such file; check its name and folder (%w)", path, fs.ErrNotExist)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: you are not allowed to read it; change its permissions or copy it (%w)", path, fs.ErrPermission)
	}
	return fmt.Errorf("%s: it cannot be opened: %w", path, err)
}

// explainRead turns a failure in the middle of a file into a sentence. A decompressor's
// errors have types of several packages and a common beginning.
func explainRead(name string, err error) error {
	switch text := err.Error(); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%s: it ends too early; copy or download it again", name)
	case strings.HasPrefix(text, "gzip: "), strings.HasPrefix(text, "flate: "):
		return fmt.Errorf("%s: its compressed data are damaged (%w); copy or download it again", name, err)
	}
	return fmt.Errorf("%s: it cannot be read: %w", name, err)
}
