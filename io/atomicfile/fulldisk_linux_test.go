package atomicfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"wakesleep/io/atomicfile"
)

// TestFullDisk fills a real, small file system; it needs the right to mount.
func TestFullDisk(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=64k"); err != nil {
		t.Skip("cannot mount a small disk:", err)
	}
	defer func() { _ = syscall.Unmount(folder, 0) }()
	path := filepath.Join(folder, "file")
	put(t, path, "old", 0o644)

	err := atomicfile.Write(path, text(strings.Repeat("x", 1<<20)), nil)
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "which stays as it was: the disk is full") {
		t.Errorf("got %v", err)
	}
	expect(t, path, "old")

	if err := syscall.Mount("", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	err = atomicfile.Write(path, text("new"), nil)
	if !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("got %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "old" {
		t.Errorf("the file holds %q", got)
	}
}
