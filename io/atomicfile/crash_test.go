package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
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
	// steps are the names of the operations so far.
	steps []string
	// lost renames report the failure only after they happened.
	lost bool
	// taken is how many new files another program clears before they are held.
	taken int
}

type content struct {
	fs.FileInfo   // nil; only IsDir and Mode are asked for
	bytes, synced string
	held          bool
}

func (c *content) IsDir() bool       { return false }
func (c *content) Mode() fs.FileMode { return 0o644 }

// newDisk has an old file and what a killed writer left.
func newDisk(failAt int, forever bool, cause error) *fakeDisk {
	old := &content{bytes: "old", synced: "old"}
	files := map[string]*content{"d/f": old, "d/.wakesleep-left.tmp": {bytes: "left"}}
	return &fakeDisk{files: files, left: failAt, forever: forever, cause: cause}
}

func (d *fakeDisk) step(name string) error {
	d.steps = append(d.steps, name)
	if d.left != 0 {
		d.left--
		return nil
	}
	if !d.forever {
		d.left = -1
	}
	return d.cause
}

func (d *fakeDisk) resolve(path string) (string, error) { return path, d.step("resolve") }

func (d *fakeDisk) stat(path string) (fs.FileInfo, error) {
	if c, ok := d.files[path]; ok {
		return c, d.step("stat")
	}
	return nil, fs.ErrNotExist
}

func (d *fakeDisk) frozen(string) bool { return false }

func (d *fakeDisk) openFolder(string) (folder, error) { return d, d.step("open folder") }

func (d *fakeDisk) clear(time.Duration) {
	for name, c := range d.files {
		if name != "d/f" && !c.held && d.step("clear") == nil {
			delete(d.files, name)
		}
	}
}

func (d *fakeDisk) create(path string, _ fs.FileMode) (file, error) {
	if err := d.step("create"); err != nil {
		return nil, err
	}
	if d.taken > 0 {
		d.taken--
		return nil, errCleared
	}
	c := &content{held: true}
	d.files[path] = c
	return &fakeFile{d, c}, nil
}

func (d *fakeDisk) rename(from, to string) error {
	err := d.step("rename")
	if err == nil || d.lost {
		d.files[to] = d.files[from]
		delete(d.files, from)
	}
	return err
}

func (d *fakeDisk) remove(path string) error {
	if err := d.step("remove"); err != nil {
		return err
	}
	delete(d.files, path)
	return nil
}

func (d *fakeDisk) sync(file) error { return d.step("sync folder") }
func (d *fakeDisk) close()          {}

type fakeFile struct {
	disk *fakeDisk
	*content
}

func (f *fakeFile) Write(b []byte) (int, error) {
	for i := range b {
		if err := f.disk.step("write"); err != nil {
			return i, err
		}
		f.bytes += string(b[i : i+1])
	}
	return len(b), nil
}

func (f *fakeFile) resemble(fs.FileInfo) error { return f.disk.step("resemble") }
func (f *fakeFile) Close() error               { return f.disk.step("close") }
func (f *fakeFile) flush() error               { return f.Sync() }
func (f *fakeFile) release()                   { f.held = false }
func (f *fakeFile) isAt(path string) bool      { return f.disk.files[path] == f.content }

func (f *fakeFile) Sync() error {
	if err := f.disk.step("sync"); err != nil {
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

// attempt replaces d/f and returns the sentence's error.
func attempt(d *fakeDisk) error {
	verify := func(path string) error {
		if d.files[path].bytes != fresh {
			return errors.New("not what was written")
		}
		return d.step("verify")
	}
	r := replacement{disk: d}
	if err := r.run("d/f", writeFresh, verify); err != nil {
		return r.explain("d/f", err)
	}
	return nil
}

// operations are the steps of an undisturbed replacement.
func operations(t *testing.T) []string {
	t.Helper()
	d := newDisk(1<<30, false, nil)
	if err := attempt(d); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(d.steps, "sync folder") || d.files["d/f"].synced != fresh || len(d.files) != 1 {
		t.Fatal("an undisturbed replacement did not flush file and folder")
	}
	return d.steps
}

// TestFailureAtEveryStep lets one operation fail and all others work: the
// caller gets the error, which tells what the file holds, and nothing else remains.
// Only clearing may fail: then the killed writer's file stays.
func TestFailureAtEveryStep(t *testing.T) {
	cause := errors.New("failing disk")
	for i, name := range operations(t) {
		d := newDisk(i, false, cause)
		err := attempt(d)
		want, says, files := "old", "cannot write d/f", 1
		switch name {
		case "stat", "open folder", "resolve":
			files = 2
		case "clear":
			want, says, files = fresh, "", 2
		case "sync folder":
			want, says = fresh, "d/f is written, but"
		}
		if name != "clear" && !errors.Is(err, cause) || err != nil && !strings.HasPrefix(err.Error(), says) {
			t.Errorf("step %d, %s: the error is %v", i, name, err)
		}
		if Replaced(err) != (name == "sync folder") {
			t.Errorf("step %d, %s: told %v of the new file", i, name, Replaced(err))
		}
		if d.files["d/f"].synced != want || len(d.files) != files {
			t.Errorf("step %d, %s: %d files, d/f holds %q, want %d and %q", i, name, len(d.files), d.files["d/f"].synced, files, want)
		}
	}
}

// TestTryingFailsAtEveryStep does the same with Check.
func TestTryingFailsAtEveryStep(t *testing.T) {
	cause := errors.New("failing disk")
	for step := 0; ; step++ {
		d := newDisk(step, false, cause)
		r := replacement{disk: d}
		err := r.try("d/f")
		last := d.left >= 0
		if tolerated := last || slices.Contains([]string{"clear", "remove"}, d.steps[step]); (err == nil) != tolerated {
			t.Errorf("step %d: %v", step, err)
		}
		if d.files["d/f"].bytes != "old" || len(d.files) > 2 {
			t.Errorf("step %d: %d files", step, len(d.files))
		}
		if last {
			return
		}
	}
}

// TestLostAnswer renames on a disk that says it failed, as a network may.
func TestLostAnswer(t *testing.T) {
	d := newDisk(slices.Index(operations(t), "rename"), false, fs.ErrNotExist)
	d.lost = true
	if err := attempt(d); err != nil || d.files["d/f"].synced != fresh || len(d.files) != 1 {
		t.Errorf("%v, %d files", err, len(d.files))
	}
}

// TestClearedAtBirth loses the first temporary files to another program that clears.
func TestClearedAtBirth(t *testing.T) {
	d := newDisk(-1, false, nil)
	d.taken = 5
	if err := attempt(d); err != nil || d.files["d/f"].synced != fresh || len(d.files) != 1 {
		t.Errorf("%v, %d files", err, len(d.files))
	}
	d.taken = 1 << 30
	if err := attempt(d); !errors.Is(err, errCleared) || Replaced(err) {
		t.Errorf("got %v", err)
	}
}

// TestCrashAtEveryStep stops the world at every operation, byte by byte: on the
// disk is the old file or the new one, and at most one temporary file, which the next
// replacement clears.
func TestCrashAtEveryStep(t *testing.T) {
	for i, name := range operations(t) {
		d := newDisk(i, true, errors.New("power failure"))
		delete(d.files, "d/.wakesleep-left.tmp")
		_ = attempt(d)
		if got := d.files["d/f"].synced; got != "old" && got != fresh {
			t.Errorf("step %d, %s: the disk holds %q", i, name, got)
		}
		for name := range d.files {
			if name != "d/f" && !strings.HasPrefix(name, "d/.wakesleep-") || len(d.files) > 2 {
				t.Errorf("step %d: left %q", i, name)
			}
		}
		for _, c := range d.files {
			c.held = false // its process is gone
		}
		d.left = -1
		if err := attempt(d); err != nil || len(d.files) != 1 {
			t.Errorf("step %d, %s: the next replacement: %v, %d files", i, name, err, len(d.files))
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
		{&fs.PathError{Op: "write", Path: "d/.tmp", Err: syscall.EFBIG}, "the file would be larger than the system allows"},
		{&fs.PathError{Op: "write", Path: "d/.tmp", Err: syscall.EDQUOT}, "you have used up your share of the disk"},
		{&fs.PathError{Op: "open", Path: "d/.tmp", Err: syscall.ENAMETOOLONG}, "the name is too long; choose a shorter"},
		{&fs.PathError{Op: "open", Path: "d/.tmp", Err: syscall.ELOOP}, "it is a symbolic link that leads round in a circle"},
		{&fs.PathError{Op: "open", Path: "d/.tmp", Err: syscall.ENOENT}, "the folder d does not exist; create"},
	} {
		got := explain("d/f", c.cause).Error()
		if !strings.HasPrefix(got, "cannot write d/f: "+c.says) || strings.Contains(got, ".tmp") {
			t.Errorf("%v became %q, want %q", c.cause, got, c.says)
		}
	}
}
