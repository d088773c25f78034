// Camera photographs the program's rooms: it drives the window with pointer and
// keys and writes PNG files.
//
//	go run ./scripts/camera PROGRAM FOLDER
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"wakesleep/e2e/desktop"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
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
	if err := os.MkdirAll(arguments[1], 0o755); err != nil {
		return err
	}
	return errors.Join(
		session(program, arguments[1], "dark", "", album),
		session(program, arguments[1], "light", "-light", album),
		session(program, arguments[1], "dark", "-small", small),
		session(program, arguments[1], "light", "-large", large),
	)
}

// session starts the program in a theme without other preferences, and lets visit
// photograph it; suffix ends the pictures' names.
func session(program, folder, theme, suffix string, visit func(*camera)) error {
	c := &camera{folder: folder, suffix: suffix}
	o := desktop.Options{Binary: program, Preferences: map[string]any{"theme": theme}}
	return desktop.Run(o, func(p *desktop.Program) {
		c.window = p
		p.Appear()
		visit(c)
	})
}
