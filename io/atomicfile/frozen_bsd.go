//go:build darwin || freebsd || netbsd || openbsd || dragonfly

package atomicfile

import (
	"os"
	"syscall"
)

// frozen asks for the marks that chflags sets, or the Finder as "Locked". A folder to which
// may only be added would keep every temporary file.
func (system) frozen(path string) bool {
	const marks = 0x2 | 0x4 | 0x20000 | 0x40000 // UF_IMMUTABLE, UF_APPEND, SF_IMMUTABLE, SF_APPEND
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && s.Flags&marks != 0
}
