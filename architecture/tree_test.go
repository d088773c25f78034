package architecture

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// root is the module's folder as seen from this package's tests.
const root = ".."

// arrowsOf reads the imports of every Go file below a folder. It skips folders
// that the go command skips, and modules inside the module.
func arrowsOf(t *testing.T, dir string) []arrow {
	t.Helper()
	var all []arrow
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != dir && skipped(path, d.Name()):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go"):
			return nil
		}
		found, err := arrowsFrom(dir, path)
		all = append(all, found...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func skipped(path, name string) bool {
	_, err := os.Stat(filepath.Join(path, "go.mod"))
	return err == nil || name == "testdata" || name == "vendor" ||
		strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

func arrowsFrom(dir, path string) ([]arrow, error) {
	parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	file, err := filepath.Rel(dir, path)
	if err != nil {
		return nil, err
	}
	file = filepath.ToSlash(file)
	var found []arrow
	for _, spec := range parsed.Imports {
		to, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		from := filepath.ToSlash(filepath.Dir(file))
		found = append(found, arrow{from: from, to: to, test: strings.HasSuffix(file, "_test.go"), file: file})
	}
	return found, nil
}
