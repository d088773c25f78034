package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// disk is what Write needs of a file system. Tests put one in its place that
// fails.
type disk interface {
	// resolve follows the symbolic links that path's last element may be.
	resolve(path string) (string, error)
	stat(path string) (fs.FileInfo, error)
	// create makes a file that must not exist yet.
	create(path string, mode fs.FileMode) (file, error)
	rename(from, to string) error
	remove(path string) error
	// syncFolder flushes a folder's entries to the disk.
	syncFolder(path string) error
}

// file is an open temporary file.
type file interface {
	io.WriteCloser
	Chmod(mode fs.FileMode) error
	Sync() error
}

// system is the operating system's disk.
type system struct{}

func (system) stat(path string) (fs.FileInfo, error) { return os.Stat(path) }
func (system) rename(from, to string) error          { return os.Rename(from, to) }
func (system) remove(path string) error              { return os.Remove(path) }

func (system) create(path string, mode fs.FileMode) (file, error) {
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, err
	}
	return flushable{out}, nil
}

// maxLinks is how many links in a row are followed, as in Linux.
const maxLinks = 40

// resolve also follows a link to a file that does not exist yet, which
// filepath.EvalSymlinks would refuse.
func (system) resolve(path string) (string, error) {
	for range maxLinks {
		folder, err := filepath.EvalSymlinks(filepath.Dir(path))
		if err != nil {
			return "", err
		}
		path = filepath.Join(folder, filepath.Base(path))
		link, err := os.Readlink(path)
		if err != nil {
			return path, nil // no link: the end of the chain
		}
		if !filepath.IsAbs(link) {
			// Not filepath.Join: it would cancel ".." against a link's name.
			link = folder + string(filepath.Separator) + link
		}
		path = link
	}
	return "", errLinks
}

// syncFolder does nothing on Windows, which cannot flush a folder.
func (system) syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	return tolerate(folder.Sync())
}

// flushable is a file whose Sync succeeds on file systems without fsync.
type flushable struct{ *os.File }

func (f flushable) Sync() error { return tolerate(f.File.Sync()) }

// tolerate drops the error by which some network and user-space file systems
// say that they do not know fsync.
func tolerate(err error) error {
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		return nil
	}
	return err
}
