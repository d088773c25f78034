//go:build !windows && !linux && !darwin && !freebsd && !netbsd && !openbsd && !dragonfly

package atomicfile

import "io/fs"

func temporaryNumber(random uint64) uint64 { return random }

// removeDead removes nothing: nobody knows here whether a writer lives.
func removeDead(string, fs.FileInfo) bool { return false }
