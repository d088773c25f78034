//go:build unix

package preferences

import (
	"os"

	"golang.org/x/sys/unix"
)

func init() {
	hostile["a link to itself"] = func(path string) error { return os.Symlink(path, path) }
	hostile["a pipe"] = func(path string) error { return unix.Mkfifo(path, 0o600) }
}
