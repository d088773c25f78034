// Package atomicfile replaces a file whole or not at all.
//
// A file that Write is asked to replace is, at every moment and after a crash
// or a power failure at any moment, either the old file or the complete new
// one. A crash may also leave one hidden temporary file
// (".wakesleep-*.tmp") in the same folder, which the next Write, Check or Clear
// there removes.
package atomicfile

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"time"

	"wakesleep/internal/sentence"
)

// patience is how long a save looks for files that killed ones left.
const patience = 100 * time.Millisecond

// Write makes the file at path hold what the function write writes.
//
// The bytes go to a temporary file in the same folder, which is flushed to the
// disk, closed, handed to verify by its own path (nil: no verification) and
// renamed; then the folder is flushed, where it can be. A symbolic link is followed:
// the file it names is replaced, not the link. Folders, devices and write-protected
// files are refused.
//
// An existing file keeps its permissions and, where this user may give them, its owner
// and its group; where the group cannot be kept, it may do no more than everybody. A
// new file gets 0666 less the umask. Extended attributes, access control lists and
// further names of the old file (hard links) stay with the old content.
//
// After an error the temporary file is gone, and the error, an *Error, says what the
// file holds: see [Replaced]. Errors of write and verify themselves are wrapped in one.
func Write(path string, write func(io.Writer) error, verify func(path string) error) error {
	r := replacement{disk: system{}}
	if err := r.run(path, write, verify); err != nil {
		return r.explain(path, err)
	}
	return nil
}

// Check tries whether Write could replace or create the file at path, without
// touching it: for work that takes hours before it has something to write. It
// makes a temporary file in the same folder and removes it. Errors are those of
// Write; nil does not promise that Write succeeds later, since disks fill up and
// permissions change.
func Check(path string) error {
	r := replacement{disk: system{}}
	if err := r.try(path); err != nil {
		return explain(path, err)
	}
	return nil
}

// replacement is one file that takes the place of another.
type replacement struct {
	disk
	folder folder
	// target is the file to be replaced, its links followed, and old describes it: nil if
	// there is none yet.
	target string
	old    fs.FileInfo
	// temporary is the path of out, which takes the place.
	temporary string
	out       file
	// replaced tells that it has.
	replaced bool
}

// run is Write on any disk; its errors are the plain causes.
func (r *replacement) run(path string, write func(io.Writer) error, verify func(string) error) error {
	if err := r.begin(path); err != nil {
		return err
	}
	defer r.end()
	if err := r.fill(write); err != nil {
		return r.discard(err)
	}
	if verify != nil {
		if err := verify(r.temporary); err != nil {
			return r.discard(sentence.Errorf("reading it back failed: %w", err))
		}
	}
	// A rename that is reported to have failed may have happened, on a network.
	if err := r.rename(r.temporary, r.target); err != nil && !r.out.isAt(r.target) {
		return r.discard(r.vanished(err))
	}
	r.replaced = true
	return r.folder.sync(r.out)
}

// try is Check on any disk; its errors are the plain causes.
func (r *replacement) try(path string) error {
	if err := r.begin(path); err != nil {
		return err
	}
	defer r.end()
	return errors.Join(r.out.Close(), r.remove())
}

// begin finds what is to be replaced, clears its folder and makes a temporary file
// there. After an error there is nothing to end.
func (r *replacement) begin(path string) (err error) {
	if r.target, err = r.resolve(path); err != nil {
		return err
	}
	if r.old, err = existing(r.disk, r.target); err != nil {
		return err
	}
	if r.old != nil && r.frozen(r.target) {
		return errFrozen
	}
	if r.frozen(filepath.Dir(r.target)) {
		return errFixed
	}
	if r.folder, err = r.openFolder(filepath.Dir(r.target)); err != nil {
		return err
	}
	r.folder.clear(patience)
	if err = r.make(); err != nil {
		r.folder.close()
	}
	return err
}

// existing describes the file to be replaced, nil if there is none yet.
func existing(disk disk, target string) (fs.FileInfo, error) {
	old, err := disk.stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case old.IsDir():
		return nil, errFolder
	case !old.Mode().IsRegular():
		return nil, errSpecial
	case old.Mode().Perm()&0o200 == 0:
		return nil, errProtected
	}
	return old, nil
}

// attempts is how many names are tried for a temporary file. A second is needed only
// where another program clears the folder between two system calls.
const attempts = 100

// make makes the temporary file, and holds it against being cleared.
func (r *replacement) make() (err error) {
	mode := fs.FileMode(0o666)
	if r.old != nil {
		mode = r.old.Mode().Perm()
	}
	for range attempts {
		r.temporary = filepath.Join(filepath.Dir(r.target), temporaryName())
		r.out, err = r.create(r.temporary, mode)
		if !errors.Is(err, errCleared) && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return err
}

// fill writes, flushes and closes the temporary file.
func (r *replacement) fill(write func(io.Writer) error) error {
	err := writeBuffered(r.out, write)
	if err == nil && r.old != nil {
		err = r.out.resemble(r.old)
	}
	if err == nil {
		err = r.out.Sync()
	}
	if closing := r.out.Close(); err == nil {
		err = closing
	}
	return err
}

func writeBuffered(out io.Writer, write func(io.Writer) error) error {
	buffer := bufio.NewWriterSize(out, 1<<16)
	if err := write(buffer); err != nil {
		return err
	}
	return buffer.Flush()
}

// vanished tells a temporary file that is gone, which must not be taken for a folder
// that is.
func (r *replacement) vanished(err error) error {
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, missing := r.stat(filepath.Dir(r.target)); missing != nil {
		return err
	}
	return errVanished
}

// discard removes the temporary file and returns the error that led to it; a
// failure to remove changes nothing about that.
func (r *replacement) discard(cause error) error {
	_ = r.remove()
	return cause
}

// remove removes the temporary file. What fails once may succeed when tried again.
func (r *replacement) remove() error {
	if r.folder.remove(r.temporary) == nil {
		return nil
	}
	return r.folder.remove(r.temporary)
}

// end lets go of the temporary file and the folder.
func (r *replacement) end() {
	r.out.release()
	r.folder.close()
}
