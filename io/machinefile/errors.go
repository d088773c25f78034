package machinefile

import (
	"errors"
	"fmt"

	"wakesleep/internal/sentence"
	"wakesleep/io/ordinary"
)

// Every error about a file's content wraps exactly one of these values.
var (
	// ErrNotMachine: the file is something else, such as a picture, or a zip of
	// another program.
	ErrNotMachine = errors.New("not a Wake-Sleep machine")
	// ErrNewerVersion: the file's format is of a version after this program's.
	ErrNewerVersion = errors.New("made by a newer version of Wake-Sleep")
	// ErrDamaged: the file was a machine once, but was cut short or changed: a
	// checksum, a size or a list of members does not agree.
	ErrDamaged = errors.New("damaged")
	// ErrNotFinite: an array holds a not-a-number or an infinity, in a file
	// that is read or in arrays that are to be written.
	ErrNotFinite = errors.New("not finite")
	// ErrTooLarge: the file, or what it unpacks to, is beyond the limits in the
	// package's documentation.
	ErrTooLarge = errors.New("too large")
	// ErrRefused: an Admission did not let the file's arrays in. Its error is wrapped too.
	ErrRefused = errors.New("refused")
	// ErrUnstorable: what is to be written has no place in the format: a name
	// with forbidden letters or given twice, a shape that does not fit its
	// data, metadata that are not a JSON object or use a key of the format, a
	// version that does not exist.
	ErrUnstorable = errors.New("not storable")
)

// advice ends the sentence for the user: what to do about it.
var advice = map[error]string{
	ErrNotMachine:   "choose a file that Wake-Sleep saved (*" + Extension + ")",
	ErrNewerVersion: "update the program to open it",
	ErrDamaged:      "use another copy of it or save the machine again",
	ErrNotFinite:    "its training diverged; use a machine from before that",
	ErrTooLarge:     "a file may have 2 GiB, 4,096 members and 8 MiB of metadata",
	ErrUnstorable:   "please report this as a fault of the program",
}

// fault is a failed check, before it is known in which file.
type fault struct{ kind, what error }

func (f *fault) Error() string { return fmt.Sprintf("%v: %v", f.kind, f.what) }

func (f *fault) Unwrap() []error { return []error{f.kind, f.what} }

func faultf(kind error, format string, values ...any) error {
	return &fault{kind, fmt.Errorf(format, values...)}
}

// refusal is what an Admission says, as an ErrRefused.
type refusal struct{ error }

func (r refusal) Unwrap() []error { return []error{ErrRefused, r.error} }

// explain makes a sentence of an error: file, what is wrong, what to do.
func explain(name string, err error) error {
	var f *fault
	if errors.As(err, &f) && f.kind == ErrRefused {
		return sentence.Errorf("%s: %w; use another copy of it or train the machine again", name, refusal{f.what})
	}
	if errors.As(err, &f) {
		return fmt.Errorf("%s: %w: %w; %s", name, f.kind, f.what, advice[f.kind])
	}
	return ordinary.Unreadable(name, err)
}
