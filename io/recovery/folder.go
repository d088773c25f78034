// Package recovery keeps checkpoints of trainings that run, so that a crash, a power
// failure or the end of a session on the computer costs minutes instead of hours.
//
// A program that trains has a [Slot], a folder of its own. It holds a lock on a file in it,
// and on the folder itself where the system can, for as long as it lives: so a lock file that
// somebody deletes costs nothing, and is made again. In the folder lie the latest checkpoint, an ordinary machine file, and
// about.json, which says what it is of and which file it is in:
//
//	2018839275/
//	  lock
//	  about.json
//	  1.helmholtz
//
// The next checkpoint is written beside the latest, and replaces it when about.json names
// it. So the one or the other opens, whenever the program dies. An [Entry] is what a
// program has left that died, or ended without saving elsewhere.
package recovery

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"wakesleep/internal/sentence"
	"wakesleep/io/atomicfile"
)

// variable of the environment names another folder than the user's own.
const variable = "WAKESLEEP_RECOVERY"

// What a folder keeps unless it is told otherwise.
const (
	DefaultBytes = 1 << 30
	DefaultAge   = 30 * 24 * time.Hour
)

// MostMegabytes is the greatest limit in megabytes, which in bytes is still a number.
const MostMegabytes = 1 << 40

// Limit is how much a folder keeps.
type Limit struct {
	// Bytes is the size of all files together; zero is no limit.
	Bytes int64
	// Age is how long checkpoints stay that nobody asks for; zero is for good.
	Age time.Duration
}

// Folder holds the checkpoints of several programs side by side. Each touches its own
// alone, and those that programs have left. Its methods may be called from any goroutine.
type Folder struct {
	path  string
	limit Limit
}

// Default is the folder for the user's checkpoints: recovery, below the program's own in
// the user's data folder, or what WAKESLEEP_RECOVERY in the environment names. It need not
// exist yet.
func Default() (*Folder, error) {
	path := os.Getenv(variable)
	if path == "" {
		path = filepath.Join(xdg.DataHome, "wakesleep", "recovery")
	}
	if !filepath.IsAbs(path) {
		return nil, sentence.Errorf("there is no place for checkpoints: %q is not a whole path; set HOME, or %s to a folder", path, variable)
	}
	return In(path), nil
}

// In is a folder at a path, which need not exist yet.
func In(path string) *Folder {
	return &Folder{path, Limit{DefaultBytes, DefaultAge}}
}

// Path is where the folder is.
func (f *Folder) Path() string { return f.path }

// Limit is how much the folder keeps.
func (f *Folder) Limit() Limit { return f.limit }

// With is the same folder with another limit.
func (f *Folder) With(l Limit) *Folder {
	if l.Bytes < 0 || l.Age < 0 {
		panic(fmt.Sprintf("recovery: a limit of %d bytes and %v", l.Bytes, l.Age))
	}
	return &Folder{f.path, l}
}

// Holds tells whether a file at a path, which need not exist, is or would be in the folder.
func (f *Folder) Holds(path string) bool {
	target, err := atomicfile.Target(path)
	if err == nil {
		target, err = filepath.Abs(target)
	}
	if err != nil {
		return false
	}
	own, err := os.Stat(f.path)
	if err != nil {
		return false
	}
	for at := filepath.Dir(target); ; at = filepath.Dir(at) {
		if info, err := os.Stat(at); err == nil && os.SameFile(info, own) {
			return true
		}
		if at == filepath.Dir(at) {
			return false
		}
	}
}

// Abandoned lists what programs have left, the newest first. Those that live are left out,
// and so are entries that cannot be told from such. A folder that does not exist is empty.
func (f *Folder) Abandoned() ([]*Entry, error) {
	all, err := f.slots()
	if err != nil {
		return nil, err
	}
	var list []*Entry
	for _, path := range all {
		if e := f.abandoned(path); e != nil && e.file != "" {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b *Entry) int {
		return cmp.Or(b.about.Written.Compare(a.about.Written), cmp.Compare(a.path, b.path))
	})
	return list, nil
}

// Living tells of the checkpoints of programs that live.
func (f *Folder) Living() ([]About, error) {
	all, err := f.slots()
	if err != nil {
		return nil, err
	}
	var list []About
	for _, path := range all {
		if e := f.look(path); e.file != "" && alive(path) {
			list = append(list, e.about)
		}
	}
	return list, nil
}

// Clear deletes what has been left for longer than the limit, and what has no checkpoint.
// Then the oldest of the rest go until all fits. What living programs have stays.
func (f *Folder) Clear() error { return f.makeRoom(0) }

// makeRoom clears until there are so many bytes to spare.
func (f *Folder) makeRoom(need int64) error {
	f.sweep()
	all, err := f.slots()
	if err != nil {
		return err
	}
	var total int64
	var old []*Entry
	for _, path := range all {
		size := sizeOf(path)
		e := f.abandoned(path)
		if e != nil && (e.file == "" || f.limit.Age > 0 && time.Since(e.about.Written) > f.limit.Age) && e.Forget() == nil {
			continue
		}
		total += size
		if e != nil {
			old = append(old, e)
		}
	}
	slices.SortFunc(old, func(a, b *Entry) int { return a.about.Written.Compare(b.about.Written) })
	for _, e := range old {
		if f.limit.Bytes == 0 || total+need <= f.limit.Bytes {
			return nil
		}
		size := sizeOf(e.path)
		if e.Forget() == nil {
			total -= size
		}
	}
	if f.limit.Bytes > 0 && total+need > f.limit.Bytes {
		return &RoomError{Need: total + need, Limit: f.limit.Bytes}
	}
	return nil
}

// sweep deletes slots that programs were killed in the middle of making or deleting.
func (f *Folder) sweep() {
	list, err := os.ReadDir(f.path)
	if err != nil {
		return
	}
	for _, e := range list {
		info, err := e.Info()
		if err != nil || !info.IsDir() || time.Since(info.ModTime()) <= time.Minute {
			continue
		}
		path := filepath.Join(f.path, e.Name())
		if strings.HasPrefix(e.Name(), unready) || isID(e.Name()) && f.isHalf(path) {
			_ = os.RemoveAll(path)
		}
	}
}

// isHalf tells whether a slot has neither a lock nor a checkpoint, nor a program that lives.
func (f *Folder) isHalf(slot string) bool {
	if _, err := os.Lstat(filepath.Join(slot, lockName)); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	e := f.abandoned(slot)
	return e != nil && e.file == ""
}

// RoomError tells that a checkpoint does not fit into what the folder may hold.
type RoomError struct {
	// Need and Limit, in bytes, are what all checkpoints would take and may take.
	Need, Limit int64
}

func (e *RoomError) Error() string {
	return fmt.Sprintf("checkpoints may take %d MB in all and need %d MB; allow them more", e.Limit>>20, (e.Need+1<<20-1)>>20)
}

// slots are the paths of all slots, whoever they belong to.
func (f *Folder) slots() ([]string, error) {
	list, err := os.ReadDir(f.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, sentence.Errorf("the folder for checkpoints, %s, cannot be read: %w", f.path, atomicfile.WithoutPath(err))
	}
	var paths []string
	for _, e := range list {
		if path := filepath.Join(f.path, e.Name()); e.IsDir() && isID(e.Name()) {
			paths = append(paths, path)
		}
	}
	return paths, nil
}

// sizeOf is the size of a slot's files in bytes.
func sizeOf(slot string) (total int64) {
	list, _ := os.ReadDir(slot)
	for _, e := range list {
		if info, err := e.Info(); err == nil {
			total += info.Size()
		}
	}
	return total
}
