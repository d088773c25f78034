package cli

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"wakesleep/io/dataset"
	"wakesleep/io/judge"
	"wakesleep/learn"
	"wakesleep/learn/dreams"
	"wakesleep/learn/memory"
	"wakesleep/learn/perceptron"
	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/network/images"
)

// dreamSeed draws the dreams that are scored.
const dreamSeed = 1

// dreamScoresFlag is --dreams: the number of dreams to score, 0 for none.
type dreamScoresFlag struct{ count int }

const dreamScoresName, dreamScoresDefault = "dreams", "10000"

// bind adds the flag to a command that is complete otherwise. After --dreams a
// number may follow or not, so that one that comes after a space is found among the
// command's arguments and taken out.
func (f *dreamScoresFlag) bind(c *cobra.Command) {
	flags := c.Flags()
	flags.IntVar(&f.count, dreamScoresName, 0, "score `N` dreams too, "+dreamScoresDefault+" where no number follows: does a classifier\n"+
		"tell them from images, which digits are they, do they repeat training images")
	flags.Lookup(dreamScoresName).NoOptDefVal = dreamScoresDefault
	check, run := c.Args, c.RunE
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, args []string) error {
		args = f.take(c, args)
		if err := check(c, args); err != nil {
			return err
		}
		return run(c, args)
	}
}

// take returns the arguments without the number of dreams.
func (f *dreamScoresFlag) take(c *cobra.Command, args []string) []string {
	if !c.Flags().Changed(dreamScoresName) || len(args) != 2 || strconv.Itoa(f.count) != dreamScoresDefault {
		return args
	}
	for i, a := range slices.Backward(args) {
		if n, err := strconv.Atoi(a); err == nil {
			f.count = n
			return slices.Delete(slices.Clone(args), i, i+1)
		}
	}
	return args
}

// check reports an impossible number of dreams.
func (f *dreamScoresFlag) check(c *cobra.Command) error {
	const most = 1_000_000
	if c.Flags().Changed(dreamScoresName) && (f.count < dreams.LeastImages || f.count > most) {
		return usagef("--dreams %d: give a number from %d to %d", f.count, dreams.LeastImages, most)
	}
	return nil
}

// dreamTask is all that scoring dreams needs: how the dreamer was trained, the images to
// compare with and the flags by which they were found.
type dreamTask struct {
	*evaluateFlags
	record *learn.Record
	set    *images.Set
	bar    *progress
	scores dreamScores
}

// scoreDreams scores the dreams of an ensemble; nil without --dreams.
func (f *evaluateFlags) scoreDreams(c *cobra.Command, file string, who *network.Ensemble, r *learn.Record, set *images.Set) (*dreamScores, error) {
	if f.dreams.count == 0 {
		return nil, nil
	}
	if err := f.checkUnseen(r, set); err != nil {
		return nil, err
	}
	noteOlder(c, file, r)
	bar := newProgress(c.ErrOrStderr(), barSteps, "dreaming")
	defer bar.clear()
	t := &dreamTask{evaluateFlags: f, record: r, set: set, bar: bar}
	return &t.scores, t.run(c.Context(), who)
}

// barSteps is the number of steps of each bar.
const barSteps = 1000

// checkUnseen reports images that dreams cannot be compared with.
func (f *evaluateFlags) checkUnseen(r *learn.Record, set *images.Set) error {
	own := trainedOn(r)
	switch {
	case set.Probabilities != nil:
		return usagef("--dreams: %s is a distribution known exactly, and kl_bits says how well the machine dreams it; leave --dreams out", set.Name)
	case dataset.Overlap(dataset.PartOf(set.Origin), dataset.PartOf(own.Origin)) && f.data.source.Holds(own):
		return usagef("--dreams compares dreams with images that the machine has not seen, but it was trained on %s; choose another --split", r.Data)
	case set.Count() < dreams.LeastImages:
		return usagef("--dreams needs at least %d images to compare with, and there are %d; choose a larger --limit or other --data", dreams.LeastImages, set.Count())
	}
	return nil
}

func (t *dreamTask) run(ctx context.Context, who *network.Ensemble) error {
	dreamt, real := who.Dream(t.dreams.count, dreamSeed).States[0], learn.Binary(t.set)
	s := &t.scores
	s.Dreams, s.Compared = dreamt.Rows, min(dreamt.Rows, real.Rows)
	if err := t.compare(ctx, firstRows(dreamt, s.Compared), firstRows(real, s.Compared)); err != nil {
		return err
	}
	if err := t.sort(dreamt); err != nil {
		return err
	}
	return t.remember(ctx, dreamt, real)
}

func firstRows(m *bits.Matrix, n int) *bits.Matrix {
	first := bits.NewMatrix(n, m.Cols)
	first.CopyRows(0, m, 0, n)
	return first
}

// compare makes the two-sample tests.
func (t *dreamTask) compare(ctx context.Context, dreamt, real *bits.Matrix) error {
	plain, err := t.twoSample(ctx, dreamt, real, 0, "telling dreams from images")
	if err != nil {
		return err
	}
	strict, err := t.twoSample(ctx, dreamt, real, t.set.Width, "looking closer")
	if err != nil {
		return err
	}
	s := &t.scores
	s.TwoSample, s.TwoSampleStdErr = plain.Dreams.Percent, plain.Dreams.StdErrPercent
	s.Control, s.ControlStdErr = plain.Control.Percent, plain.Control.StdErrPercent
	s.Strict, s.StrictStdErr, s.StrictControl = strict.Dreams.Percent, strict.Dreams.StdErrPercent, strict.Control.Percent
	return nil
}

func (t *dreamTask) twoSample(ctx context.Context, dreamt, real *bits.Matrix, width int, what string) (*dreams.Comparison, error) {
	t.bar.describe(what)
	return dreams.TwoSample(ctx, dreamt, real, width, dreams.Options{
		Threads: t.threads, Progress: func(share float64) { t.bar.set(int(share * barSteps)) },
	})
}

// sort counts the digits among the dreams.
func (t *dreamTask) sort(dreamt *bits.Matrix) error {
	const size = 28
	s, own := &t.scores, trainedOn(t.record)
	if own.Source != "digits" || own.File || t.set.Width != size || t.set.Height != size {
		s.LeftOut = append(s.LeftOut, fmt.Sprintf("shares of digits: the judge knows the %d×%d digits of --data digits only", size, size))
		return nil
	}
	file, err := judge.Load()
	if err != nil {
		return err
	}
	p, err := perceptron.FromArrays(file.Arrays)
	if err != nil {
		return err
	}
	s.Shares = dreams.Shares(p, dreamt)
	smallest := slices.Min(s.Shares)
	s.SmallestShare = &smallest
	return nil
}

// remember compares dreams with the training images.
func (t *dreamTask) remember(ctx context.Context, dreamt, real *bits.Matrix) error {
	s := &t.scores
	training, err := t.training()
	if err != nil {
		return err
	}
	if training == nil {
		s.LeftOut = append(s.LeftOut, fmt.Sprintf("nearest training images: %s is not at hand; give it with --data and choose a --split of it", t.record.Data))
		return nil
	}
	t.bar.describe("comparing with training images")
	total := dreamt.Rows + real.Rows
	found, err := memory.New(learn.Binary(training)).Test(ctx, dreamt, real, t.threads, func(done int) {
		t.bar.set(barSteps * done / total)
	})
	if err != nil {
		return err
	}
	s.Nearest, s.NearestHeldOut, s.MemorisingZ = &found.DreamPixels, &found.HeldOutPixels, &found.Z
	return nil
}

// training are the images that the machine was trained on, as they were; nil where
// they are not at hand.
func (t *dreamTask) training() (*images.Set, error) {
	own, source := trainedOn(t.record), t.data.source
	if !source.Holds(own) {
		if own.File {
			return nil, nil
		}
		var err error
		if source, err = dataset.Open(own.Source, ""); err != nil {
			return nil, err
		}
	}
	set := source.Images(own.Origin).First(t.record.Images - t.record.HeldOut)
	if set.Pixels() != t.set.Pixels() || set.Probabilities != nil {
		return nil, nil
	}
	return set, nil
}
