package ordinary

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// put writes a file of that content into a new folder.
func put(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFilesOpen(t *testing.T) {
	const content = "what a file holds"
	path := put(t, content)
	for name, open := range map[string]func(string) (*os.File, error){"Open": Open, "OpenData": OpenData} {
		file, err := open(path)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got, err := io.ReadAll(file); string(got) != content || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		_ = file.Close()
	}
	if err := Check(path); err != nil {
		t.Error(err)
	}
}

func TestFilesAreMadeWhereTheFlagsSaySo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new")
	if _, err := OpenFile(path, os.O_RDWR, 0o600); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without os.O_CREATE: %v", err)
	}
	file, err := OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.WriteString("text"); err != nil {
		t.Error(err)
	}
	if err := Check(path); err != nil {
		t.Error(err)
	}
}

func TestWhatIsMissingIsSaid(t *testing.T) {
	path := filepath.Join(t.TempDir(), "missing")
	for name, err := range everyWay(path) {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFoldersAreRefused(t *testing.T) {
	mustBeRefused(t, t.TempDir(), "a folder")
}

func TestLinksInACircleAreRefused(t *testing.T) {
	folder := t.TempDir()
	there, back := filepath.Join(folder, "there"), filepath.Join(folder, "back")
	if os.Symlink(there, back) != nil || os.Symlink(back, there) != nil {
		t.Skip("no symbolic links here")
	}
	if runtime.GOOS == "windows" {
		t.Skip("Windows calls it otherwise")
	}
	mustBeRefused(t, there, "a symbolic link that leads round in a circle")
}

// TestUnreadableSaysWhatToDo: and keeps the cause, for those who have other words for it.
func TestUnreadableSaysWhatToDo(t *testing.T) {
	for cause, says := range map[error]string{
		syscall.ENOENT: "no such file; check", syscall.ENOTDIR: "no such file; check", syscall.EACCES: "you may not read it; change",
		syscall.ENAMETOOLONG: "so long a name; check", syscall.EMFILE: "too many files are open; close",
		syscall.EIO: "cannot be read (" + syscall.EIO.Error() + "); check the disk",
	} {
		err := Unreadable("the name", &fs.PathError{Op: "open", Path: "hidden", Err: cause})
		if text := err.Error(); !strings.HasPrefix(text, "the name: ") || !strings.Contains(text, says) || strings.Contains(text, "hidden") || !errors.Is(err, cause) {
			t.Errorf("%v: %v", cause, err)
		}
	}
	for _, cause := range []error{syscall.ENOENT, syscall.ENOTDIR, syscall.ENAMETOOLONG} {
		if err := Unreadable("name", cause); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v is not missing", err)
		}
	}
}

// everyWay opens path in every way there is, for reading, and returns the errors.
func everyWay(path string) map[string]error {
	closed := func(file *os.File, err error) error {
		if err == nil {
			_ = file.Close()
		}
		return err
	}
	return map[string]error{
		"Open":     closed(Open(path)),
		"OpenFile": closed(OpenFile(path, os.O_RDWR, 0)),
		"OpenData": closed(OpenData(path)),
		"Check":    Check(path),
	}
}

func mustBeRefused(t *testing.T, path, what string) {
	t.Helper()
	for name, err := range everyWay(path) {
		var kind *KindError
		if !errors.As(err, &kind) || string(kind.What()) != what || kind.Error() != path+": it is "+what {
			t.Errorf("%s of %s: %v", name, path, err)
		}
	}
}
