//go:build !linux && !darwin && !freebsd && !netbsd && !openbsd && !dragonfly

package atomicfile

import (
	"io/fs"
	"os"
)

// keepOwner returns the permissions of the other file; owners are not kept here.
func keepOwner(_ *os.File, other fs.FileInfo) (fs.FileMode, error) { return other.Mode().Perm(), nil }
