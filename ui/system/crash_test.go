package system

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestCrashIsReported runs the test binary again and lets it crash.
func TestCrashIsReported(t *testing.T) {
	if os.Getenv("WAKESLEEP_CRASH") != "" {
		ReportCrashes()
		panic("the end of the world")
	}
	home := t.TempDir()
	command := exec.Command(os.Args[0], "-test.run=TestCrashIsReported")
	command.Env = append(os.Environ(), "WAKESLEEP_CRASH=1", "XDG_CACHE_HOME="+home, "HOME="+home, "LocalAppData="+home)
	if err := command.Run(); err == nil {
		t.Fatal("it did not crash")
	}
	found := false
	err := filepath.WalkDir(home, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Name() == "crash.txt" {
			text, _ := os.ReadFile(path)
			found = strings.Contains(string(text), "the end of the world") && strings.Contains(string(text), "crash_test.go")
		}
		return err
	})
	if err != nil || !found {
		t.Errorf("no report of the crash (%v)", err)
	}
}
