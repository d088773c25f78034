// Package exclusive lets programs change a file in turn: who reads a file, changes what it holds
// and replaces it, would else undo what another did in between.
package exclusive

import (
	"context"
	"os"
	"time"

	"github.com/gofrs/flock"

	"wakesleep/io/ordinary"
)

// pause is the time between two looks whether it is one's turn.
const pause = 5 * time.Millisecond

// Take waits until no other program that asked has its turn at the file at path, or until
// ctx is done, whose error it returns then. Release ends the turn. Nothing is left beside
// the file. Where there is no such file yet, or the disk knows no locks, everybody has a
// turn at once.
func Take(ctx context.Context, path string) (release func(), err error) {
	nothing := func() {}
	for {
		if ordinary.Check(path) != nil {
			return nothing, nil
		}
		lock := flock.New(lockPath(path), flock.SetFlag(lockFlag))
		held, err := lock.TryLockContext(ctx, pause)
		if ctx.Err() != nil {
			_ = lock.Close()
			return nothing, ctx.Err()
		}
		if err != nil || !held {
			_ = lock.Close()
			if _, gone := os.Stat(lockPath(path)); gone != nil {
				continue // it is just being replaced
			}
			return nothing, nil
		}
		if Current(lock) {
			return func() { _ = lock.Close() }, nil
		}
		_ = lock.Close()
	}
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
