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
		if current(lock) {
			return func() { _ = lock.Close() }, nil
		}
		_ = lock.Close()
	}
}

// current tells whether what is locked is still there: the file may have been replaced
// while its lock was waited for.
func current(lock *flock.Flock) bool {
	mine, err := lock.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(lock.Path())
	return err == nil && os.SameFile(mine, there)
}
