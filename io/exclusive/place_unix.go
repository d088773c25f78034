//go:build !windows

package exclusive

import (
	"os"
	"path/filepath"

	"wakesleep/io/ordinary"
)

// lockFlag opens a file to lock it; one that a pipe has taken the place of does not hold it up.
const lockFlag = os.O_RDONLY | ordinary.DontWait

// lockPath is what is locked for a file: itself.
func lockPath(path string) string { return path }

// newPath is what is locked for a file that does not exist yet: its folder.
func newPath(path string) string { return filepath.Dir(path) }
