package atomicfile

import (
	"errors"
	"math"
	"path/filepath"
	"strings"
	"testing"
)

func TestAmountsRoundTowardsCaution(t *testing.T) {
	for _, c := range []struct {
		bytes    int64
		down, up string
	}{
		{0, "0 bytes", "0 bytes"},
		{999, "999 bytes", "999 bytes"},
		{1000, "1 kB", "1 kB"},
		{1001, "1 kB", "2 kB"},
		{999_001, "999 kB", "1 MB"},
		{80_000_001, "80 MB", "81 MB"},
		{999_999_999, "999 MB", "1.0 GB"},
		{2_000_000_001, "2.0 GB", "2.1 GB"},
		{math.MaxInt64, "9223372036.8 GB", "9223372036.9 GB"},
	} {
		if down, up := amount(c.bytes, false), amount(c.bytes, true); down != c.down || up != c.up {
			t.Errorf("%d bytes are %q and %q, want %q and %q", c.bytes, down, up, c.down, c.up)
		}
	}
}

func TestRoomIsRefusedInASentence(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder to come", "file")
	if _, err := Free(path); errors.Is(err, errors.ErrUnsupported) {
		t.Skip("this system does not tell")
	} else if err != nil {
		t.Fatal(err)
	}
	if err := Room(path, "the machine", 1); err != nil {
		t.Error(err)
	}
	err := Room(path, "the machine", math.MaxInt64)
	if !errors.Is(err, ErrRoom) || !Full(err) {
		t.Fatalf("got %v", err)
	}
	for _, says := range []string{"cannot write " + path + ": the disk has ", " free, and the machine will need 9223372036.9 GB; free some space"} {
		if !strings.Contains(err.Error(), says) {
			t.Errorf("%q does not say %q", err, says)
		}
	}
}
