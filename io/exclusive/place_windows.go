package exclusive

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// lockFlag opens a file to lock it, and makes it.
const lockFlag = os.O_CREATE | os.O_RDONLY

// lockPath is what is locked for a file: an empty one among the temporary files, since a
// file that is locked can be neither read nor replaced here.
func lockPath(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	if end, err := filepath.EvalSymlinks(path); err == nil {
		path = end
	}
	sum := sha256.Sum256([]byte(strings.ToLower(path)))
	return filepath.Join(os.TempDir(), fmt.Sprintf("wakesleep-%x.lock", sum[:8]))
}

// newPath is what is locked for a file that does not exist yet.
func newPath(path string) string { return lockPath(path) }
