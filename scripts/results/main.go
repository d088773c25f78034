// Command results trains and measures the recipes and writes what they reach into
// docs/RESULTS.md. It keeps one line of JSON for each recipe and seed, so that it
// can be stopped at any time and continues where it was; a training that was stopped
// is resumed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
)

// options are the command line.
type options struct {
	program, lines, page, plots, machines string
	only                                  *regexp.Regexp
	threads                               int
	render                                bool
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("results: ")
	o := options{only: regexp.MustCompile("")}
	flag.StringVar(&o.program, "program", "./wakesleep-headless", "the program that trains and measures")
	flag.StringVar(&o.lines, "lines", "docs/results/results.jsonl", "one JSON object for each recipe and seed")
	flag.StringVar(&o.page, "page", "docs/RESULTS.md", "the page whose tables are written")
	flag.StringVar(&o.plots, "plots", "docs/results", "folder for the plots")
	flag.StringVar(&o.machines, "machines", "results", "folder for the trained machines")
	flag.IntVar(&o.threads, "threads", runtime.NumCPU(), "threads to train and measure with")
	flag.BoolVar(&o.render, "render", false, "only write the page from the lines there are")
	flag.Func("only", "train and measure only the recipes that match this regular `expression`", func(text string) (err error) {
		o.only, err = regexp.Compile(text)
		return err
	})
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := o.run(ctx); err != nil {
		log.Fatal(err)
	}
}

// run does what is missing, and writes the page after each line.
func (o *options) run(ctx context.Context) error {
	done, err := readLines(o.lines)
	if err != nil {
		return err
	}
	if o.render {
		return o.write(done)
	}
	if err := os.MkdirAll(o.machines, 0o755); err != nil {
		return err
	}
	for _, w := range work {
		for seed := uint64(1); seed <= w.seeds; seed++ {
			if find(done, w.recipe, seed) != nil || !o.only.MatchString(w.recipe) {
				continue
			}
			line, err := o.measure(ctx, w, seed)
			if errors.Is(err, context.Canceled) || ctx.Err() != nil {
				return errors.New("stopped; run it again to go on")
			}
			if err != nil {
				return fmt.Errorf("%s, seed %d: %w", w.recipe, seed, err)
			}
			if err := appendLine(o.lines, line); err != nil {
				return err
			}
			done = append(done, *line)
			if err := o.write(done); err != nil {
				return err
			}
		}
	}
	return o.write(done)
}

// machine is the file of a recipe's machine.
func (o *options) machine(recipe string, seed uint64) string {
	return filepath.Join(o.machines, fmt.Sprintf("%s-%d.helmholtz", recipe, seed))
}
