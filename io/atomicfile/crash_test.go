package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// fakeDisk is a disk in memory that counts every operation (a written byte is
// one) and fails from a chosen one on: once, or for good as when the process
// dies. It also models a power failure at its worst: names reach the disk at
// once, bytes only through Sync.
type fakeDisk struct {
	files   map[string]*content
	left    int // operations until the failure; negative: never
	forever bool
	cause   error
	folder  bool // the folder was flushed
}

type content struct {
	fs.FileInfo   // nil; only IsDir and Mode are asked for
	bytes, synced string
}

func (c *content) IsDir() bool       { return false }
func (c *content) Mode() fs.FileMode { return 0o644 }

func newDisk(failAt int, forever bool, cause error) *fakeDisk {
	old := &content{bytes: "old", synced: "old"}
	return &fakeDisk{files: map[string]*content{"d/f": old}, left: failAt, forever: forever, cause: cause}
}

func (d *fakeDisk) step() error {
	if d.left != 0 {
		d.left--
		return nil
	}
	if !d.forever {
		d.left = -1
	}
	return d.cause
}

func (d *fakeDisk) resolve(path string) (string, error) { return path, d.step() }

func (d *fakeDisk) stat(path string) (fs.FileInfo, error) {
	if c, ok := d.files[path]; ok {
		return c, d.step()
	}
	return nil, fs.ErrNotExist
}

func (d *fakeDisk) create(path string, _ fs.FileMode) (file, error) {
	if err := d.step(); err != nil {
		return nil, err
	}
	c := &content{}
	d.files[path] = c
	return &fakeFile{d, c}, nil
}

func (d *fakeDisk) rename(from, to string) error {
	if err := d.step(); err != nil {
		return err
	}
	d.files[to] = d.files[from]
	delete(d.files, from)
	return nil
}

func (d *fakeDisk) remove(path string) error {
	if err := d.step(); err != nil {
		return err
	}
	delete(d.files, path)
	return nil
}

func (d *fakeDisk) syncFolder(string) error {
	d.folder = true
	return d.step()
}

type fakeFile struct {
	disk *fakeDisk
	*content
}

func (f *fakeFile) Write(b []byte) (int, error) {
	for i := range b {
		if err := f.disk.step(); err != nil {
			return i, err
		}
		f.bytes += string(b[i : i+1])
	}
	return len(b), nil
}

func (f *fakeFile) Chmod(fs.FileMode) error { return f.disk.step() }
func (f *fakeFile) Close() error            { return f.disk.step() }

func (f *fakeFile) Sync() error {
	if err := f.disk.step(); err != nil {
		return err
	}
	f.synced = f.bytes
	return nil
}

const fresh = "the new file"

func writeFresh(w io.Writer) error {
	_, err := io.WriteString(w, fresh)
	return err
}

// attempt replaces d/f and reports what a verification saw.
func attempt(d *fakeDisk) error {
	verify := func(path string) error {
		if d.files[path].bytes != fresh {
			return errors.New("not what was written")
		}
		return d.step()
	}
	return replace(d, "d/f", writeFresh, verify)
}

// operations counts the steps of an undisturbed replacement.
func operations(t *testing.T) int {
	t.Helper()
	d := newDisk(1<<30, false, nil)
	if err := attempt(d); err != nil {
		t.Fatal(err)
	}
	if !d.folder || d.files["d/f"].synced != fresh || len(d.files) != 1 {
		t.Fatal("an undisturbed replacement did not flush file and folder")
	}
	return 1<<30 - d.left
}

// TestFailureAtEveryStep lets one operation fail and all others work: the
// caller gets the error, the old file stays, nothing else remains.
func TestFailureAtEveryStep(t *testing.T) {
	cause := errors.New("failing disk")
	last := operations(t) - 1
	for step := range last + 1 {
		d := newDisk(step, false, cause)
		if err := attempt(d); !errors.Is(err, cause) {
			t.Errorf("step %d: the error is %v", step, err)
		}
		want := "old"
		if step == last { // flushing the folder, after the swap
			want = fresh
		}
		if names := slices.Collect(maps.Keys(d.files)); len(names) != 1 || d.files["d/f"].synced != want {
			t.Errorf("step %d: files %q, d/f holds %q, want %q", step, names, d.files["d/f"].synced, want)
		}
	}
}

// TestCrashAtEveryStep stops the world at every operation, byte by byte: on the
// disk is the old file or the new one, and at most one temporary file.
func TestCrashAtEveryStep(t *testing.T) {
	for step := range operations(t) {
		d := newDisk(step, true, errors.New("power failure"))
		_ = attempt(d)
		if got := d.files["d/f"].synced; got != "old" && got != fresh {
			t.Errorf("step %d: the disk holds %q", step, got)
		}
		delete(d.files, "d/f")
		for name := range d.files {
			if !strings.HasPrefix(name, "d/.wakesleep-") || len(d.files) > 1 {
				t.Errorf("step %d: left %q", step, name)
			}
		}
	}
}

func TestReasons(t *testing.T) {
	for _, c := range []struct {
		cause error
		says  string
	}{
		{&fs.PathError{Op: "write", Path: "d/.tmp", Err: syscall.ENOSPC}, "the disk is full; free some space"},
		{&fs.PathError{Op: "open", Path: "d/.tmp", Err: syscall.EROFS}, "the disk is read-only; choose"},
		{&fs.PathError{Op: "open", Path: "d/.tmp", Err: syscall.EACCES}, "you may not write in the folder d; choose"},
		{&fs.PathError{Op: "write", Path: "d/.tmp", Err: syscall.EIO}, syscall.EIO.Error()},
		{fmt.Errorf("encoding: %w", syscall.ENOSPC), "the disk is full"},
	} {
		got := explain("d/f", c.cause).Error()
		if !strings.HasPrefix(got, "cannot write d/f: "+c.says) || strings.Contains(got, ".tmp") {
			t.Errorf("%v became %q, want %q", c.cause, got, c.says)
		}
	}
}
