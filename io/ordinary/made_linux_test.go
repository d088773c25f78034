package ordinary

import (
	"os"
	"testing"
)

// Their content is the system's state: memory that cannot be read, lists without an end,
// messages that are waited for.
func TestWhatTheSystemMakesUpIsRefused(t *testing.T) {
	for _, path := range []string{
		"/proc/self/mem", "/proc/self/status", "/proc/kmsg", "/proc/kcore", "/sys/kernel/mm/transparent_hugepage/enabled",
	} {
		if _, err := os.Stat(path); err == nil {
			mustBeRefused(t, path, "made up by the system, not an ordinary file")
		}
	}
	link := t.TempDir() + "/link"
	if err := os.Symlink("/proc/self/maps", link); err != nil {
		t.Fatal(err)
	}
	mustBeRefused(t, link, "made up by the system, not an ordinary file")
}
