package e2e

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"wakesleep/e2e/desktop"
	"wakesleep/io/checkpoint"
	"wakesleep/io/dataset"
	"wakesleep/learn"
)

// folder is where the program is built; removed in the end.
var folder string

func TestMain(m *testing.M) {
	status := m.Run()
	if folder != "" {
		_ = os.RemoveAll(folder)
	}
	os.Exit(status)
}

var makeFolder = sync.OnceValue(func() (err error) {
	folder, err = os.MkdirTemp("", "wakesleep-e2e-")
	return err
})

// build builds the program as people do, once.
var build = sync.OnceValues(func() (string, error) {
	return buildAs("wakesleep", "migrated_fynedo,no_animations")
})

// buildChecked builds one, once, in which Fyne looks whether widgets are changed on its
// own goroutine only, and prints where they are not.
var buildChecked = sync.OnceValues(func() (string, error) {
	return buildAs("wakesleep-checked", "no_animations")
})

func buildAs(name, tags string, env ...string) (binary string, err error) {
	if err := makeFolder(); err != nil {
		return "", err
	}
	binary = filepath.Join(folder, name)
	command := exec.Command("go", "build", "-tags", tags, "-o", binary, "wakesleep")
	command.Env = append(os.Environ(), env...)
	out, err := command.CombinedOutput()
	if err != nil {
		return "", errors.New("cannot build the program: " + string(out))
	}
	return binary, nil
}

// program is the program's file. Tests that nobody asked for end here.
func program(t *testing.T) string {
	t.Helper()
	if os.Getenv("WAKESLEEP_E2E") != "1" {
		t.Skip("the whole program is tested only with WAKESLEEP_E2E=1, as in make test")
	}
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return binary
}

// needDesktop ends a test that nobody asked for, or that cannot be run here.
func needDesktop(t *testing.T) {
	t.Helper()
	program(t)
	if err := desktop.Missing(); err != nil {
		t.Fatalf("%v; scripts/with-display starts one", err)
	}
}

// start starts the program and ends it with the test. A failure leaves a picture.
func start(t *testing.T, o desktop.Options) *desktop.Program {
	t.Helper()
	o.Binary = program(t)
	p := desktop.Start(t, o)
	t.Cleanup(func() { end(t, p) })
	p.Appear()
	return p
}

// end ends the program with its test.
func end(t *testing.T, p *desktop.Program) {
	t.Helper()
	if t.Failed() {
		keepPicture(t)
	}
	if text := p.Kill(); text != "" {
		t.Logf("the program printed:\n%s", text)
	}
}

func keepPicture(t *testing.T) {
	t.Helper()
	path := filepath.Join(os.TempDir(), "wakesleep-"+strings.ReplaceAll(t.Name(), "/", "-")+".png")
	desktop.Screenshot(t, path)
	t.Logf("what the display showed: %s", path)
}

// writeDigits writes the first n test digits of MNIST under the names that they
// have everywhere, without extensions, and returns the path of the images.
func writeDigits(t *testing.T, folder string, n int) string {
	t.Helper()
	source, err := dataset.Open("digits", "")
	if err != nil {
		t.Fatal(err)
	}
	set := source.Test.First(n)
	images := filepath.Join(folder, "t10k-images-idx3-ubyte")
	write(t, images, func(f *os.File) error { return dataset.WriteImages(f, set) })
	write(t, filepath.Join(folder, "t10k-labels-idx1-ubyte"), func(f *os.File) error {
		return dataset.WriteLabels(f, set.Labels)
	})
	return images
}

func write(t *testing.T, path string, content func(*os.File) error) {
	t.Helper()
	f, err := os.Create(path)
	if err == nil {
		err = errors.Join(content(f), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// record reads how the machine in a file came to be.
func record(t *testing.T, path string) learn.Record {
	t.Helper()
	c, err := checkpoint.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return c.Record
}

// cycle is the number of cycles that the bar shows.
func cycle(t *testing.T, p *desktop.Program) uint64 {
	t.Helper()
	line := p.WaitForText("progress", "bar.progress.cycle")
	n, ok := desktop.Cycle(line)
	if !ok {
		t.Fatalf("no number of cycles in %q", line)
	}
	return n
}

// train lets the machine run for n cycles by one of the bar's buttons, and waits
// until they are done.
func train(t *testing.T, p *desktop.Program, button string, n uint64) {
	t.Helper()
	goal := cycle(t, p) + n
	p.Fill("cycles", fmt.Sprint(n))
	p.Click(button)
	p.WaitForCycle(goal)
	p.WaitForText("phase line", "bar.line.rest")
}
