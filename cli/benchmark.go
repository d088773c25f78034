package cli

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"wakesleep/cli/benchmark"
)

// benchmarkFlags are the command line of benchmark.
type benchmarkFlags struct {
	threads     int
	quick, json bool
	parts       []string
}

func newBenchmark() *cobra.Command {
	f := new(benchmarkFlags)
	c := &cobra.Command{
		Use:   "benchmark",
		Short: "Measure how fast the program is on this machine",
		Long: "Measure how fast the program is on this machine: seconds per epoch of reweighted wake-sleep on\n" +
			"the digits, cycles on the bars, the time to recognise a drawing, how costs grow with data and\n" +
			"layers, peak memory, and the bits × floats products that it is all made of, in GFLOPS of an\n" +
			"ordinary matrix product that takes as long. It takes a minute or two; let nothing else run.",
		Example: "  wakesleep benchmark\n" +
			"  wakesleep benchmark --parts training --threads 4 --json",
		Args: exactly(),
	}
	flags := c.Flags()
	flags.IntVar(&f.threads, "threads", runtime.NumCPU(), "greatest number of threads to measure with")
	flags.StringSliceVar(&f.parts, "parts", nil, "measure some `PARTS` only: "+strings.Join(benchmark.Parts, ","))
	flags.Lookup("parts").DefValue = ""
	flags.BoolVar(&f.quick, "quick", false, "measure so briefly that the figures mean little, to try it out")
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	c.RunE = func(c *cobra.Command, _ []string) error { return f.run(c) }
	return c
}

func (f *benchmarkFlags) run(c *cobra.Command) error {
	if err := checkThreads(f.threads); err != nil {
		return err
	}
	options := benchmark.Options{Threads: f.threads, Quick: f.quick, Parts: f.parts}
	if err := options.Validate(); err != nil {
		return usagef("--parts: %w", err)
	}
	var bar *progress
	options.Progress = func(done, total int, what string) {
		if bar == nil {
			bar = newProgress(c.ErrOrStderr(), total, "measuring")
		}
		bar.describe(what)
		bar.set(done)
	}
	report, err := benchmark.Run(c.Context(), options)
	if bar != nil {
		bar.clear()
	}
	if err != nil {
		return err
	}
	if f.json {
		return printJSON(c.OutOrStdout(), report)
	}
	return printBenchmark(c.OutOrStdout(), report)
}

// printBenchmark writes the report as tables for people.
func printBenchmark(w io.Writer, r *benchmark.Report) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "%s, %d processors, %s, %s/%s, products in %s\n",
		r.CPU, r.Processors, r.Go, r.OS, r.Arch, r.Kernels)
	if r.Quick {
		fmt.Fprintln(t, "Measured quickly: the figures mean little.")
	}
	for _, print := range []func(io.Writer, *benchmark.Report){
		printTraining, printBars, printRecognition, printGrowth, printProducts,
	} {
		print(t, r)
		// Each table has columns of its own.
		if err := t.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// section writes a table below a heading, a line for each row; nothing where there are
// none.
func section[T any](w io.Writer, heading string, rows []T, line func(T)) {
	if len(rows) > 0 {
		fmt.Fprintln(w, "\n"+heading)
	}
	for _, row := range rows {
		line(row)
	}
}

func printTraining(w io.Writer, r *benchmark.Report) {
	single := 0.
	section(w, "reweighted wake-sleep on the digits\tbatch\tthreads\ts/epoch\tspeed-up", r.Training, func(t benchmark.Training) {
		if t.Threads == 1 {
			single = t.SecondsPerEpoch
		}
		fmt.Fprintf(w, "%s, %s, K=%d\t%d\t%d\t%.2f\t%.2f\n",
			t.Layers, t.Connections, t.Samples, t.Batch, t.Threads, t.SecondsPerEpoch, single/t.SecondsPerEpoch)
	})
	if r.PeakMemoryMB > 0 {
		fmt.Fprintf(w, "peak memory %.0f MB\n", r.PeakMemoryMB)
	}
}

func printBars(w io.Writer, r *benchmark.Report) {
	section(w, "classic wake-sleep on bars\tlayers\tthreads\tcycles/s", r.Bars, func(b benchmark.Bars) {
		fmt.Fprintf(w, "%s\t%s\t%d\t%.0f\n", b.Data, b.Layers, b.Threads, b.CyclesPerSecond)
	})
}

func printRecognition(w io.Writer, r *benchmark.Report) {
	section(w, "recognising one digit\tsamples\tmedian ms\t99 % ms", r.Recognition, func(a benchmark.Recognition) {
		name := "idle"
		if a.Training {
			name = fmt.Sprintf("while %s trains", plural(a.Threads, "thread"))
		}
		fmt.Fprintf(w, "%s\t%d\t%.2f\t%.2f\n", name, a.Samples, a.P50, a.P99)
	})
}

func printGrowth(w io.Writer, r *benchmark.Report) {
	section(w, "cost as things grow\tfrom\tto\tcost\tto\tin\tratio", r.Growth, func(g benchmark.Growth) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%.3g\t%.3g\t%s\t%.3f\n", g.What, g.From, g.To, g.FromCost, g.ToCost, g.Unit, g.Ratio)
	})
}

func printProducts(w io.Writer, r *benchmark.Report) {
	section(w, "bits × floats, one thread\t\tdensity\tGFLOPS\tby\twalk\ttables\tµs", r.Products, func(p benchmark.Product) {
		fmt.Fprintf(w, "%d×%d·%d×%d\t%s\t%.2f\t%.1f\t%s\t%.1f\t%.1f\t%.1f\n", p.Rows, p.Inner, p.Inner, p.Cols,
			p.Use, p.Density, p.GFLOPS, p.Strategy, p.Walk, p.Tables, p.Microseconds)
	})
}
