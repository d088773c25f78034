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
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s: it is a folder; pick a file in it", path)
	}
	file, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = fmt.Errorf("%s: there is no such file; check its name and folder (%w)", path, fs.ErrNotExist)
	case errors.Is(err, fs.ErrPermission):
		err = fmt.Errorf("%s: you are not allowed to read it; change its permissions or copy it (%w)", path, fs.ErrPermission)
	case err != nil:
		err = fmt.Errorf("%s: it cannot be opened: %w", path, err)
	}
	return file, err
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
