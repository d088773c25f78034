package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/network/images"
)

// evaluateFlags are the command line of evaluate.
type evaluateFlags struct {
	data             dataFlags
	damage           damageFlags
	keep             string
	samples, threads int
	json             bool
	dreams           dreamScoresFlag
}

func newEvaluate() *cobra.Command {
	f := new(evaluateFlags)
	c := &cobra.Command{
		Use:   "evaluate FILE",
		Short: "Measure a machine on images that it has not seen",
		Long: "Measure the description length of images under a machine: an upper bound of -log p(x),\n" +
			"by importance sampling with K samples an image, and the bounds with 1, 10, 100, … of them.\n" +
			"Grey pixels are drawn on or off once, the same for all machines. Images are treated as the\n" +
			"machine's training images were.\n\n" +
			"What --json prints, figures being means over images:\n" + evaluationKeys + ledgerKeys + classKeys + dreamKeys,
		Example: "  wakesleep evaluate m.helmholtz --samples 1000 --limit 500\n" +
			"  wakesleep evaluate m.helmholtz --data digits --split training --json",
		Args: exactly("FILE"),
	}
	flags := c.Flags()
	f.data.bind(c, "", dataset.PartTest)
	flags.Lookup("data").Usage += "\n(default the machine's own)"
	flags.IntVar(&f.samples, "samples", 100, "importance samples `K` for each image")
	flags.IntVar(&f.threads, "threads", runtime.NumCPU(), "threads to share the work among")
	flags.StringVar(&f.keep, "keep", "", "keep what is measured in `FILE`, and go on from there if it holds some")
	f.damage.bind(c)
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	c.RunE = func(c *cobra.Command, args []string) error { return f.run(c, args[0]) }
	f.dreams.bind(c)
	return c
}

func (f *evaluateFlags) check(c *cobra.Command) error {
	const most = 1_000_000
	if f.samples < 1 || f.samples > most {
		return usagef("--samples %d: give a number from 1 to %d", f.samples, most)
	}
	return cmp.Or(checkThreads(f.threads), f.dreams.check(c), f.damage.check(), f.data.check(c))
}

func (f *evaluateFlags) run(c *cobra.Command, file string) error {
	if err := f.check(c); err != nil {
		return err
	}
	if err := keepApart("--keep", f.keep, append(f.data.inputs(), machineInput(file))...); err != nil {
		return err
	}
	machine, err := openMachine(file)
	if err != nil {
		return err
	}
	if err := f.data.fromRecord(c, file, &machine.Record); err != nil {
		return err
	}
	set, err := f.data.open()
	if err != nil {
		return err
	}
	if err := checkSize(machine.Machines[0], file, f.data.data, set.Width, set.Height); err != nil {
		return err
	}
	if machine.ByLabel() && set.Labels == nil {
		return usagef("%s: its answers can only be held against labels; give those of %s with --labels FILE", file, f.data.data)
	}
	scores, err := f.scoreDreams(c, file, f.damage.ensemble(machine.Ensemble), &machine.Record, set)
	if err != nil {
		return err
	}
	r, err := f.measure(c, machine, set)
	if err != nil {
		return err
	}
	r.common().File, r.common().dreamScores = file, scores
	return show(c, f.json, r)
}

// measure evaluates a machine on a set.
func (f *evaluateFlags) measure(c *cobra.Command, machine *learn.Checkpoint, set *images.Set) (report, error) {
	names, err := f.names(c.Context(), machine, set)
	if err != nil {
		return nil, err
	}
	shown := f.damage.Set(set)
	e, err := f.evaluate(c, machine, shown, names.names)
	if err != nil {
		return nil, err
	}
	m := newMeasured(e, set, f.damage.report())
	if m.Ledger, err = f.ledger(c, machine, shown, e); err != nil {
		return nil, err
	}
	if m.Split != f.data.split {
		m.Split = "" // test images were asked for, but there is only one part
	}
	if e.Classes != nil {
		return newClassEvaluation(m, machine, e), nil
	}
	return newEvaluation(m, machine, e, names), nil
}

// evaluate measures a machine, damaged as the flags say, on a set that has been.
func (f *evaluateFlags) evaluate(
	c *cobra.Command, machine *learn.Checkpoint, set *images.Set, names []string,
) (e *measure.Evaluation, err error) {
	bar := newProgress(c.ErrOrStderr(), machine.Count()*set.Count(), "evaluating")
	defer bar.clear()
	options := measure.Options{
		Samples: f.samples, Threads: f.threads, Names: names, Exact: true,
		Progress: func(done, _ int) { bar.set(done) },
	}
	k, err := f.openKeeper(&options, set, machine.Machines...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, k.close()) }()
	if f.keep != "" {
		endsInGoodOrder(c.Context(), func() string { return "what was measured last may not be in " + f.keep })
	}
	e, err = measure.Evaluate(c.Context(), f.damage.ensemble(machine.Ensemble), set, options)
	return e, f.stopped(err)
}

// stopped says how to go on with an evaluation that Ctrl-C ended.
func (f *evaluateFlags) stopped(err error) error {
	switch {
	case !errors.Is(err, context.Canceled):
		return err
	case f.keep == "":
		return &statusError{statusInterrupted, errors.New("stopped; with --keep FILE an evaluation can be stopped and continued")}
	}
	return &statusError{statusInterrupted, fmt.Errorf("stopped; the same command, with --keep %s, goes on from there", f.keep)}
}
