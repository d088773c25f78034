package cli

import (
	"context"
	"fmt"
	"io"
	"math"
	"runtime"

	"github.com/spf13/cobra"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network/images"
)

// evaluateFlags are the command line of evaluate.
type evaluateFlags struct {
	data             dataFlags
	samples, threads int
	json             bool
}

func newEvaluate() *cobra.Command {
	f := new(evaluateFlags)
	c := &cobra.Command{
		Use:   "evaluate FILE",
		Short: "Measure a machine on images that it has not seen",
		Long: "Measure the description length of images under a machine: an upper bound of -log p(x),\n" +
			"by importance sampling with K samples an image. Grey pixels are drawn on or off once, the\n" +
			"same for all machines. Images are treated as the machine's training images were.",
		Example: "  wakesleep evaluate m.helmholtz --samples 1000 --limit 500\n" +
			"  wakesleep evaluate m.helmholtz --data digits --split training --json",
		Args: exactly("FILE"),
	}
	flags := c.Flags()
	flags.SortFlags = false
	f.data.bind(c, "", testSplit)
	flags.Lookup("data").Usage += "\n(default the machine's own)"
	flags.IntVar(&f.samples, "samples", 100, "importance samples `K` for each image")
	flags.IntVar(&f.threads, "threads", runtime.NumCPU(), "threads to share the work among")
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	c.RunE = func(c *cobra.Command, args []string) error { return f.run(c, args[0]) }
	return c
}

func (f *evaluateFlags) check(c *cobra.Command) error {
	const most = 1_000_000
	if f.samples < 1 || f.samples > most {
		return usagef("--samples %d: give a number from 1 to %d", f.samples, most)
	}
	if err := checkThreads(f.threads); err != nil {
		return err
	}
	return f.data.check(c)
}

func (f *evaluateFlags) run(c *cobra.Command, file string) error {
	if err := f.check(c); err != nil {
		return err
	}
	saved, err := openSaved(file)
	if err != nil {
		return err
	}
	if all, many := saved.(*learn.ClassMachines); many {
		return f.runClasses(c, file, all)
	}
	machine := saved.(*learn.Checkpoint)
	if err := f.data.fromRecord(c, file, &machine.Record); err != nil {
		return err
	}
	set, err := f.data.open()
	if err != nil {
		return err
	}
	if err := checkSize(machine.Machine, file, f.data.data, set.Width, set.Height); err != nil {
		return err
	}
	report, err := f.measure(c, machine, set)
	if err != nil {
		return err
	}
	report.File = file
	if f.json {
		return printJSON(c.OutOrStdout(), report)
	}
	return report.print(c.OutOrStdout())
}

// evaluation is what evaluate prints. Figures are per image.
type evaluation struct {
	File string `json:"file"`
	Data string `json:"data"`
	// Split is the part of the data, empty where there is but one.
	Split        string `json:"split,omitempty"`
	Straightened bool   `json:"straightened"`
	Binarisation string `json:"binarisation"`
	Images       int    `json:"images"`
	Samples      int    `json:"samples"`
	// NLLNats and NLLBits bound −log p(x) from above, with K = Samples; the
	// standard error is that of the mean over images. BoundNats has K = 1.
	NLLNats    float64 `json:"nll_nats"`
	NLLBits    float64 `json:"nll_bits"`
	StdErrNats float64 `json:"nll_stderr_nats"`
	BoundNats  float64 `json:"bound_nats"`
	// The two parts of the bound.
	CauseBits      float64 `json:"bits_causes"`
	DifferenceBits float64 `json:"bits_difference"`
	// Accuracy needs categories, their names and labels; KL a known distribution
	// and a machine small enough to enumerate.
	Accuracy *float64 `json:"category_accuracy_percent,omitempty"`
	KLBits   *float64 `json:"kl_bits,omitempty"`
}

// measure evaluates a machine on a set.
func (f *evaluateFlags) measure(c *cobra.Command, machine *learn.Checkpoint, set *images.Set) (*evaluation, error) {
	ctx := c.Context()
	names, err := f.names(ctx, machine, set)
	if err != nil {
		return nil, err
	}
	bar := newProgress(c.ErrOrStderr(), set.Count(), "evaluating")
	e, err := learn.Evaluate(ctx, machine.Machine, set, learn.EvaluateOptions{
		Samples: f.samples, Threads: f.threads, Names: names,
		Progress: func(done, _ int) { bar.set(done) },
	})
	bar.clear()
	if err != nil {
		return nil, err
	}
	if math.IsNaN(e.NLLNats) || math.IsInf(e.NLLNats, 0) {
		return nil, fmt.Errorf("%s: the description length is not finite; the machine's training may have gone wrong, use one from before that", set.Name)
	}
	data, split := splitName(set.Name)
	if split != f.data.split {
		split = "" // test images were asked for, but there is only one part
	}
	return &evaluation{
		Data: data, Split: split, Straightened: set.Straightened, Binarisation: e.Binarisation,
		Images: e.Images, Samples: e.Samples,
		NLLNats: e.NLLNats, NLLBits: e.NLLBits(), StdErrNats: e.StdErrNats, BoundNats: e.BoundNats,
		CauseBits: e.CauseBits, DifferenceBits: e.DifferenceBits,
		Accuracy: e.AccuracyPercent, KLBits: e.KLBits,
	}, nil
}

// names are those of the machine's categories. A machine that was never named,
// as one from an interrupted training, gets names from as many training images
// as it was trained on, if the data have some besides those to be measured on.
func (f *evaluateFlags) names(ctx context.Context, machine *learn.Checkpoint, set *images.Set) ([]string, error) {
	names := machine.Record.Names
	if names != nil || !machine.Machine.Categorical() || set.Labels == nil || f.data.split != testSplit {
		return names, nil
	}
	source, err := dataset.Open(f.data.data, f.data.labels)
	if err != nil || source.Training == source.Test {
		return nil, err
	}
	training := source.Training.First(machine.Record.Images)
	if f.data.straighten {
		training = dataset.Straighten(training)
	}
	return learn.NameCategories(ctx, machine.Machine, training, f.threads)
}

// print writes the figures as a table for people.
func (e *evaluation) print(w io.Writer) error {
	t := newTable(w)
	t.row("images", "%d of %s, %s", e.Images, e.Data, e.Binarisation)
	t.row(fmt.Sprintf("-log p(x), K=%d", e.Samples), "%.3f nats ± %.3f, %.3f bits", e.NLLNats, e.StdErrNats, e.NLLBits)
	t.row("free energy, K=1", "%.3f nats, %.3f bits", e.BoundNats, e.BoundNats/math.Ln2)
	t.row("  for the causes", "%.3f bits", e.CauseBits)
	t.row("  for the difference", "%.3f bits", e.DifferenceBits)
	if e.Accuracy != nil {
		t.row("category is the label", "%.2f %%", *e.Accuracy)
	}
	if e.KLBits != nil {
		t.row("KL(data, machine), exact", "%.4f bits", *e.KLBits)
	}
	return t.flush()
}
