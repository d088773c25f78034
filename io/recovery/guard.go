package recovery

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"wakesleep/io/exclusive"
)

// lockName is the file whose lock tells that a slot's program lives.
const lockName = "lock"

const (
	// patience is how long a lock is asked for that somebody may only be looking at.
	patience = time.Second
	pause    = 10 * time.Millisecond
)

// guard is what tells that a slot's program lives: a lock on a file in it, and one on the
// slot's folder, which stays when somebody deletes the file.
type guard struct {
	slot string
	file *flock.Flock
	// folder is nil where it cannot be locked.
	folder *flock.Flock
}

// hold takes a slot. It returns ErrTaken where somebody else has it, or has deleted it.
func hold(slot string) (*guard, error) {
	folder, err := takeFolder(slot)
	if err != nil {
		return nil, err
	}
	g := &guard{slot: slot, folder: folder}
	if g.file, err = takeFile(slot); err != nil {
		_ = g.close()
		return nil, err
	}
	return g, nil
}

// renew makes the locks again that somebody has deleted. It returns ErrTaken where the slot
// is deleted, or another program's.
func (g *guard) renew() error {
	if g.folder != nil && !exclusive.Current(g.folder) {
		folder, err := takeFolder(g.slot)
		if err != nil {
			return err
		}
		_ = g.folder.Close()
		g.folder = folder
	}
	if exclusive.Current(g.file) {
		return nil
	}
	if err := makeLock(g.slot); err != nil {
		return err
	}
	file, err := takeFile(g.slot)
	if err != nil {
		return err
	}
	_ = g.file.Close()
	g.file = file
	return nil
}

// delete deletes a slot that is empty. The lock goes while it is held, so that nobody takes
// it, but on systems where nothing is deleted that is open.
func (g *guard) delete() error {
	lock := filepath.Join(g.slot, lockName)
	err := os.Remove(lock)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		_ = g.file.Close()
		err = os.Remove(lock)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Remove(g.slot)
}

// close lets go of the slot. The folder is last, which others take first.
func (g *guard) close() (err error) {
	for _, lock := range []*flock.Flock{g.file, g.folder} {
		if lock != nil {
			err = errors.Join(err, lock.Close())
		}
	}
	return err
}

// takeFolder takes the lock of a slot's folder; it is nil where the disk knows none.
func takeFolder(slot string) (*flock.Flock, error) {
	lock := folderLock(slot)
	if lock == nil {
		return nil, nil
	}
	held, err := take(lock)
	if err != nil && !errors.Is(err, ErrTaken) {
		return nil, nil
	}
	return held, err
}

// takeFile takes the lock of a slot's file.
func takeFile(slot string) (*flock.Flock, error) {
	path := filepath.Join(slot, lockName)
	if !isFile(path) { // what else it may be would wait to be opened
		return nil, ErrTaken
	}
	return take(lockAt(path))
}

// take takes a lock. It returns ErrTaken where somebody else has it, or has
// deleted what is locked.
func take(lock *flock.Flock) (*flock.Flock, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	held, err := lock.TryLockContext(ctx, pause)
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, fs.ErrNotExist):
		_ = lock.Close()
		return nil, ErrTaken
	case err != nil:
		return nil, err
	}
	if held && exclusive.Current(lock) {
		return lock, nil
	}
	_ = lock.Close()
	return nil, ErrTaken
}

// makeLock makes the file of a slot's lock unless there is one, or something else of its
// name. It returns ErrTaken where the slot has been deleted.
func makeLock(slot string) error {
	f, err := os.OpenFile(filepath.Join(slot, lockName), os.O_CREATE|os.O_EXCL|os.O_RDONLY, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return ErrTaken
	case err != nil:
		return err
	}
	return f.Close()
}

// alive tells whether a slot's program lives, or that cannot be told.
func alive(slot string) bool {
	if lock := folderLock(slot); lock != nil {
		if held, err := isHeld(lock); held && err == nil {
			return true
		}
	}
	path := filepath.Join(slot, lockName)
	switch info, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return false
	case err != nil || !info.Mode().IsRegular():
		return true
	}
	held, err := isHeld(lockAt(path))
	return held || err != nil
}

// isHeld tells whether somebody holds a lock.
func isHeld(lock *flock.Flock) (bool, error) {
	free, err := lock.TryRLock()
	_ = lock.Close()
	return !free, err
}

// lockAt is the lock of a file that is there: it makes none.
func lockAt(path string) *flock.Flock {
	return exclusive.Lock(path, os.O_RDONLY)
}
