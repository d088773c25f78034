package ram_test

import (
	"runtime"
	"testing"

	"wakesleep/internal/ram"
)

func TestSomeMemoryIsAvailable(t *testing.T) {
	bytes, known := ram.Available()
	if !known {
		t.Skip("the system does not tell on " + runtime.GOOS)
	}
	if bytes < 16<<20 || bytes > 1<<50 {
		t.Errorf("%d bytes are available", bytes)
	}
}
