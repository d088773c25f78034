package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestNoOutputDestroysAnInput: by whatever path, every command refuses to write over a file
// that it reads, before it does anything.
func TestNoOutputDestroysAnInput(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a right there")
	}
	t.Chdir(t.TempDir())
	pictures, labels := idxFiles(t, ".", 20)
	succeed(t, "train", "--data", pictures, "--labels", labels, "--layers", "3c", "--batch", "5", "--epochs", "1", "--out", "m")
	before := map[string]string{}
	for _, file := range []string{pictures, labels, "m"} {
		before[file] = string(read(t, file))
	}
	for _, command := range []struct{ line, input, says string }{
		{"train --data shapes-images --layers 3 --epochs 1 --out", pictures, "--out OUT: this is the file of --data"},
		{"train --data shapes-images --labels shapes-labels --layers 3 --epochs 1 --out", labels, "the file of --labels"},
		{"train --resume m --data shapes-images --out", pictures, "the file of --data"},
		{"evaluate m --data shapes-images --keep", pictures, "--keep OUT: this is the file of --data"},
		{"evaluate m --data shapes-images --labels shapes-labels --keep", labels, "the file of --labels"},
		{"evaluate m --data shapes-images --keep", "m", "the machine"},
		{"dream m --out", "m", "--out OUT: this is the machine"},
		{"name --fit --data shapes-images", pictures, "the file of --data"},
	} {
		for _, out := range aliases(t, command.input) {
			r := call(t.Context(), append(strings.Fields(command.line), out)...)
			if r.status != statusUsage || !strings.Contains(r.stderr, strings.ReplaceAll(command.says, "OUT", out)) {
				t.Errorf("%s %s: status %d, %q", command.line, out, r.status, r.stderr)
			}
		}
	}
	for file, content := range before {
		if string(read(t, file)) != content {
			t.Errorf("%s was written over", file)
		}
	}
}

// TestNoOutputTakesThePlaceOfAStream: what a command prints would go into a file that no
// name leads to any more.
func TestNoOutputTakesThePlaceOfAStream(t *testing.T) {
	machine := handMade(t, "6,3c", nil)
	printed := filepath.Join(t.TempDir(), "printed")
	file, err := os.Create(printed)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, stream := range []**os.File{&os.Stdout, &os.Stderr} {
		kept := *stream
		*stream = file
		for _, args := range [][]string{
			{"train", "--data", "bars3", "--layers", "3", "--out", printed},
			{"dream", machine, "--out", printed},
			{"evaluate", machine, "--keep", printed},
		} {
			if r := call(t.Context(), args...); r.status != statusUsage || !strings.Contains(r.stderr, "what the command prints goes there") {
				t.Errorf("%v: status %d, %q", args, r.status, r.stderr)
			}
		}
		*stream = kept
	}
}

// aliases are paths of a file.
func aliases(t *testing.T, file string) []string {
	t.Helper()
	folder := t.TempDir()
	whole, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	soft, hard := filepath.Join(folder, "soft"), filepath.Join(folder, "hard")
	if err := os.Symlink(whole, soft); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(whole, hard); err != nil {
		t.Fatal(err)
	}
	return []string{file, "./" + file, whole, soft, hard}
}

// TestResumedTrainingTakesItsFilesPlace: that is what it is for, with and without --out.
func TestResumedTrainingTakesItsFilesPlace(t *testing.T) {
	file := filepath.Join(t.TempDir(), "m")
	for _, out := range []string{"", file} {
		args := []string{"train", "--data", "bars3", "--cycles", "40", "--out", file}
		if r := call(afterCycles(t, 20), args...); r.status != statusInterrupted {
			t.Fatalf("%+v", r)
		}
		args = []string{"train", "--resume", file}
		if out != "" {
			args = append(args, "--out", out)
		}
		succeed(t, args...)
	}
}
