package main

import (
	"os/exec"
	"path/filepath"

	"wakesleep/e2e/desktop"
)

// camera photographs a window.
type camera struct {
	window         *desktop.Program
	folder, suffix string
}

// shoot photographs the window as it is, in few colours, because that makes the
// file a fraction of the size.
func (c *camera) shoot(name string) {
	path := filepath.Join(c.folder, name+c.suffix+".png")
	c.window.Screenshot(path)
	shrink := exec.Command("mogrify", "+dither", "-colors", "128", "-strip", "-define", "png:compression-level=9", path)
	if out, err := shrink.CombinedOutput(); err != nil {
		desktop.Script{}.Fatalf("cannot reduce the colours of %s: %v: %s", path, err, out)
	}
	desktop.Script{}.Logf("%s", path)
}
