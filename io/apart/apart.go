// Package apart keeps the files that are written apart from those that are read, so that
// no output destroys an input.
package apart

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"wakesleep/io/atomicfile"
)

// Input is a file that is read.
type Input struct {
	// What it is in a sentence, as "the machine" or "the file of --data".
	What string
	// Path is where it is; empty for none.
	Path string
}

// Check reports, in a sentence, an output that is one of the inputs, by whatever path:
// through links, by another spelling, or through an inherited descriptor such as
// /dev/stdin. Neither need exist. What cannot be looked at counts as another file: who
// opens it tells why.
func Check(output string, inputs ...Input) error {
	for _, in := range inputs {
		if in.Path != "" && Same(output, in.Path) {
			return fmt.Errorf("%s: this is %s, which would be lost; give another file to write", output, in.What)
		}
	}
	return nil
}

// Same tells whether two paths lead to one file, which need not exist yet.
func Same(a, b string) bool {
	left, errLeft := os.Stat(a)
	right, errRight := os.Stat(b)
	if errLeft == nil && errRight == nil {
		return os.SameFile(left, right)
	}
	if !errors.Is(errLeft, fs.ErrNotExist) || !errors.Is(errRight, fs.ErrNotExist) {
		return false
	}
	a, errLeft = atomicfile.Target(a)
	b, errRight = atomicfile.Target(b)
	return errLeft == nil && errRight == nil &&
		sameName(filepath.Base(a), filepath.Base(b)) && sameFolder(filepath.Dir(a), filepath.Dir(b))
}

func sameFolder(a, b string) bool {
	left, errLeft := os.Stat(a)
	right, errRight := os.Stat(b)
	return errLeft == nil && errRight == nil && os.SameFile(left, right)
}

// sameName compares names of files as the system's disks usually do.
func sameName(a, b string) bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return strings.EqualFold(a, b)
	}
	return a == b
}
