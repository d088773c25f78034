package atomicfile_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"wakesleep/io/atomicfile"
)

// TestALimitOfSizeIsToldBeforeWriting: in a process of its own, which cannot take it back.
func TestALimitOfSizeIsToldBeforeWriting(t *testing.T) {
	if os.Getenv("WAKESLEEP_TEST_LIMIT") == "" {
		child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		child.Env = append(os.Environ(), "WAKESLEEP_TEST_LIMIT=1")
		if out, err := child.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return
	}
	path := filepath.Join(t.TempDir(), "file")
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: 5000, Max: 5000}); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Room(path, "the machine", 5000); err != nil {
		t.Error(err)
	}
	for _, err := range []error{
		atomicfile.Room(path, "the machine", 5001),
		atomicfile.Write(path, text(strings.Repeat("x", 5001)), nil),
	} {
		if !errors.Is(err, syscall.EFBIG) || atomicfile.Full(err) || !strings.Contains(err.Error(), "larger than the system allows") {
			t.Error(err)
		}
	}
	noRemains(t, filepath.Dir(path))
}
