package architecture

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The rules can fail: each of these imports must break one, or none.
func TestRulesOnMadeUpImports(t *testing.T) {
	cases := []struct {
		from, to string
		test     bool
		fault    string // part of the message, "" when allowed
	}{
		{from: "network/bits", to: "math/bits"},
		{from: "network/bits", to: "wakesleep/network/random", fault: "may use only [network/bits internal/cpu]"},
		{from: "network/bits", to: "wakesleep/internal/cpu"},
		{from: "network/bits", to: "wakesleep/network", fault: "may use only"},
		{from: "network", to: "wakesleep/network/bits"},
		{from: "network", to: "wakesleep/network/random"},
		{from: "network", to: "wakesleep/networking", fault: "in no layer"},
		{from: "network", to: "wakesleep/learn", fault: "may use only"},
		{from: "network", to: "wakesleep/io/dataset", fault: "may use only"},
		{from: "network", to: "wakesleep/cli", fault: "may use only"},
		{from: "network/random", to: "wakesleep/ui", fault: "may use only"},
		{from: "network", to: "os", fault: noFiles},
		{from: "network", to: "os", test: true},
		{from: "network", to: "fyne.io/fyne/v2", test: true, fault: noWindow},
		{from: "learn", to: "wakesleep/network"},
		{from: "learn", to: "gonum.org/v1/gonum/stat"},
		{from: "learn", to: "wakesleep/io/machinefile", fault: "may use only"},
		{from: "learn", to: "wakesleep/io/machinefile", test: true},
		{from: "learn", to: "wakesleep/cli", fault: "may use only"},
		{from: "learn", to: "wakesleep/ui", fault: "may use only"},
		{from: "learn", to: "fyne.io/fyne/v2", fault: noWindow},
		{from: "learn/schedule", to: "archive/zip", fault: noFiles},
		{from: "io/dataset", to: "wakesleep/network/images"},
		{from: "io/dataset", to: "wakesleep/io/machinefile"},
		{from: "io/dataset", to: "os"},
		{from: "io/dataset", to: "wakesleep/learn", fault: "may use only"},
		{from: "io/dataset", to: "github.com/sqweek/dialog", fault: noWindow},
		{from: "cli", to: "wakesleep/learn"},
		{from: "cli", to: "wakesleep/ui", fault: "may use only"},
		{from: "cli", to: "fyne.io/fyne/v2/app", fault: noWindow},
		{from: "ui/pad", to: "fyne.io/fyne/v2"},
		{from: "ui", to: "wakesleep/cli", fault: "may use only"},
		{from: "ui", to: "wakesleep/ui/rooms/draw"},
		{from: "ui/rooms/dreams", to: "wakesleep/ui/desk"},
		{from: "ui/rooms/dreams", to: "wakesleep/ui/rooms/draw", fault: "may use only"},
		{from: "ui/rooms/dreams", to: "wakesleep/ui/frame", fault: "may use only"},
		{from: "ui/rooms/dreams", to: "wakesleep/ui/frame", test: true},
		{from: "ui/frame", to: "wakesleep/ui/rooms/draw", fault: "may use only"},
		{from: "ui/desk", to: "wakesleep/ui/stage", fault: "may use only"},
		{from: "ui/desk", to: "wakesleep/ui/stage/solo", fault: "may use only"},
		{from: "ui/stage", to: "wakesleep/ui/frame", fault: "may use only"},
		{from: "ui/stage/solo", to: "wakesleep/ui/frame"},
		{from: "ui/stage/solo", to: "wakesleep/ui/rooms/draw", fault: "may use only"},
		{from: ".", to: "wakesleep/ui"},
		{from: ".", to: "github.com/sqweek/dialog"},
		{from: "ui", to: "wakesleep/scripts/icon", fault: "may use only"},
		{from: "learn", to: "wakesleep/internal/oracle", fault: "may use only"},
		{from: "learn", to: "wakesleep/internal/oracle", test: true},
		{from: "attic", to: "wakesleep/network", fault: "in no layer"},
	}
	for _, c := range cases {
		a := arrow{from: c.from, to: c.to, test: c.test, file: c.from + "/x.go"}
		got := strings.Join(broken(a), "\n")
		if c.fault == "" && got != "" || !strings.Contains(got, c.fault) {
			t.Errorf("%s → %s (test %v): %q, want %q", c.from, c.to, c.test, got, c.fault)
		}
	}
}

// Imports are found in a tree on disk whatever the build tags of the file, and
// not in nested modules.
func TestArrowsOfATree(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "learn/a.go", "package learn\nimport \"wakesleep/ui\"\n")
	write(t, dir, "learn/a_windows.go", "//go:build windows && never\n\npackage learn\nimport _ \"fyne.io/fyne/v2\"\n")
	write(t, dir, "learn/a_test.go", "package learn_test\nimport \"os\"\n")
	write(t, dir, "learn/_asm/go.mod", "module asm\n")
	write(t, dir, "learn/_asm/gen.go", "package main\nimport \"wakesleep/cli\"\n")
	write(t, dir, "learn/gen/go.mod", "module gen\n")
	write(t, dir, "learn/gen/gen.go", "package main\nimport \"wakesleep/cli\"\n")
	var faults []string
	for _, a := range arrowsOf(t, dir) {
		faults = append(faults, broken(a)...)
	}
	want := []string{"learn/a.go imports wakesleep/ui", "learn/a_windows.go imports fyne.io/fyne/v2"}
	if len(faults) != len(want) {
		t.Fatalf("found %q, want %d faults", faults, len(want))
	}
	for i := range want {
		if !strings.HasPrefix(faults[i], want[i]) {
			t.Errorf("fault %d is %q, want it to begin with %q", i, faults[i], want[i])
		}
	}
}

func TestReachGoesThroughTheModule(t *testing.T) {
	arrows := []arrow{
		{from: "ui", to: "wakesleep/ui/system"},
		{from: "ui/system", to: "github.com/sqweek/dialog"},
		{from: "cli", to: "elsewhere"},
	}
	reached := reach(arrows, "ui")
	if reached["github.com/sqweek/dialog"] != "ui/system" {
		t.Errorf("reached %v, want the dialogs through ui/system", reached)
	}
	if _, ok := reached["elsewhere"]; ok {
		t.Error("reached what only cli imports")
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
