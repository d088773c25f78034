//go:build !windows

package exclusive

import (
	"os"
	"path/filepath"
)

// lockFlag opens a file to lock it.
const lockFlag = os.O_RDONLY

// lockPath is what is locked for a file: itself.
func lockPath(path string) string { return path }

// newPath is what is locked for a file that does not exist yet: its folder.
func newPath(path string) string { return filepath.Dir(path) }
