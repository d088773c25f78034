//go:build !linux && !darwin && !freebsd && !netbsd && !openbsd && !dragonfly

package recovery

import "github.com/gofrs/flock"

// folderLock is nil: the system locks no folders. Windows deletes no file that is open, so
// that a living program's lock file stays there.
func folderLock(string) *flock.Flock { return nil }
