// Stopwatch measures the window: how soon it is there, how fast a machine learns in it,
// what watching costs, for how long the event loop is held, and whether memory stays
// flat. It drives the program as a person would, and writes docs/WINDOW.md.
//
//	go run ./scripts/stopwatch [-minutes N] [-out FILE] PROGRAM
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"wakesleep/e2e/desktop"
)

// Settings of a person who makes a new machine and changes nothing, which are those of
// the machine that the program begins with, as options of the command train.
var settings = []string{"--data", "digits", "--straighten", "--layers", "100,50c", "--rate", ".005", "--rebinarise"}

func main() {
	minutes := flag.Int("minutes", 30, "minutes of play for which memory is watched")
	out := flag.String("out", "docs/WINDOW.md", "`FILE` to write")
	flag.Parse()
	if err := run(flag.Args(), time.Duration(*minutes)*time.Minute, *out); err != nil {
		fmt.Fprintln(os.Stderr, "stopwatch:", err)
		os.Exit(1)
	}
}

func run(arguments []string, play time.Duration, out string) error {
	if len(arguments) != 1 {
		return errors.New("say which program to measure")
	}
	if err := desktop.Missing(); err != nil {
		return err
	}
	program, err := filepath.Abs(arguments[0])
	if err != nil {
		return err
	}
	var r report
	for _, measure := range []func() error{
		func() error { return r.start(program) },
		func() error { return r.learning(program) },
		func() error { return r.watching(program) },
		func() error { return r.loop(program) },
		func() error { return r.memory(program, play) },
	} {
		if err := measure(); err != nil {
			return err
		}
		fmt.Fprintln(os.Stderr, r.rows[len(r.rows)-1])
	}
	return r.write(out)
}

// small is the window in which everything is measured, in pixels.
func small(p *desktop.Program) {
	p.Appear()
	p.Resize(1024, 640)
}

// fresh makes a new machine with the settings that a person finds.
func fresh(p *desktop.Program) {
	p.Key("ctrl+n")
	p.ClickText("Make it")
	p.WaitForCycle(0)
}
