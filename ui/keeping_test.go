package ui

import (
	"os"
	"path/filepath"
	"testing"
)

func TestKeepingIsTriedWithoutATrace(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "a", "b")
	if err := tryKeeping(folder); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("%v was left (%v)", left, err)
	}
}

func TestNothingIsKeptWhereThereIsNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if tryKeeping(filepath.Join(file, "settings")) == nil {
		t.Error("a file passed for a folder")
	}
}
