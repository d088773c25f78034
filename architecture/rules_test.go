package architecture

import (
	"fmt"
	"slices"
	"strings"
)

// module is the path that every package of the program begins with.
const module = "wakesleep"

// A layer is a folder with all folders in it, and the layers that its packages
// may use. What is not listed may not be used. Tests may use what they like of
// the module.
type layer struct {
	folder string
	uses   []string
}

// layers are in the order of the arrows; a package belongs to the one with the
// longest folder name that fits. A new folder must be given its place here.
var layers = []layer{
	{"internal/cpu", nil},
	{"internal/ram", nil},
	{"internal/signals", nil},
	{"internal/sentence", nil},
	{"network/bits", []string{"network/bits", "internal/cpu"}},
	{"network", []string{"network", "network/bits", "internal/cpu", "internal/sentence"}},
	{"learn", []string{"learn", "network", "network/bits", "internal/cpu", "internal/ram", "internal/sentence"}},
	{"learn/measure", []string{"learn/measure", "learn", "network", "network/bits", "internal/sentence"}},
	{"learn/session", []string{"learn", "network", "network/bits", "internal/sentence"}},
	{"io", []string{"io", "network", "network/bits", "internal/sentence"}},
	// What a file of arrays means is known to those that hand out machines.
	{"io/checkpoint", []string{"io", "learn", "network", "network/bits", "internal/sentence"}},
	{"io/starter", []string{"io/checkpoint", "learn"}},
	{"cli", []string{"cli", "internal/signals", "learn", "learn/measure", "learn/session", "io", "io/checkpoint", "network", "network/bits"}},
	{"ui", []string{"ui", "internal/signals", "ui/rooms", "ui/frame", "ui/settings", "learn", "learn/measure", "learn/session", "io", "io/checkpoint", "network", "network/bits", "internal/sentence"}},
	// Rooms know neither each other nor what surrounds them: what one sends to another
	// goes through ui/desk.
	{"ui/rooms", []string{"ui", "learn", "learn/measure", "learn/session", "io", "io/checkpoint", "network", "network/bits"}},
	{"ui/frame", []string{"ui", "ui/settings", "learn", "learn/measure", "learn/session", "io", "io/checkpoint", "network", "network/bits"}},
	{"ui/settings", []string{"ui", "learn", "learn/measure", "learn/session", "io", "io/checkpoint", "network", "network/bits"}},
	{".", []string{".", "ui", "cli", "learn", "learn/measure", "learn/session", "io", "io/checkpoint", "io/starter", "network", "network/bits"}},
	// For tests only, so no layer's list has it.
	{"internal/oracle", []string{"internal/oracle", "network"}},
	{"internal/guard", nil},
	{"ui/stage", []string{"ui", "learn", "learn/measure", "learn/session", "io", "io/checkpoint", "network", "network/bits"}},
	{"ui/stage/solo", []string{"ui", "ui/frame", "ui/stage"}},
	{"e2e", []string{"e2e", "cli", "ui", "learn", "learn/measure", "learn/session", "io", "io/checkpoint", "network", "network/bits"}},
	{"scripts", []string{"scripts", "e2e", "cli", "ui", "learn", "learn/measure", "learn/session", "io", "io/checkpoint", "network", "network/bits"}},
	// Other programs to measure against; they run this one as users do.
	{"bench", []string{"bench"}},
	{"architecture", nil},
}

// A ban says that packages in a folder may not use imports that begin with a
// path, tests included where it says so.
type ban struct {
	folder string
	path   string
	tests  bool
	why    string
}

const (
	noWindow = "only ui and main may link a window"
	noFiles  = "network and learn know no files: they hand out named arrays"
)

var bans = slices.Concat(
	bansOn([]string{"network", "learn", "learn/measure", "learn/session", "io", "cli", "internal", "bench", "architecture"}, []string{
		"fyne.io", "github.com/sqweek/dialog", "github.com/go-gl",
	}, true, noWindow),
	bansOn([]string{"network", "learn"}, []string{
		"os", "io/fs", "path/filepath", "archive", "embed",
	}, false, noFiles),
)

func bansOn(folders, paths []string, tests bool, why string) []ban {
	var all []ban
	for _, folder := range folders {
		for _, path := range paths {
			all = append(all, ban{folder, path, tests, why})
		}
	}
	return all
}

// An arrow is one import: from a folder of the module ("." is its root) to an
// import path.
type arrow struct {
	from string
	to   string
	test bool   // from a _test.go file
	file string // the file with the import, for messages
}

// broken says which rules an arrow breaks.
func broken(a arrow) []string {
	var faults []string
	for _, b := range bans {
		if inside(a.from, b.folder) && inside(a.to, b.path) && (b.tests || !a.test) {
			faults = append(faults, fmt.Sprintf("%s imports %s: %s", a.file, a.to, b.why))
		}
	}
	if !a.test {
		faults = append(faults, wrongWay(a)...)
	}
	return faults
}

// wrongWay checks an arrow within the module against the table of layers.
func wrongWay(a arrow) []string {
	target, ok := folderOf(a.to)
	if !ok {
		return nil
	}
	from, to := layerOf(a.from), layerOf(target)
	switch {
	case from == nil:
		return []string{fmt.Sprintf("%s: folder %s is in no layer; give it a place in architecture/rules_test.go", a.file, a.from)}
	case to == nil:
		return []string{fmt.Sprintf("%s imports %s, which is in no layer; give it a place in architecture/rules_test.go", a.file, a.to)}
	case !slices.Contains(from.uses, to.folder):
		return []string{fmt.Sprintf("%s imports %s: %s may use only %v of the module", a.file, a.to, from.folder, from.uses)}
	}
	return nil
}

// folderOf is the folder of an import path of this module.
func folderOf(path string) (string, bool) {
	if path == module {
		return ".", true
	}
	return strings.CutPrefix(path, module+"/")
}

// layerOf is the layer that a folder belongs to, nil if none.
func layerOf(folder string) *layer {
	var best *layer
	for i := range layers {
		l := &layers[i]
		if inside(folder, l.folder) && (best == nil || len(l.folder) > len(best.folder)) {
			best = l
		}
	}
	return best
}

// inside reports whether path is parent or below it, by whole elements.
func inside(path, parent string) bool {
	return path == parent || strings.HasPrefix(path, parent+"/")
}
