//go:build linux

package faults

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"wakesleep/io/atomicfile"
	"wakesleep/io/machinefile"
	"wakesleep/io/recovery"
)

// page is the least that a tmpfs gives to a file, in bytes.
const page = 4096

// small mounts a disk of a megabyte.
func small(t testing.TB) string {
	t.Helper()
	folder := t.TempDir()
	if err := unix.Mount("tmpfs", folder, "tmpfs", 0, "size=1M"); err != nil {
		t.Skip("cannot mount a small disk: ", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(folder, unix.MNT_DETACH) })
	return folder
}

// fill leaves so many bytes free.
func fill(t testing.TB, folder string, left int64) {
	t.Helper()
	ballast := filepath.Join(folder, "ballast")
	must(t, os.RemoveAll(ballast))
	must(t, os.WriteFile(ballast, nil, 0o600))
	free, err := atomicfile.Free(ballast)
	must(t, err)
	must(t, os.WriteFile(ballast, make([]byte, max(free-left, 0)), 0o600))
}

// TestDiskFullAtEveryPage saves with room for none, one, two … pages of the new file: the
// old file stays until there is room for all of it.
func TestDiskFullAtEveryPage(t *testing.T) {
	folder := small(t)
	must(t, machinefile.Write(file(folder), machine(1)))
	for pages := int64(0); ; pages++ {
		fill(t, folder, pages*page)
		err := machinefile.Write(file(folder), machine(2))
		if err == nil {
			if info, err := os.Stat(file(folder)); err != nil || pages*page < info.Size() {
				t.Errorf("%v was written into %d pages", info, pages)
			}
			saved(t, folder, result{Ended: true}, 1)
			return
		}
		if !atomicfile.Full(err) || !strings.Contains(err.Error(), "stays as it was: the disk is full") {
			t.Fatalf("with %d pages: %v", pages, err)
		}
		f, err := machinefile.Read(file(folder))
		if which(t, f, err) != 1 || len(temporaries(t, folder)) != 0 {
			t.Fatalf("with %d pages the old file or the folder has changed", pages)
		}
	}
}

// TestCheckpointsOnAFullDisk does the same with autosaves: one checkpoint opens always.
func TestCheckpointsOnAFullDisk(t *testing.T) {
	folder := small(t)
	slot, err := recovery.In(folder).Begin()
	must(t, err)
	must(t, slot.Write(about(1), machine(1)))
	for pages := int64(0); ; pages++ {
		fill(t, folder, pages*page)
		err := slot.Write(about(2), machine(2))
		f, reading := machinefile.Read(slot.Path())
		want := 1
		if err == nil {
			want = 2
		}
		if which(t, f, reading) != want {
			t.Fatalf("with %d pages: %v, and the checkpoint is another", pages, err)
		}
		if err == nil {
			break
		}
		if !atomicfile.Full(err) {
			t.Fatalf("with %d pages: %v", pages, err)
		}
	}
	must(t, slot.Leave())
	autosaved(t, folder, result{Ended: true})
}

// TestReadOnlyDisk saves where nothing can be written any more.
func TestReadOnlyDisk(t *testing.T) {
	folder := small(t)
	must(t, machinefile.Write(file(folder), machine(1)))
	slot, err := recovery.In(folder).Begin()
	must(t, err)
	must(t, slot.Write(about(1), machine(1)))
	must(t, unix.Mount("", folder, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""))
	for what, err := range map[string]error{
		"save": machinefile.Write(file(folder), machine(2)), "try": atomicfile.Check(file(folder)), "autosave": slot.Write(about(2), machine(2)),
	} {
		if err == nil || !strings.Contains(err.Error(), "the disk is read-only") {
			t.Errorf("%s: %v", what, err)
		}
	}
	for _, path := range []string{file(folder), slot.Path()} {
		f, err := machinefile.Read(path)
		if which(t, f, err) != 1 {
			t.Errorf("%s is another", path)
		}
	}
}
