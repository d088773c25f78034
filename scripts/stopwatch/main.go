// Stopwatch measures the window: how soon it opens, how fast a machine learns in it,
// what watching costs, for how long the event loop is held, and whether memory stays
// flat. It drives the program as a user would, and writes docs/WINDOW.md.
//
//	go run ./scripts/stopwatch [-parts PARTS] [-minutes N] [-out FILE] PROGRAM
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wakesleep/e2e/desktop"
)

// The settings of a new machine where the user changes nothing, which are those of the
// machine that the program begins with, as options of the command train.
var settings = []string{"--data", "digits", "--straighten", "--layers", "200,100,50c", "--rate", ".005", "--rebinarise"}

func main() {
	log.SetFlags(0)
	log.SetPrefix("stopwatch: ")
	minutes := flag.Int("minutes", 30, "minutes of play for which memory is watched")
	out := flag.String("out", "docs/WINDOW.md", "`FILE` to write, once everything has been measured")
	parts := flag.String("parts", strings.Join(allParts, ","), "`PARTS` to measure; some of them are only printed")
	flag.Parse()
	err := run(flag.Args(), strings.Split(*parts, ","), time.Duration(*minutes)*time.Minute, *out)
	if err != nil {
		log.Fatal(err)
	}
}

// allParts are what can be measured.
var allParts = []string{"start", "learning", "watching", "loop", "memory"}

func run(arguments, parts []string, play time.Duration, out string) error {
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
	measures := map[string]func() error{
		"start":    func() error { return r.start(program) },
		"learning": func() error { return r.learning(program) },
		"watching": func() error { return r.watching(program) },
		"loop":     func() error { return r.loop(program) },
		"memory":   func() error { return r.memory(program, play) },
	}
	for _, part := range parts {
		measure, found := measures[part]
		if !found {
			return fmt.Errorf("there is no part %q; the parts are %s", part, strings.Join(allParts, ", "))
		}
		if err := measure(); err != nil {
			return err
		}
		fmt.Fprintln(os.Stderr, r.rows[len(r.rows)-1])
	}
	if len(r.rows) < len(allParts) {
		return nil
	}
	return r.write(out)
}

// playing starts the program in a window of the size in which everything is measured,
// plays with a machine that has the settings that the dialog offers, and lets measure
// look on.
func playing(program string, measure func(*desktop.Program)) error {
	return desktop.Run(desktop.Options{Binary: program}, func(p *desktop.Program) {
		p.Appear()
		p.Resize(1024, 640)
		p.Key("ctrl+n")
		p.ClickText("settings.make.button")
		p.WaitForCycle(0)
		p.Click("play")
		measure(p)
	})
}
