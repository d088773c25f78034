package architecture

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestImportsFollowTheLayers(t *testing.T) {
	arrows := arrowsOf(t, root)
	if len(arrows) == 0 {
		t.Fatal("found no imports: is the test looking at the right folder?")
	}
	for _, a := range arrows {
		for _, fault := range broken(a) {
			t.Error(fault)
		}
	}
}

// The tests of the window run without GTK: main hands the native dialogs to ui
// behind an interface.
func TestWindowPackageDoesNotReachNativeDialogs(t *testing.T) {
	const dialogs = "github.com/sqweek/dialog"
	reached := reach(arrowsOf(t, root), "ui")
	if from, ok := reached[dialogs]; ok {
		t.Errorf("ui reaches %s through %s; only main may join the two", dialogs, from)
	}
}

// reach is every import path that a folder's packages use, directly or through
// packages of the module, and the folder that imports it.
func reach(arrows []arrow, folder string) map[string]string {
	reached := map[string]string{}
	open := []string{folder}
	for len(open) > 0 {
		next := open[0]
		open = open[1:]
		for _, a := range arrows {
			if _, seen := reached[a.to]; seen || a.test || a.from != next {
				continue
			}
			reached[a.to] = next
			if inner, ok := folderOf(a.to); ok {
				open = append(open, inner)
			}
		}
	}
	return reached
}

// main.go chooses between the window and the commands, and its two tagged
// neighbours say what a window is; anything longer belongs in a package.
func TestMainStaysSmall(t *testing.T) {
	const most = 60
	files, err := filepath.Glob(filepath.Join(root, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(text), "\n"); n > most && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("%s has %d lines, at most %d belong there", filepath.Base(file), n, most)
		}
	}
}

// What the headless program links, as the go command sees it: no window, and
// with cgo off no C library.
func TestHeadlessLinksNoWindow(t *testing.T) {
	if _, err := os.Stat(filepath.Join(root, "main.go")); err != nil {
		t.Skip("there is no main.go")
	}
	list := exec.Command("go", "list", "-deps", "-tags", "headless", ".")
	list.Dir = root
	list.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, path := range strings.Fields(string(out)) {
		if isWindow(path) {
			t.Errorf("the headless program links %s", path)
		}
	}
}

func isWindow(path string) bool {
	return slices.ContainsFunc([]string{
		"fyne.io", "github.com/go-gl", "github.com/sqweek/dialog", module + "/ui",
	}, func(banned string) bool { return inside(path, banned) })
}
