package atomicfile

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckLeavesNothingBehind(t *testing.T) {
	folder := t.TempDir()
	old := filepath.Join(folder, "old")
	if err := os.WriteFile(old, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"old", "new"} {
		if err := Check(filepath.Join(folder, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
	if text, _ := os.ReadFile(old); !bytes.Equal(text, []byte("precious")) {
		t.Errorf("the old file became %q", text)
	}
}

func TestCheckRefusesWhatWriteWould(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "protected")
	if err := os.WriteFile(file, nil, 0o400); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		folder:                                "there is a folder of that name",
		file:                                  "write-protected",
		filepath.Join(folder, "none", "file"): "does not exist",
		filepath.Join(file, "file"):           "is not a folder",
	} {
		err := Check(path)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}
