package atomicfile

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestClearingHasABound has a folder of many files, of which an impatient search sees a
// part only.
func TestClearingHasABound(t *testing.T) {
	path := t.TempDir()
	const many = 3 * chunk
	for i := range many {
		if err := os.WriteFile(filepath.Join(path, fmt.Sprintf(".wakesleep-%016x.tmp", i)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	folder, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	if removed, err := clearFolder(folder, path, 0); removed > chunk || err != nil {
		t.Errorf("removed %d, %v", removed, err)
	}
}
