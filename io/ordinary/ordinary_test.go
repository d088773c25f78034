package ordinary

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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
