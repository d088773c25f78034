//go:build !windows

package exclusive

import "os"

// lockFlag opens a file to lock it.
const lockFlag = os.O_RDONLY

// lockPath is what is locked for a file: itself.
func lockPath(path string) string { return path }
