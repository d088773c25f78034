package atomicfile

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// disk is what Write needs of a file system. Tests put one in its place that
// fails.
type disk interface {
	// resolve follows the symbolic links that path's last element may be.
	resolve(path string) (string, error)
	stat(path string) (fs.FileInfo, error)
	// frozen tells whether a file or a folder is marked, so that not even its owner may
	// replace it, or what is in it.
	frozen(path string) bool
	openFolder(path string) (folder, error)
	// create makes a file that must not exist yet, and holds it against being cleared
	// until release. The error is errCleared if another program was faster.
	create(path string, mode fs.FileMode) (file, error)
	rename(from, to string) error
}

// folder is an open folder.
type folder interface {
	// clear removes what killed writers left, as far as patience lasts.
	clear(patience time.Duration)
	// remove removes a file in the folder, also when the folder has another name by now.
	remove(path string) error
	// sync flushes the folder's entries to the disk, of which out's is the newest.
	sync(out file) error
	close()
}

// file is an open temporary file.
type file interface {
	io.WriteCloser
	// resemble gives it the permissions and, where that is allowed, the owner of another.
	resemble(other fs.FileInfo) error
	Sync() error
	// flush is Sync for a file that is closed and not yet released.
	flush() error
	// isAt tells whether the file, not yet released, is the one at path.
	isAt(path string) bool
	release()
}

// system is the operating system's disk.
type system struct{}

func (system) stat(path string) (fs.FileInfo, error) { return os.Stat(path) }
func (system) rename(from, to string) error          { return os.Rename(from, to) }

func (system) create(path string, mode fs.FileMode) (file, error) {
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, err
	}
	held, err := hold(out, path)
	if err != nil {
		_ = os.Remove(path)
		return nil, err
	}
	return held, nil
}

// Target is the file that Write would replace or create for a path: the one that symbolic
// links lead to. Its folder must exist.
func Target(path string) (string, error) { return system{}.resolve(path) }

// maxLinks is how many links in a row are followed, as in Linux.
const maxLinks = 40

// resolve also follows a link to a file that does not exist yet, which
// filepath.EvalSymlinks would refuse.
func (s system) resolve(path string) (string, error) {
	if info, err := s.stat(path); err == nil && info.IsDir() {
		return "", errFolder // also with a separator at its end
	}
	target, err := s.follow(path)
	if err == nil && s.nowhere(path, target) {
		return "", errSpecial
	}
	return target, err
}

// nowhere tells of a link whose text is no path, as those of open files in /proc, that what
// it leads to has no place.
func (s system) nowhere(path, target string) bool {
	for range 2 { // another program may make or remove the file in between
		_, there := s.stat(path)
		_, here := s.stat(target)
		if there != nil || here == nil {
			return false
		}
	}
	return true
}

func (system) follow(path string) (string, error) {
	for range maxLinks {
		// Not filepath.Dir: it would cancel ".." against a link's name.
		above, name := filepath.Split(path)
		if name == "" || name == "." || name == ".." {
			above, name = filepath.Dir(path), filepath.Base(path)
		}
		folder, err := filepath.EvalSymlinks(cmp.Or(above, "."))
		if err != nil {
			return "", err
		}
		path = filepath.Join(folder, name)
		link, err := os.Readlink(path)
		if err != nil {
			return path, nil // no link: the end of the chain
		}
		if !filepath.IsAbs(link) {
			// Nor filepath.Join, for the same reason.
			link = folder + string(filepath.Separator) + link
		}
		path = link
	}
	return "", errLinks
}

// Sync succeeds on file systems without fsync.
func (h *holding) Sync() error { return tolerate(h.File.Sync()) }

// resemble sets permissions only where they differ: some file systems know none.
func (h *holding) resemble(other fs.FileInfo) error {
	mode, err := keepOwner(h.File, other)
	if err != nil {
		return err
	}
	info, err := h.Stat()
	if err != nil || info.Mode().Perm() == mode {
		return err
	}
	return h.Chmod(mode)
}

// tolerate drops the error by which some network and user-space file systems
// say that they do not know fsync.
func tolerate(err error) error {
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		return nil
	}
	return err
}
