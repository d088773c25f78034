package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrRoom says that a disk has too little room for a file that is still to be
// written; see Room.
var ErrRoom = errors.New("the disk has too little room")

// Free tells how many bytes this user may still write on the disk where the file at
// path is or would be. What the system keeps for its administrator does not count;
// quotas count on Windows only, since other systems do not tell of them. Replacing a
// file needs room for the whole new one while the old one is still there.
//
// The file and the last folders of path need not exist yet. The error is
// errors.ErrUnsupported where the system or the disk does not know its room.
func Free(path string) (int64, error) {
	folder, err := folderOf(path)
	if err != nil {
		return 0, err
	}
	return freeIn(folder)
}

// folderOf is the folder where a file at path would be, or the nearest one above that
// exists.
func folderOf(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if target, err := (system{}).resolve(path); err == nil {
		path = target
	}
	for {
		folder := filepath.Dir(path)
		if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) || folder == path {
			return folder, err
		}
		path = folder
	}
}

// Room refuses a file of need bytes that the disk has no room for, with an *Error that
// is ErrRoom, or that is larger than this process may write; what is what the file is to hold, as in "the machine". Where nobody knows
// how much room there is, there is no error: Write tells then.
func Room(path, what string, need int64) error {
	if largest() < need {
		return explain(path, largeCodes[0])
	}
	free, err := Free(path)
	if err != nil || free >= need {
		return nil
	}
	return &Error{Path: path, Cause: ErrRoom, said: fmt.Errorf("cannot write %s: %s", path, lacking(free, what, need))}
}

func lacking(free int64, what string, need int64) string {
	return fmt.Sprintf("the disk has %s free, and %s will need %s; free some space or choose another place",
		amount(free, false), what, amount(need, true))
}

// Full tells whether an error says that a disk is full or has too little room, so that
// freeing some helps.
func Full(err error) bool {
	return errors.Is(err, ErrRoom) || isAny(err, fullCodes) || isAny(err, quotaCodes)
}

// ReadOnly tells whether an error says that a disk cannot be written to at all.
func ReadOnly(err error) bool { return isAny(err, readOnlyCodes) }

// amount is a number of bytes in words, rounded up or down to a whole unit, or to a
// tenth of a gigabyte.
func amount(bytes int64, up bool) string {
	in := func(unit int64) int64 {
		if up {
			return (bytes-1)/unit + 1
		}
		return bytes / unit
	}
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d bytes", bytes)
	case in(1000) < 1000:
		return fmt.Sprintf("%d kB", in(1000))
	case in(1000_000) < 1000:
		return fmt.Sprintf("%d MB", in(1000_000))
	}
	tenths := in(100_000_000)
	return fmt.Sprintf("%d.%d GB", tenths/10, tenths%10)
}
