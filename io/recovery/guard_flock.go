//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package recovery

import "github.com/gofrs/flock"

// folderLock is the lock of a slot's folder.
func folderLock(slot string) *flock.Flock { return lockAt(slot) }
