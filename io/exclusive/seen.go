package exclusive

import (
	"io/fs"
	"os"
	"time"

	"wakesleep/internal/sentence"
)

// Seen is how a program saw a file last, which tells whether another has written it since. The
// zero Seen is that there is none.
type Seen struct {
	// Size is in bytes, and Time that of the last change.
	Size int64     `json:"size"`
	Time time.Time `json:"time"`
	// info is nil where another process saw the file, whose identity is not kept.
	info fs.FileInfo
}

// Look sees the file at path. What cannot be looked at counts as none.
func Look(path string) Seen {
	info, err := os.Stat(path)
	if err != nil {
		return Seen{}
	}
	return SeenAs(info)
}

// SeenAs is how a file was seen that info describes.
func SeenAs(info fs.FileInfo) Seen { return Seen{info.Size(), Changed(info), info} }

// Changed is when a file was changed last, as JSON can hold it and gives it back: disks know
// years that it does not, and zones are told to the minute only.
func Changed(info fs.FileInfo) time.Time {
	first, last := time.Unix(0, 0), time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)
	switch t := info.ModTime(); {
	case t.Before(first):
		return first.UTC()
	case t.After(last):
		return last
	default:
		return t.UTC()
	}
}

// None tells that there was no file.
func (s Seen) None() bool { return s.Time.IsZero() && s.Size == 0 }

// Is tells whether it is the same file with the same content, as far as can be seen from
// outside.
func (s Seen) Is(other Seen) bool {
	return s.Size == other.Size && s.Time.Equal(other.Time) &&
		(s.info == nil || other.info == nil || os.SameFile(s.info, other.info))
}

// Lost tells whether there is a file at path now that is another than was seen, which would be
// lost if it was replaced. A file that is gone is not.
func (s Seen) Lost(path string) bool {
	now := Look(path)
	return !now.None() && !now.Is(s)
}

// ErrChanged tells that another program has written a file that was to be replaced.
var ErrChanged = sentence.Errorf("another program has written it meanwhile, so it stays as it is")

// ReplaceSeen is [Replace] for a file that is as it was seen, and returns how it is then. It
// returns ErrChanged where there is another, which stays.
func ReplaceSeen(path string, seen Seen, replace func() error) (now Seen, err error) {
	err = Replace(path, func() error {
		if seen.Lost(path) {
			return ErrChanged
		}
		err := replace()
		now = Look(path)
		return err
	})
	return now, err
}
