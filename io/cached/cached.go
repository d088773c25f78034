// Package cached keeps what takes long to make and can be made again, such as maps, in the
// user's cache folder. Who makes it names it by a key, which tells it from all others.
//
// What is kept is a file of arrays (package machinefile), whole or not there at all. A file
// that is damaged counts as none. When all are too large together, those used longest ago go.
package cached

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/adrg/xdg"

	"wakesleep/internal/sentence"
	"wakesleep/io/machinefile"
	"wakesleep/network"
)

const (
	// variable of the environment names another folder than the user's own.
	variable = "WAKESLEEP_CACHE"
	// DefaultBytes is how large all files may be together, unless a folder is told otherwise.
	DefaultBytes = 256 << 20
	// ending is that of the files' names.
	ending = ".arrays"
)

// Folder keeps arrays by their keys. Its methods may be called from any goroutine, and by
// several programs.
type Folder struct {
	path string
	most int64
}

// Default is the folder maps, below the program's own in the user's cache folder, or
// what WAKESLEEP_CACHE in the environment names. It need not exist yet.
func Default() (*Folder, error) {
	path := os.Getenv(variable)
	if path == "" {
		path = filepath.Join(xdg.CacheHome, "wakesleep", "maps")
	}
	if !filepath.IsAbs(path) {
		return nil, sentence.Errorf("there is no place to keep maps: %q is not a whole path; set HOME, or %s to a folder", path, variable)
	}
	return In(path, DefaultBytes), nil
}

// In is a folder at a path, which need not exist yet, for so many bytes.
func In(path string, most int64) *Folder { return &Folder{path, most} }

func (f *Folder) file(key string) string { return filepath.Join(f.path, key+ending) }

// Load returns what was saved under a key; nil where there is nothing whole. It counts as used
// now.
func (f *Folder) Load(key string) []network.Array {
	path := f.file(key)
	file, err := machinefile.Read(path)
	if err != nil {
		return nil
	}
	now := time.Now()
	_ = os.Chtimes(path, now, now) // it only goes earlier without
	return file.Arrays
}

// Save keeps arrays under a key, and removes others where there is not enough room for all.
func (f *Folder) Save(key string, arrays []network.Array) error {
	if err := os.MkdirAll(f.path, 0o700); err != nil {
		return err
	}
	file := &machinefile.File{Arrays: arrays}
	if file.Size() > f.most {
		return nil
	}
	if err := machinefile.Write(f.file(key), file); err != nil {
		return err
	}
	f.shrink(f.file(key))
	return nil
}

// shrink removes files that were used longest ago until the others have room, but not the
// newest. What cannot be removed stays.
func (f *Folder) shrink(newest string) {
	paths, _ := filepath.Glob(filepath.Join(f.path, "*"+ending))
	type used struct {
		path  string
		when  time.Time
		bytes int64
	}
	var files []used
	total := int64(0)
	for _, path := range paths {
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
			files = append(files, used{path, info.ModTime(), info.Size()})
			total += info.Size()
		}
	}
	slices.SortFunc(files, func(a, b used) int { return cmp.Or(a.when.Compare(b.when), cmp.Compare(a.path, b.path)) })
	for _, file := range files {
		if total <= f.most {
			return
		}
		if file.path != newest && os.Remove(file.path) == nil {
			total -= file.bytes
		}
	}
}
