// Package benchmark measures how fast the program is on the machine it runs on:
// the bits × floats products, training, answering, and how costs grow.
//
// Times are the fastest of several rounds, in which what is compared takes
// turns, so that other programs and a changing clock disturb little.
package benchmark

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"wakesleep/io/dataset"
	"wakesleep/network/bits"
	"wakesleep/network/images"
)

// Parts are the names of what can be measured, in the order in which it is.
// Training comes first so that the peak of memory is its own.
var Parts = []string{"training", "bars", "recognition", "growth", "products"}

// Options say what to measure.
type Options struct {
	// Threads is the greatest number of threads, at least 1.
	Threads int
	// Quick measures so briefly that the figures mean little, to see that all
	// works.
	Quick bool
	// Parts are some of Parts; none means all.
	Parts []string
	// Progress, unless nil, is told before each of total steps what it measures.
	Progress func(done, total int, what string)
}

// Validate reports a part that does not exist.
func (o Options) Validate() error {
	for _, part := range o.Parts {
		if !slices.Contains(Parts, part) {
			return fmt.Errorf("there is no part %q; choose from %s", part, strings.Join(Parts, ", "))
		}
	}
	return nil
}

// step is a measurement that enters its figures in the report.
type step struct {
	what string
	run  func(context.Context) error
}

// bench is a measurement under way.
type bench struct {
	options Options
	digits  *dataset.Source
	report  *Report
	// span is the time for one product.
	span time.Duration
}

// Run measures what the options ask for. It returns the context's error when
// cancelled.
func Run(ctx context.Context, o Options) (*Report, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	digits, err := dataset.Open("digits", "")
	if err != nil {
		return nil, err
	}
	b := &bench{options: o, digits: digits, report: newReport(o), span: 60 * time.Millisecond}
	if o.Quick {
		b.span = time.Millisecond
	}
	steps := b.steps()
	for i, s := range steps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if o.Progress != nil {
			o.Progress(i, len(steps), s.what)
		}
		if err := s.run(ctx); err != nil {
			return nil, err
		}
	}
	return b.report, nil
}

func newReport(o Options) *Report {
	return &Report{
		CPU: CPU(), Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH,
		Processors: runtime.GOMAXPROCS(0), Kernels: bits.Implementation(),
		Threads: o.Threads, Quick: o.Quick,
	}
}

// steps lists the measurements of the parts that are asked for.
func (b *bench) steps() []step {
	makers := map[string]func() []step{
		"training": b.trainingSteps, "bars": b.barsSteps, "recognition": b.recognitionSteps,
		"growth": b.growthSteps, "products": b.productSteps,
	}
	var all []step
	for _, part := range Parts {
		if len(b.options.Parts) == 0 || slices.Contains(b.options.Parts, part) {
			all = append(all, makers[part]()...)
		}
	}
	return all
}

// count is n, or a few where the benchmark is quick.
func (b *bench) count(n, quick int) int {
	if b.options.Quick {
		return quick
	}
	return n
}

// threadCounts are 1 and its doublings up to the number of threads, and that.
func (b *bench) threadCounts() []int {
	var counts []int
	for n := 1; n < b.options.Threads; n *= 2 {
		counts = append(counts, n)
	}
	return append(counts, b.options.Threads)
}

// training is the set to learn from. To prepare all of it takes longer than a
// quick benchmark may.
func (b *bench) training() *images.Set {
	return b.digits.Training.First(b.count(b.digits.Training.Count(), 2000))
}
