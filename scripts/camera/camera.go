package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"wakesleep/e2e/desktop"
)

// camera photographs a window.
type camera struct {
	window         *desktop.Program
	folder, suffix string
}

// trouble is what Fatalf ends a session with.
type trouble struct{ error }

// Helper, Logf and Fatalf make a camera a desktop.Test.
func (c *camera) Helper() {}

func (c *camera) Logf(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

func (c *camera) Fatalf(format string, args ...any) { panic(trouble{fmt.Errorf(format, args...)}) }

// end closes the window, and turns a panic of Fatalf into an error.
func (c *camera) end(reason any) error {
	if c.window != nil {
		if text := c.window.Kill(); text != "" {
			c.Logf("the program printed:\n%s", text)
		}
	}
	if t, ok := reason.(trouble); ok {
		return t.error
	}
	if reason != nil {
		panic(reason)
	}
	return nil
}

// shoot photographs the window as it is, in few colours, because that makes the
// file a fraction of the size.
func (c *camera) shoot(name string) {
	path := filepath.Join(c.folder, name+c.suffix+".png")
	c.window.Screenshot(path)
	shrink := exec.Command("mogrify", "+dither", "-colors", "128", "-strip", "-define", "png:compression-level=9", path)
	if out, err := shrink.CombinedOutput(); err != nil {
		c.Fatalf("cannot reduce the colours of %s: %v: %s", path, err, out)
	}
	c.Logf("%s", path)
}
