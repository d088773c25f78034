package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"wakesleep/internal/sentence"
)

// Error says in one sentence which file could not be written, why, what it holds now,
// and what to do. It unwraps to that sentence and to the cause.
type Error struct {
	// Path is the file as the caller named it.
	Path string
	// Cause is what went wrong underneath, for errors.Is and errors.As.
	Cause error
	// Replaced tells that the file holds the new content, complete and verified, which
	// might only not survive a power failure. Otherwise it is as it was before.
	Replaced bool

	said error
}

func (e *Error) Error() string { return e.said.Error() }

// Unwrap returns the sentence and the cause.
func (e *Error) Unwrap() []error { return []error{e.said, e.Cause} }

// Replaced tells of an error of Write whether the file holds the new content all the
// same.
func Replaced(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Replaced
}

const aCircle = "it is a symbolic link that leads round in a circle; choose another name"

var (
	errFolder    = sentence.Errorf("there is a folder of that name; choose another name")
	errSpecial   = sentence.Errorf("that is not an ordinary file; choose another name")
	errLinks     = sentence.Errorf(aCircle)
	errVanished  = sentence.Errorf("its temporary file was removed while it was written; try again")
	errFrozen    = sentence.Errorf("marked as unchangeable: %w", fs.ErrPermission)
	errFixed     = sentence.Errorf("in a folder marked as unchangeable: %w", fs.ErrPermission)
	errProtected = sentence.Errorf("write-protected: %w", fs.ErrPermission)
)

// explain turns a cause into the sentence for the user. Causes from the operating
// system name the temporary file, which means nothing to users, so those are put
// in other words.
func explain(path string, cause error) error {
	return &Error{Path: path, Cause: cause, said: sentence.Errorf("cannot write %s: %w", path, reason(path, cause))}
}

// Explain is the sentence, of type *Error, of who failed to write the file at path without
// Write.
func Explain(path string, cause error) error {
	cause = WithoutPath(cause)
	if errors.Is(cause, fs.ErrPermission) {
		cause = forbidden(path, cause)
	}
	return explain(path, cause)
}

// forbidden finds out why a file may not be written to: because of what it is, or where.
func forbidden(path string, cause error) error {
	old, err := os.Stat(path)
	switch {
	case err == nil && (system{}).frozen(path):
		return errFrozen
	case err == nil && old.Mode().IsRegular():
		return errProtected
	case (system{}).frozen(filepath.Dir(path)):
		return errFixed
	}
	return cause
}

// Reason says in words why something that has no name could not be written, as an output.
func Reason(cause error) string {
	switch {
	case isAny(cause, pipeCodes):
		return "nobody reads it any more"
	case isAny(cause, closedCodes), errors.Is(cause, fs.ErrClosed):
		return "it is closed"
	case isAny(cause, fullCodes):
		return "the disk is full; free some space"
	case isAny(cause, quotaCodes):
		return "you have used up your share of the disk; free some space"
	case isAny(cause, largeCodes):
		return "the file would be larger than the system allows; see ulimit -f"
	}
	return WithoutPath(cause).Error()
}

// explain tells also what the file holds.
func (r *replacement) explain(path string, cause error) error {
	const unsure = "%s is written, but it may be lost in a power failure: the disk did not confirm its name (%w); save it again"
	e := &Error{Path: path, Cause: cause, Replaced: r.replaced}
	switch {
	case r.replaced:
		e.said = sentence.Errorf(unsure, path, WithoutPath(cause))
	case r.stands():
		e.said = sentence.Errorf("cannot write %s, which stays as it was: %w", path, reason(path, cause))
	default:
		return explain(path, cause)
	}
	return e
}

// stands tells that the old file is there: its folder may have been removed.
func (r *replacement) stands() bool {
	if r.old == nil {
		return false
	}
	_, err := r.stat(r.target)
	return err == nil
}

func reason(path string, cause error) error {
	folder := filepath.Dir(path)
	switch {
	case cause == errProtected:
		return sentence.Because(cause, "the file is write-protected; choose another name or remove the protection")
	case cause == errFrozen:
		return sentence.Because(cause, "the file is marked as unchangeable (see lsattr or its properties); choose another name or remove the mark")
	case cause == errFixed:
		return sentence.Because(cause, "the folder %s is marked as unchangeable (see lsattr or its properties); choose another place or remove the mark", folder)
	case errors.Is(cause, syscall.ENOTDIR):
		return sentence.Because(cause, "%s is not a folder; choose another place", folder)
	case errors.Is(cause, fs.ErrNotExist):
		return absent(path, folder, cause)
	}
	switch {
	case isAny(cause, fullCodes):
		return sentence.Because(cause, "the disk is full; free some space or choose another place")
	case isAny(cause, quotaCodes):
		return sentence.Because(cause, "you have used up your share of the disk; free some space or choose another place")
	case isAny(cause, largeCodes):
		return sentence.Because(cause, "the file would be larger than the system allows (ulimit -f, or the kind of disk); allow more or choose another place")
	case isAny(cause, readOnlyCodes):
		return sentence.Because(cause, "the disk is read-only; choose another place")
	case isAny(cause, longCodes):
		return sentence.Because(cause, "the name is too long; choose a shorter one")
	case isAny(cause, circleCodes):
		return sentence.Because(cause, aCircle)
	case errors.Is(cause, fs.ErrPermission):
		return sentence.Because(cause, "you may not write in the folder %s; choose another place", folder)
	}
	return WithoutPath(cause)
}

// absent says what is missing where a file cannot be made: not always the folder that was
// named.
func absent(path, folder string, cause error) error {
	if _, err := os.Getwd(); err != nil && !filepath.IsAbs(path) {
		return sentence.Because(cause, "the current folder is no longer there; go to another, or give a whole path")
	}
	if _, err := os.Stat(folder); err != nil {
		return sentence.Because(cause, "the folder %s does not exist; create it or choose another place", folder)
	}
	if link, err := os.Readlink(path); err == nil {
		return sentence.Because(cause, "it is a symbolic link to %s, where no file can be made; choose another place", link)
	}
	return sentence.Because(cause, "no file can be made in the folder %s; choose another place", folder)
}

// WithoutPath removes the operation and the name of a file, which may be a temporary one,
// from an error of the operating system. Errors that wrap one say more and stay whole.
func WithoutPath(cause error) error {
	switch outer := cause.(type) {
	case *fs.PathError:
		return outer.Err
	case *os.LinkError:
		return outer.Err
	}
	return cause
}

func isAny(cause error, codes []syscall.Errno) bool {
	return slices.ContainsFunc(codes, func(code syscall.Errno) bool { return errors.Is(cause, code) })
}
