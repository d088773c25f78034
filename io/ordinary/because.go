package ordinary

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// Because is an error that says a sentence and keeps its cause for errors.Is and errors.As,
// whose own words mean nothing to users.
func Because(cause error, sentence string) error { return &because{sentence, cause} }

type because struct {
	sentence string
	cause    error
}

func (b *because) Error() string { return b.sentence }

func (b *because) Unwrap() error { return b.cause }

// Unreadable makes a sentence of the system's error about a file that was to be read: its
// name, why it cannot be, and what to do.
func Unreadable(name string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err // the name is in the sentence already
	}
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return Because(missing{err}, name+": there is no such file; check its name and folder")
	case errors.Is(err, fs.ErrPermission):
		return Because(err, name+": you may not read it; change its permissions or copy it")
	case errors.Is(err, syscall.ENAMETOOLONG):
		return Because(missing{err}, name+": no file can have so long a name; check it")
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return Because(err, name+": too many files are open; close other programs, or allow more with ulimit -n")
	}
	return fmt.Errorf("%s: cannot be read (%w); check the disk or use a copy", name, err)
}

// missing is an error that says in another way that there is no such file.
type missing struct{ error }

func (m missing) Unwrap() []error { return []error{m.error, fs.ErrNotExist} }
