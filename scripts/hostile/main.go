// Hostile offers the program what was never meant for it: bombs, files that lie, files that
// are none, impossible settings, outputs over inputs, names with escape sequences. It writes
// a table of what the program does, and fails where a trial costs more than the budget,
// hangs, ends by a fault of Go's, destroys an input, or is answered in words that are not
// the program's.
//
//	go run ./scripts/hostile [-only EXPRESSION] [-out FILE] COMMANDS [WINDOW]
//
// COMMANDS is the headless program and WINDOW the one with the window, which needs a display
// with a window manager, as scripts/with-display starts one.
package main

import (
	"before"
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"time"
)

// What a trial may cost.
const (
	// budget is in bytes, above the program at rest and what honest content needs.
	budget = 256 << 20
	// longest is until a trial is refused, of the processors' time too, because others may
	// keep them busy.
	longest = 10 * time.Second
	// patience is until a trial is given up that waits for something.
	patience = time.Minute
)

// options are the command line.
type options struct {
	commands, window, out string
	only                  *regexp.Regexp
}

func main() {
	// Fyne, which reads what the window shows, would speak before the programs do.
	before.Restore()
	log.SetFlags(0)
	log.SetPrefix("hostile: ")
	if len(os.Args) > 1 && os.Args[1] == measureWord {
		measure(os.Args[2:])
		return
	}
	o := options{only: regexp.MustCompile("")}
	flag.StringVar(&o.out, "out", "docs/HOSTILE.md", "`FILE` to write the table to, - for the terminal")
	flag.Func("only", "try only what matches this regular `EXPRESSION`; the table is then printed", func(text string) (err error) {
		o.only, err = regexp.Compile(text)
		o.out = "-"
		return err
	})
	flag.Parse()
	if err := o.take(flag.Args()); err != nil {
		log.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := o.run(ctx); err != nil {
		log.Fatal(err)
	}
}

// take takes the programs from the arguments.
func (o *options) take(args []string) (err error) {
	if len(args) < 1 || len(args) > 2 {
		return fmt.Errorf("name the headless program, and the one with the window if that is to be tried too")
	}
	if o.commands, err = filepath.Abs(args[0]); err == nil && len(args) > 1 {
		o.window, err = filepath.Abs(args[1])
	}
	return err
}

// run tries everything and writes the table.
func (o *options) run(ctx context.Context) error {
	home, err := os.MkdirTemp("", "hostile-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(home)
	k, err := newKit(ctx, o.commands, home)
	if err != nil {
		return err
	}
	r := report{rest: k.rest}
	trials, err := k.trials()
	if err != nil {
		return err
	}
	for _, t := range trials {
		if !o.only.MatchString(t.String()) {
			continue
		}
		outcome, err := k.try(ctx, t)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", t.group, t.what, err)
		}
		r.add(t.group, t.String(), outcome)
	}
	if o.window != "" {
		if err := o.tryWindow(k, &r, trials); err != nil {
			return err
		}
	}
	return r.write(o.out)
}
