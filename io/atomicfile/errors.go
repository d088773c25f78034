package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// Error says in one sentence which file could not be written, why, what it holds now,
// and what to do. It unwraps to the cause.
type Error struct {
	// Path is the file as the caller named it.
	Path string
	// Cause is what went wrong underneath, for errors.Is and errors.As.
	Cause error
	// Replaced tells that the file holds the new content, complete and verified, which
	// might only not survive a power failure. Otherwise it is as it was before.
	Replaced bool

	sentence string
}

func (e *Error) Error() string { return e.sentence }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Replaced tells of an error of Write whether the file holds the new content all the
// same.
func Replaced(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Replaced
}

var (
	errFolder    = errors.New("there is a folder of that name; choose another name")
	errSpecial   = errors.New("that is not an ordinary file; choose another name")
	errLinks     = errors.New("it is a symbolic link that leads round in a circle; choose another name")
	errVanished  = errors.New("its temporary file was removed while it was written; try again")
	errFrozen    = fmt.Errorf("marked as unchangeable: %w", fs.ErrPermission)
	errFixed     = fmt.Errorf("in a folder marked as unchangeable: %w", fs.ErrPermission)
	errProtected = fmt.Errorf("write-protected: %w", fs.ErrPermission)
)

// explain turns a cause into the sentence for the user. Causes from the operating
// system name the temporary file, which means nothing to users, so those are put
// in other words.
func explain(path string, cause error) error {
	return &Error{Path: path, Cause: cause, sentence: "cannot write " + path + ": " + reason(path, cause)}
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
	const unsure = "%s is written, but it may be lost in a power failure: the disk did not confirm its name (%s); save it again"
	e := &Error{Path: path, Cause: cause, Replaced: r.replaced}
	switch {
	case r.replaced:
		e.sentence = fmt.Sprintf(unsure, path, WithoutPath(cause))
	case r.stands():
		e.sentence = fmt.Sprintf("cannot write %s, which stays as it was: %s", path, reason(path, cause))
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

func reason(path string, cause error) string {
	folder := filepath.Dir(path)
	switch {
	case cause == errProtected:
		return "the file is write-protected; choose another name or remove the protection"
	case cause == errFrozen:
		return "the file is marked as unchangeable (see lsattr or its properties); choose another name or remove the mark"
	case cause == errFixed:
		return fmt.Sprintf("the folder %s is marked as unchangeable (see lsattr or its properties); choose another place or remove the mark", folder)
	case errors.Is(cause, syscall.ENOTDIR):
		return fmt.Sprintf("%s is not a folder; choose another place", folder)
	case errors.Is(cause, fs.ErrNotExist):
		return absent(path, folder)
	}
	for _, known := range []struct {
		codes []syscall.Errno
		words string
	}{
		{fullCodes, "the disk is full; free some space or choose another place"},
		{quotaCodes, "you have used up your share of the disk; free some space or choose another place"},
		{largeCodes, "the file would be larger than the system allows (ulimit -f, or the kind of disk); allow more or choose another place"},
		{readOnlyCodes, "the disk is read-only; choose another place"},
		{longCodes, "the name is too long; choose a shorter one"},
		{circleCodes, errLinks.Error()},
	} {
		if isAny(cause, known.codes) {
			return known.words
		}
	}
	if errors.Is(cause, fs.ErrPermission) {
		return fmt.Sprintf("you may not write in the folder %s; choose another place", folder)
	}
	return WithoutPath(cause).Error()
}

// absent says what is missing where a file cannot be made: not always the folder that was
// named.
func absent(path, folder string) string {
	if _, err := os.Getwd(); err != nil && !filepath.IsAbs(path) {
		return "the current folder is no longer there; go to another, or give a whole path"
	}
	if _, err := os.Stat(folder); err != nil {
		return fmt.Sprintf("the folder %s does not exist; create it or choose another place", folder)
	}
	if link, err := os.Readlink(path); err == nil {
		return fmt.Sprintf("it is a symbolic link to %s, where no file can be made; choose another place", link)
	}
	return fmt.Sprintf("no file can be made in the folder %s; choose another place", folder)
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
