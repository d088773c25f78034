// Camera photographs the program's rooms: it drives the window with pointer and
// keys and writes PNG files.
//
//	go run ./scripts/camera PROGRAM FOLDER
package main

import (
	"errors"
	"log"
	"os"
	"os/exec"
	"path/filepath"

	"wakesleep/e2e/desktop"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("screenshots: ")
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(arguments []string) error {
	if len(arguments) != 2 {
		return errors.New("say which program to start, and which folder to fill")
	}
	if err := desktop.Missing(); err != nil {
		return err
	}
	program, err := filepath.Abs(arguments[0])
	if err != nil {
		return err
	}
	folder := arguments[1]
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	// The last two show that everything has its place on a small screen, and that a
	// large one is made use of.
	return errors.Join(
		session(program, folder, "dark", "", album),
		session(program, folder, "light", "-light", album),
		session(program, folder, "dark", "-small", func(c *camera) { tour(c, 1024, 640) }),
		session(program, folder, "light", "-large", func(c *camera) { tour(c, 1920, 1080) }),
	)
}

// session starts the program in a theme without other preferences, and lets visit
// photograph it; suffix ends the pictures' names.
func session(program, folder, theme, suffix string, visit func(*camera)) error {
	o := desktop.Options{Binary: program, Preferences: map[string]any{"theme": theme}}
	return desktop.Run(o, func(p *desktop.Program) {
		p.Appear()
		visit(&camera{p, folder, suffix})
	})
}

// camera photographs a window.
type camera struct {
	*desktop.Program
	folder, suffix string
}

// calm moves the pointer aside and waits until nothing changes any more.
func (c *camera) calm() {
	c.Rest()
	c.Still()
}

// shoot photographs the window as soon as it is at rest.
func (c *camera) shoot(name string) {
	c.calm()
	c.snap(name)
}

// snap photographs the window as it is, in few colours, because that makes the
// file a fraction of the size.
func (c *camera) snap(name string) {
	path := filepath.Join(c.folder, name+c.suffix+".png")
	c.Screenshot(path)
	shrink := exec.Command("mogrify", "+dither", "-colors", "128", "-strip", "-define", "png:compression-level=9", path)
	if out, err := shrink.CombinedOutput(); err != nil {
		desktop.Script{}.Fatalf("cannot reduce the colours of %s: %v: %s", path, err, out)
	}
	desktop.Script{}.Logf("%s", path)
}
