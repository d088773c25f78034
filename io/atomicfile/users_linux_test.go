package atomicfile_test

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"wakesleep/io/atomicfile"
)

// as does something with files as another user with a group of the same number.
func as(t *testing.T, user int, act func()) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("needs the right to be somebody else")
	}
	runtime.LockOSThread() // these calls change one thread only
	_ = syscall.Setfsgid(user)
	_ = syscall.Setfsuid(user)
	defer func() {
		_ = syscall.Setfsuid(0)
		_ = syscall.Setfsgid(0)
		runtime.UnlockOSThread()
	}()
	act()
}

func owned(t *testing.T, path string) (user, group int, mode fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	s := info.Sys().(*syscall.Stat_t)
	return int(s.Uid), int(s.Gid), info.Mode().Perm()
}

const alice, bob = 54321, 54322

// TestOwnersAreKept saves over the file of another user: the administrator keeps owner
// and group, everybody else becomes the owner and opens the file to no other group.
func TestOwnersAreKept(t *testing.T) {
	for _, c := range []struct {
		name        string
		by          int
		mode        fs.FileMode
		user, group int
		wantMode    fs.FileMode
	}{
		{"the administrator", 0, 0o640, alice, alice, 0o640},
		{"the owner", alice, 0o664, alice, alice, 0o664},
		{"another user", bob, 0o664, bob, bob, 0o644},
		{"another user, of a secret", bob, 0o660, bob, bob, 0o600},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := shared(t)
			path := filepath.Join(folder, "file")
			put(t, path, "old", c.mode)
			if err := os.Chown(path, alice, alice); err != nil {
				t.Skip("needs the right to give files away:", err)
			}
			var err error
			as(t, c.by, func() { err = atomicfile.Write(path, text("new"), nil) })
			if err != nil {
				t.Fatal(err)
			}
			expect(t, path, "new")
			if user, group, mode := owned(t, path); user != c.user || group != c.group || mode != c.wantMode {
				t.Errorf("the file belongs to %d, %d, %o, want %d, %d, %o", user, group, mode, c.user, c.group, c.wantMode)
			}
		})
	}
}

// shared is a folder in which everybody may write and that everybody reaches.
func shared(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for at := folder; at != os.TempDir() && at != "/"; at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// TestFolderThatOneMayNotRead writes where one may write and not list: that succeeds.
func TestFolderThatOneMayNotRead(t *testing.T) {
	folder := shared(t)
	path := filepath.Join(folder, "file")
	put(t, path, "old", 0o666)
	if err := os.Chmod(folder, 0o333); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o777)
	var checked, written, rejected error
	as(t, bob, func() {
		checked = atomicfile.Check(path)
		rejected = atomicfile.Write(path, text("bad"), func(string) error { return io.ErrUnexpectedEOF })
		written = atomicfile.Write(path, text("new"), nil)
	})
	if checked != nil || written != nil || rejected == nil {
		t.Errorf("checking: %v, writing: %v, discarding: %v", checked, written, rejected)
	}
	expect(t, path, "new")
}

// TestFolderThatOneMayNotWriteIn says so, also of a folder that one may read.
func TestFolderThatOneMayNotWriteIn(t *testing.T) {
	folder := shared(t)
	path := filepath.Join(folder, "file")
	put(t, path, "old", 0o666)
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o777)
	var err error
	as(t, bob, func() { err = atomicfile.Write(path, text("new"), nil) })
	if want := path + ", which stays as it was: you may not write in the folder " + folder; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v", err)
	}
	expect(t, path, "old")
}

// TestOthersTemporaryFiles leaves what the user may not remove, and says nothing of it.
func TestOthersTemporaryFiles(t *testing.T) {
	folder := shared(t)
	if err := os.Chmod(folder, 0o777|fs.ModeSticky); err != nil {
		t.Fatal(err)
	}
	others := filepath.Join(folder, ".wakesleep-0123456789abcdef.tmp")
	put(t, others, "", 0o666)
	as(t, bob, func() {
		if err := atomicfile.Write(filepath.Join(folder, "file"), text("new"), nil); err != nil {
			t.Error(err)
		}
	})
	if _, err := os.Stat(others); err != nil {
		t.Error(err)
	}
}

// TestFolderThatVanishes gives the folder another name, removes it, or removes the
// temporary file, while the file is written.
func TestFolderThatVanishes(t *testing.T) {
	for _, c := range []struct {
		name, says string
		act        func(folder string) error
	}{
		{"renamed", "does not exist; create it", func(f string) error { return os.Rename(f, f+"2") }},
		{"another in its place", "was removed while it was written; try again", func(f string) error {
			if err := os.Rename(f, f+"2"); err != nil {
				return err
			}
			return os.Mkdir(f, 0o755)
		}},
		{"removed", "does not exist; create it", os.RemoveAll},
		{"temporary file removed", "was removed while it was written; try again", func(f string) error {
			left, _ := filepath.Glob(filepath.Join(f, ".wakesleep-*"))
			return os.Remove(left[0])
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			parent := t.TempDir()
			folder := filepath.Join(parent, "folder")
			if err := os.Mkdir(folder, 0o755); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(folder, "file")
			put(t, path, "old", 0o644)
			err := atomicfile.Write(path, func(w io.Writer) error {
				_, _ = io.WriteString(w, strings.Repeat("new", 1<<17))
				return c.act(folder)
			}, nil)
			if err == nil || !strings.Contains(err.Error(), c.says) || atomicfile.Replaced(err) {
				t.Errorf("got %v", err)
			}
			noRemains(t, folder)
			noRemains(t, folder+"2")
			for _, f := range []string{folder, folder + "2"} {
				if got, err := os.ReadFile(filepath.Join(f, "file")); err == nil && string(got) != "old" {
					t.Errorf("the file holds %q", got)
				}
			}
		})
	}
}
