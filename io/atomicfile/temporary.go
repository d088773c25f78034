package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// errCleared says that another program cleared a temporary file before it was held.
var errCleared = errors.New("another program removed the temporary file")

// isTemporary tells whether a file's name is one that temporaryName makes. It does not
// contain the target's, which may already have the greatest length.
var isTemporary = regexp.MustCompile(`^\.wakesleep-[0-9a-f]{16}\.tmp$`).MatchString

func temporaryName() string {
	return fmt.Sprintf(".wakesleep-%016x.tmp", temporaryNumber(rand.Uint64()))
}

// Clear removes the temporary files in a folder that writers left when they were
// killed, never those of a living one, and tells how many. Write and Check do the same
// in their own folder. Clear gives up the search in a very large or slow folder after a
// second.
func Clear(path string) (removed int, err error) {
	folder, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer folder.Close()
	return clearFolder(folder, path, time.Second)
}

// chunk is how many names of a folder are read at once.
const chunk = 1024

// clearFolder is Clear for an open folder. It looks at one chunk of names, and at more
// for as long as patience lasts.
func clearFolder(folder *os.File, path string, patience time.Duration) (removed int, err error) {
	for begin := time.Now(); ; {
		names, err := folder.Readdirnames(chunk)
		for _, name := range names {
			if isTemporary(name) && clearFile(filepath.Join(path, name)) {
				removed++
			}
		}
		if err != nil || len(names) == 0 || time.Since(begin) > patience {
			return removed, nil
		}
	}
}

// clearFile removes a temporary file if its writer is dead, and tells whether it did.
func clearFile(path string) bool {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	return removeDead(path, info)
}

// isAt tells whether the file that info describes is the one at path.
func isAt(info fs.FileInfo, path string) bool {
	there, err := os.Lstat(path)
	return err == nil && os.SameFile(info, there)
}
