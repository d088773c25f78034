// Package exclusive lets programs change a file in turn: who reads a file, changes what it holds
// and replaces it, would else undo what another did in between.
package exclusive

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"wakesleep/io/atomicfile"
	"wakesleep/io/ordinary"
)

// pause is the time between two looks whether it is one's turn.
const pause = 5 * time.Millisecond

// Take waits until no other program that asked has its turn at the file at path, or until
// ctx is done, whose error it returns then. Release ends the turn. Nothing is left beside
// the file. Where there is no such file yet, who makes one in its folder has a turn there.
// Where there can be none, or the disk knows no locks, everybody has a turn at once.
func Take(ctx context.Context, path string) (release func(), err error) {
	nothing := func() {}
	for {
		place, ok := placeOf(path)
		if !ok {
			return nothing, nil
		}
		lock := Lock(place, lockFlag)
		held, err := lock.TryLockContext(ctx, pause)
		if ctx.Err() != nil {
			_ = lock.Close()
			return nothing, ctx.Err()
		}
		if err != nil || !held {
			_ = lock.Close()
			if _, gone := os.Stat(place); gone != nil {
				continue // it is just being replaced
			}
			return nothing, nil
		}
		// It may have been replaced, or made, while its lock was waited for.
		if again, _ := placeOf(path); again == place && Current(lock) {
			return func() { _ = lock.Close() }, nil
		}
		_ = lock.Close()
	}
}

// placeOf is what is locked for a file at path, or for one that does not exist yet: the folder
// that it will be in. It is not ok where there can be no file.
func placeOf(path string) (place string, ok bool) {
	err := ordinary.Check(path)
	if err == nil {
		return lockPath(path), true
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", false
	}
	target, err := atomicfile.Target(path)
	if err != nil {
		return "", false
	}
	info, err := os.Stat(filepath.Dir(target))
	return newPath(target), err == nil && info.IsDir()
}

// patience is how long [Replace] waits for its turn.
const patience = 10 * time.Second

// Replace has the file at path replaced by replace in turn, which it waits for no longer
// than ten seconds. Without a turn the file is replaced all the same: what is to be kept is
// worth more than a change that is made meanwhile.
func Replace(path string, replace func() error) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	release, _ := Take(ctx, path)
	defer release()
	return replace()
}

// Turn waits for the lock of a file that is there for that alone, and made where there is none,
// but no longer than patience: a program may hang. End lets the next one begin.
func Turn(path string, patience time.Duration) (end func()) {
	lock := Lock(path, os.O_CREATE|os.O_RDONLY)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, _ = lock.TryLockContext(ctx, pause)
	return func() { _ = lock.Close() }
}

// Lock is the lock of a file, which flag opens as for [os.OpenFile]. A pipe that has taken
// the file's place does not hold it up.
func Lock(path string, flag int) *flock.Flock {
	return flock.New(path, flock.SetFlag(flag|ordinary.DontWait))
}

// Current tells whether the file that is locked is still the one at its path: it may have
// been replaced or deleted while its lock was waited for.
func Current(lock *flock.Flock) bool {
	mine, err := lock.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(lock.Path())
	return err == nil && os.SameFile(mine, there)
}
