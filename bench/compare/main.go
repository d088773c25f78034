// Compare runs this program, PyTorch, OpenBLAS and gonum side by side on the same
// work and writes a table with ratios.
//
//	go run ./bench/compare [-quick] [-rounds 3] [-out bench/RESULTS.md]
//
// Run it from the module's folder, on a machine that does nothing else; `make
// bench-peers` does, and installs the peers. Programs take turns, one at a time,
// in several rounds, so that a ratio compares figures of the same minutes; of each
// the best round counts, and the table shows the ratio's range over the rounds.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"os/signal"
	"runtime"
	"strings"
)

// options are the command line.
type options struct {
	rounds, steps, threads int
	quick                  bool
	python, out            string
}

func main() {
	var o options
	flag.IntVar(&o.rounds, "rounds", 3, "rounds in which the programs take turns")
	flag.IntVar(&o.steps, "steps", 150, "steps of PyTorch to time after some to warm up; 0 for whole epochs")
	flag.IntVar(&o.threads, "threads", runtime.NumCPU(), "threads that count as all")
	flag.BoolVar(&o.quick, "quick", false, "measure so briefly that the figures mean little, to try it out")
	flag.StringVar(&o.python, "python", "/usr/bin/python3", "Python that has torch and numpy")
	flag.StringVar(&o.out, "out", "bench/RESULTS.md", "file for the table; - for none")
	flag.Parse()
	log.SetFlags(0)
	if o.quick {
		o.rounds, o.steps = 1, 5
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		log.Fatal("compare: ", err)
	}
}

func run(ctx context.Context, o options) error {
	if o.rounds < 1 || o.steps < 0 || o.threads < 1 {
		return fmt.Errorf("rounds %d, steps %d, threads %d: too few", o.rounds, o.steps, o.threads)
	}
	folder, err := os.MkdirTemp("", "compare")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	r := newResults(o)
	programs, err := build(ctx, folder)
	if err != nil {
		return err
	}
	for round := range o.rounds {
		for _, s := range sources(o, programs) {
			fmt.Fprintf(os.Stderr, "round %d of %d: %s\n", round+1, o.rounds, s.name)
			found, err := s.measure(ctx, r)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				r.failed = append(r.failed, fmt.Sprintf("%s: %v", s.name, err))
			}
			maps.Copy(r.rounds[round], found)
		}
	}
	return r.publish(o.out)
}

// publish prints the table and writes it to a file. It fails if something could
// not be measured, after all.
func (r *results) publish(out string) error {
	text := r.markdown()
	fmt.Print(text)
	if out != "-" {
		if err := os.WriteFile(out, []byte(text), 0o644); err != nil {
			return err
		}
	}
	if len(r.failed) > 0 {
		return fmt.Errorf("not measured: %s", strings.Join(r.failed, "; "))
	}
	return nil
}
