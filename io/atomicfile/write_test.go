package atomicfile_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"wakesleep/io/atomicfile"
)

func text(content string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, content)
		return err
	}
}

func put(t *testing.T, path, content string, mode fs.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

// expect fails unless the folder holds exactly the file with the content.
func expect(t *testing.T, path, content string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != content {
		t.Errorf("%s holds %q (%v), want %q", path, got, err, content)
	}
	noRemains(t, filepath.Dir(path))
}

func noRemains(t *testing.T, folder string) {
	t.Helper()
	if left, _ := filepath.Glob(filepath.Join(folder, ".wakesleep-*")); len(left) != 0 {
		t.Errorf("temporary files left: %v", left)
	}
}

func TestWriteNewAndReplace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	for _, content := range []string{"first", "", strings.Repeat("long ", 100000)} {
		if err := atomicfile.Write(path, text(content), nil); err != nil {
			t.Fatal(err)
		}
		expect(t, path, content)
	}
}

func TestVerifySeesTheWholeFileBeforeTheSwap(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	put(t, path, "old", 0o644)
	verify := func(temporary string) error {
		if got, err := os.ReadFile(temporary); err != nil || string(got) != "new" {
			t.Errorf("verify was given %q (%v)", got, err)
		}
		if got, _ := os.ReadFile(path); string(got) != "old" {
			t.Errorf("the old file was replaced before verification: %q", got)
		}
		return nil
	}
	if err := atomicfile.Write(path, text("new"), verify); err != nil {
		t.Fatal(err)
	}
	expect(t, path, "new")
}

func TestFailuresOfTheCallerLeaveTheOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	put(t, path, "old", 0o644)
	broken := errors.New("broken")
	half := func(w io.Writer) error {
		_, _ = io.WriteString(w, strings.Repeat("x", 1<<17))
		return broken
	}
	if err := atomicfile.Write(path, half, nil); !errors.Is(err, broken) {
		t.Errorf("write's error came back as %v", err)
	}
	expect(t, path, "old")
	reject := func(string) error { return broken }
	if err := atomicfile.Write(path, text("new"), reject); !errors.Is(err, broken) {
		t.Errorf("verify's error came back as %v", err)
	}
	expect(t, path, "old")
}

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no Unix permissions on Windows")
	}
	folder := t.TempDir()
	plain := filepath.Join(folder, "plain")
	put(t, plain, "", 0o600)
	probe := filepath.Join(folder, "probe")
	out, err := os.Create(probe) // what the umask makes of 0666
	if err != nil {
		t.Fatal(err)
	}
	out.Close()
	fresh := filepath.Join(folder, "fresh")
	for _, path := range []string{plain, fresh} {
		if err := atomicfile.Write(path, text("x"), nil); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]fs.FileMode{plain: 0o600, fresh: mode(t, probe)} {
		if got := mode(t, path); got != want {
			t.Errorf("%s has mode %v, want %v", filepath.Base(path), got, want)
		}
	}
}

func mode(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func TestLinksAreFollowed(t *testing.T) {
	folder := t.TempDir()
	if err := os.MkdirAll(filepath.Join(folder, "real", "deep"), 0o755); err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(folder, "real", "file")
	put(t, target, "old", 0o644)
	// The way to the target leads through a linked folder, a chain of links and
	// a ".." that must be taken after the folder's link was followed.
	links := map[string]string{
		"short":          filepath.Join("real", "deep"),
		"real/deep/hop":  "../file",
		"chain":          "short/hop",
		"above":          "short/../file",
		"dangling":       "real/new",
		"loop":           "pool",
		"pool":           "loop",
		"real/deep/away": filepath.Join(folder, "chain"),
	}
	for name, to := range links {
		if err := os.Symlink(to, filepath.Join(folder, filepath.FromSlash(name))); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	for _, name := range []string{"short/hop", "chain", "short/away", "short/../file", "above"} {
		if err := atomicfile.Write(folder+string(filepath.Separator)+name, text(name), nil); err != nil {
			t.Fatal(err)
		}
		expect(t, target, name)
		noRemains(t, folder)
	}
	if err := atomicfile.Write(filepath.Join(folder, "dangling"), text("n"), nil); err != nil {
		t.Fatal(err)
	}
	expect(t, filepath.Join(folder, "real", "new"), "n")
	for name := range links {
		info, err := os.Lstat(filepath.Join(folder, name))
		if err != nil || info.Mode()&fs.ModeSymlink == 0 {
			t.Errorf("%s is no link any more", name)
		}
	}
	if err := atomicfile.Write(filepath.Join(folder, "loop"), text("x"), nil); err == nil {
		t.Error("a loop of links was accepted")
	}
}

func TestRefusedPlaces(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	put(t, file, "old", 0o644)
	protected := filepath.Join(folder, "protected")
	put(t, protected, "old", 0o444)
	if err := os.Mkdir(filepath.Join(folder, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, says string
		is         error
	}{
		{filepath.Join(folder, "none", "f"), "does not exist; create it", fs.ErrNotExist},
		{filepath.Join(folder, "sub"), "folder of that name", nil},
		{filepath.Join(folder, "sub") + string(filepath.Separator), "folder of that name", nil},
		{filepath.Join(file, "f"), "is not a folder", nil},
		{protected, "write-protected", fs.ErrPermission},
		{os.DevNull, "not an ordinary file", nil},
		{filepath.Join(folder, strings.Repeat("n", 300)), "too long", nil},
	} {
		err := atomicfile.Write(c.path, text("new"), nil)
		var typed *atomicfile.Error
		if !errors.As(err, &typed) || typed.Path != c.path {
			t.Errorf("%s: got %v", c.path, err)
			continue
		}
		if !strings.HasPrefix(err.Error(), "cannot write "+c.path+": ") || !strings.Contains(err.Error(), c.says) {
			t.Errorf("the error %q should say %q", err, c.says)
		}
		if strings.Contains(err.Error(), ".tmp") {
			t.Errorf("the error %q names the temporary file", err)
		}
		if c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%v is not %v", err, c.is)
		}
	}
	expect(t, file, "old")
	expect(t, protected, "old")
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("the superuser may write everywhere")
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "file")
	put(t, path, "old", 0o644)
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o755)
	err := atomicfile.Write(path, text("new"), nil)
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "may not write in the folder") {
		t.Errorf("got %v", err)
	}
	expect(t, path, "old")
}
