package ordinary

import (
	"errors"
	"io/fs"
	"syscall"

	"wakesleep/internal/sentence"
)

// Unreadable makes a sentence of the system's error about a file that was to be read: its
// name, why it cannot be, and what to do.
func Unreadable(name string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err // the name is in the sentence already
	}
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return sentence.Because(missing{err}, "%s: there is no such file; check its name and folder", name)
	case errors.Is(err, fs.ErrPermission):
		return sentence.Because(err, "%s: you may not read it; change its permissions or copy it", name)
	case errors.Is(err, syscall.ENAMETOOLONG):
		return sentence.Because(missing{err}, "%s: no file can have so long a name; check it", name)
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return sentence.Because(err, "%s: too many files are open; close other programs, or allow more with ulimit -n", name)
	}
	return sentence.Errorf("%s: cannot be read (%w); check the disk or use a copy", name, err)
}

// missing is an error that says in another way that there is no such file.
type missing struct{ error }

func (m missing) Unwrap() []error { return []error{m.error, fs.ErrNotExist} }
