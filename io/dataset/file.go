package dataset

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"wakesleep/internal/sentence"
	"wakesleep/io/ordinary"
)

// openFile opens the ordinary file at path and explains why where it cannot.
func openFile(path string) (*os.File, error) {
	file, err := ordinary.Open(path)
	return file, explainOpen(path, err)
}

// openData is openFile that also takes pipes which the program inherited.
func openData(path string) (*os.File, error) {
	file, err := ordinary.OpenData(path)
	return file, explainOpen(path, err)
}

// explainOpen turns a failure to open a file into a sentence; nil stays nil.
func explainOpen(path string, err error) error {
	var kind *ordinary.KindError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &kind) && kind.Mode.IsDir():
		return sentence.Errorf("%s: it is %s; pick a file in it", path, kind.What())
	case errors.As(err, &kind) && kind.Mode&fs.ModeSymlink != 0:
		return sentence.Errorf("%s: it is %s; give the file itself", path, kind.What())
	case errors.As(err, &kind):
		return sentence.Errorf("%s: it is %s; copy what it holds into a file", path, kind.What())
	}
	return ordinary.Unreadable(path, err)
}

// explainRead turns a failure in the middle of a file into a sentence. A decompressor's
// errors have types of several packages and a common beginning.
func explainRead(name string, err error) error {
	switch text := err.Error(); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return sentence.Errorf("%s: it ends too early; copy or download it again", name)
	case strings.HasPrefix(text, "gzip: "), strings.HasPrefix(text, "flate: "):
		return sentence.Errorf("%s: its compressed data are damaged (%w); copy or download it again", name, err)
	}
	return ordinary.Unreadable(name, err)
}
