package apart_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"wakesleep/io/apart"
)

func TestSame(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a right there")
	}
	t.Chdir(t.TempDir())
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.WriteFile("m", []byte("m"), 0o600))
	must(os.WriteFile("other", []byte("m"), 0o600))
	must(os.Mkdir("folder", 0o700))
	must(os.Symlink("m", "soft"))
	must(os.Symlink("../m", "folder/soft"))
	must(os.Link("m", "hard"))
	must(os.Symlink(".", "here"))
	must(os.Symlink("new", "soft-to-new"))
	must(os.Symlink("soft-to-new", "softer-to-new"))
	must(os.Symlink("turn", "turn"))
	must(os.MkdirAll("deep/deeper", 0o700))
	must(os.Symlink("deep/deeper", "down"))
	must(os.Symlink("down/../new", "soft-above-link"))
	whole, err := filepath.Abs("m")
	must(err)
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"m", "m", true},
		{"m", "./m", true},
		{"m", "folder/../m", true},
		{"m", whole, true},
		{"m", "soft", true},
		{"m", "folder/soft", true},
		{"m", "hard", true},
		{"hard", "soft", true},
		{"m", "here/m", true},
		{"m", "other", false},
		{"m", "new", false},
		{"new", "new", true},
		{"new", "./new", true},
		{"new", "here/new", true},
		{"new", "softer-to-new", true},
		{"deep/new", "soft-above-link", true},
		{"new", "soft-above-link", false},
		{"new", "new2", false},
		{"new", "folder/new", false},
		{"gone/new", "gone/new", false},
		{"turn", "turn", false},
		{"m", "turn", false},
	} {
		if apart.Same(c.a, c.b) != c.same || apart.Same(c.b, c.a) != c.same {
			t.Errorf("%s and %s: same %v, want %v", c.a, c.b, !c.same, c.same)
		}
	}
}

func TestCheck(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := apart.Check(path, apart.Input{What: "the labels"}, apart.Input{What: "the machine", Path: path})
	if err == nil || !strings.Contains(err.Error(), path+": this is the machine") {
		t.Errorf("got %v", err)
	}
	if err := apart.Check(path, apart.Input{What: "the labels"}, apart.Input{What: "the machine", Path: path + "2"}); err != nil {
		t.Error(err)
	}
}
