package atomicfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"wakesleep/io/atomicfile"
)

// TestFreeFollowsTheFile asks for the room of a real, small disk, also through a link
// that leads to it.
func TestFreeFollowsTheFile(t *testing.T) {
	folder := t.TempDir()
	disk := filepath.Join(folder, "disk")
	if err := os.Mkdir(disk, 0o755); err != nil {
		t.Fatal(err)
	}
	const size = 1 << 20
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1M"); err != nil {
		t.Skip("cannot mount a small disk:", err)
	}
	defer func() { _ = syscall.Unmount(disk, 0) }()
	link := filepath.Join(folder, "link")
	if err := os.Symlink(filepath.Join(disk, "file"), link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(disk, "file"), filepath.Join(disk, "none", "file"), link} {
		if free, err := atomicfile.Free(path); err != nil || free != size {
			t.Errorf("%s: %d bytes free, %v, want %d", path, free, err, size)
		}
	}
	put(t, filepath.Join(disk, "file"), string(make([]byte, size/2)), 0o644)
	if err := atomicfile.Room(link, "the machine", size/2); err != nil {
		t.Error(err)
	}
	// Replacing needs the whole new size while the old file is there.
	if err := atomicfile.Room(link, "the machine", size/2+1); !errors.Is(err, atomicfile.ErrRoom) {
		t.Errorf("got %v", err)
	}
}
