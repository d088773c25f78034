//go:build !linux && !darwin && !freebsd && !netbsd && !openbsd && !dragonfly

package atomicfile

import (
	"os"
	"time"
)

// namedFolder is a folder by its path. On Windows an open one could not be renamed, and
// cannot be flushed.
type namedFolder string

func (system) openFolder(path string) (folder, error) {
	_, err := os.Stat(path)
	return namedFolder(path), err
}

func (n namedFolder) clear(patience time.Duration) {
	if f, err := os.Open(string(n)); err == nil {
		_, _ = clearFolder(f, string(n), patience)
		_ = f.Close()
	}
}

func (n namedFolder) remove(path string) error { return os.Remove(path) }
func (n namedFolder) sync(file) error          { return nil }
func (n namedFolder) close()                   {}
