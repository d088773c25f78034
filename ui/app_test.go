package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestSettingsOfAllFynePrograms refuses what Fyne would choke on, and nothing else.
func TestSettingsOfAllFynePrograms(t *testing.T) {
	for _, c := range []struct{ name, content, says string }{
		{"settings.json", `{"theme":"light","scale":1.5}`, ""},
		{"settings.json", `{"scale":1e30}`, "its scale is 1e+30"},
		{"settings.json", `{"scale":`, ""},
		{"settings.json", `[]`, ""},
		{"settings.json", strings.Repeat(" ", mostOfToolkit+1), "more than 1 MiB"},
		{"theme.json", strings.Repeat(" ", mostOfToolkit+1), "more than 1 MiB"},
		{"theme.json", `{}`, ""},
	} {
		folder := t.TempDir()
		path := filepath.Join(folder, c.name)
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		err := checkToolkit(folder)
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s of %.20q: %v", c.name, c.content, err)
		}
	}
	folder := t.TempDir()
	if err := os.Symlink("/dev/zero", filepath.Join(folder, "settings.json")); err == nil {
		if _, err := os.Stat("/dev/zero"); err == nil && checkToolkit(folder) == nil {
			t.Error("a device was accepted")
		}
	}
	if err := checkToolkit(filepath.Join(folder, "none")); err != nil {
		t.Error(err)
	}
}

// Fyne sends what it does after its event loop to that loop, which it closes at the same time.
func TestNothingIsSentToTheLoopThatEnds(t *testing.T) {
	l := &stopping{saves: func() {}}
	endQuietly(l)
	if l.saves != nil {
		t.Error("Fyne still saves after its event loop")
	}
}

// stopping stands for what Fyne keeps of a program's life.
type stopping struct {
	fyne.Lifecycle
	saves func()
}

func (s *stopping) SetOnStoppedHookExecuted(f func()) { s.saves = f }

// The real one can be told so.
func TestFynesLifecycleCanBeToldToEndQuietly(t *testing.T) {
	if _, ok := test.NewTempApp(t).Lifecycle().(interface{ SetOnStoppedHookExecuted(f func()) }); !ok {
		t.Error("Fyne's lifecycle has no such hook any more: see whether it still ends by a panic at times")
	}
}
