package atomicfile_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"wakesleep/io/atomicfile"
)

// child is a test program that begins to write a file and stops in the middle, with a
// temporary file of half the content.
type child struct {
	*exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

const childFile = "ATOMICFILE_TEST_CHILD"

// TestChild is no test, but what children run: the new content comes in two halves.
func TestChild(t *testing.T) {
	path := os.Getenv(childFile)
	if path == "" {
		t.Skip("for children only")
	}
	half := strings.Repeat("x", 1<<18)
	fmt.Println(atomicfile.Write(path, func(w io.Writer) error {
		_, _ = io.WriteString(w, half)
		fmt.Println("half")
		_, _ = os.Stdin.Read(make([]byte, 1))
		_, err := io.WriteString(w, half)
		return err
	}, nil))
}

func start(t *testing.T, path string) *child {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("a writer on Windows is known to be dead after an hour only")
	}
	c := &child{Cmd: exec.Command(os.Args[0], "-test.run=^TestChild$")}
	c.Env = append(os.Environ(), childFile+"="+path)
	c.in, _ = c.StdinPipe()
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.kill)
	c.out = bufio.NewReader(out)
	if line, err := c.out.ReadString('\n'); line != "half\n" {
		t.Fatalf("the child says %q, %v", line, err)
	}
	return c
}

func (c *child) kill() {
	_ = c.Process.Kill()
	_ = c.Wait()
}

// finish lets the child write the rest and returns what came of it.
func (c *child) finish() string {
	_, _ = c.in.Write([]byte{'\n'})
	line, _ := c.out.ReadString('\n')
	_ = c.Wait()
	return strings.TrimSpace(line)
}

func temporaries(t *testing.T, folder string) int {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(folder, ".wakesleep-*.tmp"))
	if err != nil {
		t.Fatal(err)
	}
	return len(left)
}

// TestKilledWritersAreCleared kills writers in the middle beside one that lives.
func TestKilledWritersAreCleared(t *testing.T) {
	for name, clear := range map[string]func(folder string) error{
		"the next write": func(folder string) error { return atomicfile.Write(filepath.Join(folder, "other"), text("x"), nil) },
		"the next check": func(folder string) error { return atomicfile.Check(filepath.Join(folder, "other")) },
		"clear":          func(folder string) error { _, err := atomicfile.Clear(folder); return err },
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "file")
			put(t, path, "old", 0o644)
			living := start(t, filepath.Join(folder, "living"))
			for range 3 {
				start(t, path).kill()
			}
			if left := temporaries(t, folder); left != 2 { // each child cleared the one before
				t.Errorf("%d temporary files before", left)
			}
			if err := clear(folder); err != nil {
				t.Fatal(err)
			}
			if left := temporaries(t, folder); left != 1 {
				t.Errorf("%d temporary files, want that of the living writer", left)
			}
			if got, err := os.ReadFile(path); err != nil || string(got) != "old" {
				t.Errorf("after the kill the file holds %q (%v)", got, err)
			}
			if said := living.finish(); said != "<nil>" {
				t.Errorf("the living writer says %s", said)
			}
			if info, err := os.Stat(filepath.Join(folder, "living")); err != nil || info.Size() != 1<<19 {
				t.Errorf("the living writer wrote %v, %v", info, err)
			}
			noRemains(t, folder)
		})
	}
}

// TestClearTouchesNothingElse has names that only look like temporary files, and things
// of such a name that are no files.
func TestClearTouchesNothingElse(t *testing.T) {
	folder := t.TempDir()
	names := []string{
		".wakesleep-.tmp", ".wakesleep-0123456789abcde.tmp", ".wakesleep-0123456789abcdef0.tmp",
		".wakesleep-0123456789ABCDEF.tmp", "wakesleep-0123456789abcdef.tmp", ".wakesleep-0123456789abcdef.tmp~",
	}
	for _, name := range names {
		put(t, filepath.Join(folder, name), "precious", 0o644)
	}
	if err := os.Mkdir(filepath.Join(folder, ".wakesleep-0000000000000001.tmp"), 0o755); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(folder, ".wakesleep-0000000000000002.tmp")
	if err := os.Symlink(filepath.Join(folder, names[0]), link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if removed, err := atomicfile.Clear(folder); removed != 0 || err != nil {
		t.Errorf("removed %d, %v", removed, err)
	}
	if entries, _ := os.ReadDir(folder); len(entries) != len(names)+2 {
		t.Errorf("%d entries are left", len(entries))
	}
	if _, err := atomicfile.Clear(filepath.Join(folder, "none")); err == nil {
		t.Error("a folder that does not exist was cleared")
	}
}

// TestWritersAndClearersTogether clears as fast as it can while others write: every
// write succeeds, and nothing is left.
func TestWritersAndClearersTogether(t *testing.T) {
	folder := t.TempDir()
	var writers, clearers sync.WaitGroup
	done := make(chan struct{})
	for range 2 {
		clearers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					_, _ = atomicfile.Clear(folder)
				}
			}
		})
	}
	for i := range 4 {
		writers.Go(func() {
			path := filepath.Join(folder, fmt.Sprint("file", i%3)) // two write the same
			for range 40 {
				if err := atomicfile.Write(path, text("content"), nil); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	writers.Wait()
	close(done)
	clearers.Wait()
	expect(t, filepath.Join(folder, "file0"), "content")
}
