package atomicfile_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"wakesleep/io/atomicfile"
)

// chattr marks a path until the test ends; only the superuser may, on some disks.
func chattr(t *testing.T, mark, path string) {
	t.Helper()
	if out, err := exec.Command("chattr", "+"+mark, path).CombinedOutput(); err != nil {
		t.Skipf("cannot mark a file: %v %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("chattr", "-"+mark, path).Run() })
}

// TestMarkedFilesAreRefusedAtOnce: before there is anything to write, by a sentence that
// names what is in the way; and nothing is left in a folder where nothing can be removed.
func TestMarkedFilesAreRefusedAtOnce(t *testing.T) {
	for _, mark := range []string{"i", "a"} {
		file, folder := filepath.Join(t.TempDir(), "file"), t.TempDir()
		put(t, file, "old", 0o644)
		chattr(t, mark, file)
		chattr(t, mark, folder)
		within := filepath.Join(folder, "file")
		for path, says := range map[string]string{
			file: "the file is marked as unchangeable", within: "the folder " + folder + " is marked as unchangeable",
		} {
			for what, err := range map[string]error{"Write": atomicfile.Write(path, text("new"), nil), "Check": atomicfile.Check(path)} {
				if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), says) {
					t.Errorf("+%s, %s: %v", mark, what, err)
				}
			}
			noRemains(t, filepath.Dir(path))
		}
		_, err := os.OpenFile(file, os.O_RDWR|os.O_TRUNC, 0)
		if err = atomicfile.Explain(file, err); !strings.Contains(err.Error(), "the file is marked as unchangeable") {
			t.Errorf("+%s, Explain: %v", mark, err)
		}
		if mark == "a" {
			continue // it may be added to
		}
		_, err = os.Create(within)
		if err = atomicfile.Explain(within, err); !strings.Contains(err.Error(), "the folder "+folder+" is marked as unchangeable") {
			t.Errorf("+%s, Explain: %v", mark, err)
		}
	}
}

// TestACurrentFolderThatIsGoneIsTold: it seems to be there as long as somebody is in it.
func TestACurrentFolderThatIsGoneIsTold(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "gone")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Check("file"); err == nil || !strings.Contains(err.Error(), "the current folder is no longer there") {
		t.Error(err)
	}
}

// TestDescriptorsHaveNoPlace: what a path such as /dev/stdout leads to may have no folder.
func TestDescriptorsHaveNoPlace(t *testing.T) {
	out, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	defer in.Close()
	path := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink("/proc/self/fd/"+itoa(in.Fd()), path); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Check(path); err == nil || !strings.Contains(err.Error(), "not an ordinary file") {
		t.Error(err)
	}
	removed := filepath.Join(t.TempDir(), "file")
	put(t, removed, "", 0o600)
	gone, err := os.Open(removed)
	if err != nil {
		t.Fatal(err)
	}
	defer gone.Close()
	_ = os.Remove(removed)
	if err := atomicfile.Write("/proc/self/fd/"+itoa(gone.Fd()), text("new"), nil); err == nil || !strings.Contains(err.Error(), "not an ordinary file") {
		t.Error(err)
	}
	if err := atomicfile.Check("/proc/self/new"); err == nil || !strings.Contains(err.Error(), "no file can be made in the folder /proc/self") {
		t.Error(err)
	}
}

func itoa(fd uintptr) string { return strconv.FormatUint(uint64(fd), 10) }
