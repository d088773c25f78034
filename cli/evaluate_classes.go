package cli

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
)

// classKeys explains the keys of classEvaluation.
const classKeys = `

and of one machine for each class, as train --per-class makes them, instead:
  machines, classes                  what they are, and their labels
  error_percent, error_stderr_percent
                                     images that another class's machine describes in fewer bits than
                                     that of their label, by K samples, and the standard error
  calibrated_error_percent           the same after calibration
  calibration_images                 by how many images held out of training that was fitted
  confusion, calibrated_confusion    how often each class, in a row, got each answer
  margin_bits                        by how much the second shortest description is longer
  nll_nats, nll_bits, nll_stderr_nats
                                     -log p(x) under the mixture of all, each class weighing as much as
                                     it had training images
  bound_nats, bits_causes, bits_difference
                                     the free energy under the machine of the image's label, and its parts
  ledger                             as above, under the machine of the image's label`

// classEvaluation is what evaluate prints of one machine for each class. Figures
// are per image.
type classEvaluation struct {
	damageReport
	File         string `json:"file"`
	Data         string `json:"data"`
	Split        string `json:"split,omitempty"`
	Straightened bool   `json:"straightened"`
	Binarisation string `json:"binarisation"`
	Images       int    `json:"images"`
	Samples      int    `json:"samples"`
	Machines     string `json:"machines"`
	Classes      []int  `json:"classes"`
	// ErrorPercent is the share of images whose own machine does not describe them
	// shortest, with K = Samples; the calibrated one is left out where the machines
	// were trained without images held out.
	ErrorPercent           float64  `json:"error_percent"`
	ErrorStdErr            float64  `json:"error_stderr_percent"`
	CalibratedErrorPercent *float64 `json:"calibrated_error_percent,omitempty"`
	CalibrationImages      int      `json:"calibration_images,omitempty"`
	// Confusion counts the answers, a row for each right class.
	Confusion           [][]int `json:"confusion"`
	CalibratedConfusion [][]int `json:"calibrated_confusion,omitempty"`
	MarginBits          float64 `json:"margin_bits"`
	// NLLNats is that of the mixture of all classes; the bound and its parts are
	// under the right machine.
	NLLNats        float64 `json:"nll_nats"`
	NLLBits        float64 `json:"nll_bits"`
	StdErrNats     float64 `json:"nll_stderr_nats"`
	BoundNats      float64 `json:"bound_nats"`
	CauseBits      float64 `json:"bits_causes"`
	DifferenceBits float64 `json:"bits_difference"`
	// Ledger is that under the right machine.
	Ledger *dataLedger `json:"ledger"`
	*dreamScores
}

// runClasses evaluates one machine for each class.
func (f *evaluateFlags) runClasses(c *cobra.Command, file string, all *learn.ClassMachines) error {
	if err := f.data.fromRecord(c, file, &all.Record); err != nil {
		return err
	}
	set, err := f.data.open()
	if err != nil {
		return err
	}
	if err := checkSize(all.Machines[0], file, f.data.data, set.Width, set.Height); err != nil {
		return err
	}
	if set.Labels == nil {
		return usagef("%s: its answers can only be held against labels; give those of %s with --labels FILE", file, f.data.data)
	}
	whole := slices.Clone(all.Machines)
	f.damage.hurt(all)
	scores, err := f.scoreDreams(c, all, &all.Record, set)
	if err != nil {
		return err
	}
	report, err := f.measureClasses(c, all, whole, f.damage.Set(set))
	if err != nil {
		return err
	}
	report.File, report.dreamScores, report.damageReport = file, scores, f.damage.report()
	if f.json {
		return printJSON(c.OutOrStdout(), report)
	}
	return report.print(c.OutOrStdout())
}

// measureClasses evaluates machines, damaged from whole ones as the flags say, on
// a set that has been.
func (f *evaluateFlags) measureClasses(
	c *cobra.Command, all *learn.ClassMachines, whole []*network.Machine, set *images.Set,
) (*classEvaluation, error) {
	e, err := f.evaluateClasses(c, all, whole, set)
	if err != nil {
		return nil, err
	}
	r := newClassEvaluation(all, e)
	r.Straightened = set.Straightened
	if r.Data, r.Split = splitName(set.Name); r.Split != f.data.split {
		r.Split = ""
	}
	costs, err := f.baselines(c, &all.Record, all.Mean(), set)
	r.Ledger = newDataLedger(e.Ledger, all.Machines[0], costs)
	return r, err
}

func (f *evaluateFlags) evaluateClasses(
	c *cobra.Command, all *learn.ClassMachines, whole []*network.Machine, set *images.Set,
) (e *learn.ClassEvaluation, err error) {
	bar := newProgress(c.ErrOrStderr(), all.Count()*set.Count(), "evaluating")
	defer bar.clear()
	options := learn.EvaluateOptions{
		Samples: f.samples, Threads: f.threads,
		Progress: func(done, _ int) { bar.set(done) },
	}
	k, err := f.openKeeper(&options, set, whole...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, k.close()) }()
	e, err = all.Evaluate(c.Context(), set, options)
	return e, f.stopped(err)
}

func newClassEvaluation(all *learn.ClassMachines, e *learn.ClassEvaluation) *classEvaluation {
	r := &classEvaluation{
		Binarisation: e.Binarisation, Images: e.Images, Samples: e.Samples,
		Machines: all.String(), Classes: classNumbers(all),
		ErrorPercent: e.ErrorPercent, CalibratedErrorPercent: e.CalibratedErrorPercent,
		Confusion: e.Confusion, CalibratedConfusion: e.CalibratedConfusion, MarginBits: e.MarginBits,
		NLLNats: e.NLLNats, NLLBits: e.NLLBits(), StdErrNats: e.StdErrNats, BoundNats: e.BoundNats,
		CauseBits: e.CauseBits, DifferenceBits: e.DifferenceBits,
	}
	share := e.ErrorPercent / 100
	r.ErrorStdErr = 100 * math.Sqrt(share*(1-share)/float64(e.Images))
	if fit := all.Record.Calibration; fit != nil {
		r.CalibrationImages = fit.Images
	}
	return r
}

// classNumbers are the labels, as numbers rather than as the bytes of a text.
func classNumbers(all *learn.ClassMachines) []int {
	numbers := make([]int, len(all.Labels))
	for k, label := range all.Labels {
		numbers[k] = int(label)
	}
	return numbers
}

// print writes the figures for people.
func (e *classEvaluation) print(w io.Writer) error {
	t := newTable(w)
	t.row("machines", "%s", e.Machines)
	t.row("images", "%d of %s, %s", e.Images, e.Data, e.Binarisation)
	e.printDamage(t)
	t.row("error, shortest description", "%.2f %% ± %.2f, K=%d", e.ErrorPercent, e.ErrorStdErr, e.Samples)
	if e.CalibratedErrorPercent != nil {
		t.row("error, calibrated", "%.2f %%, fitted on %s held out", *e.CalibratedErrorPercent, plural(e.CalibrationImages, "image"))
	}
	t.row("margin to the second", "%.2f bits", e.MarginBits)
	t.row(fmt.Sprintf("-log p(x) of all, K=%d", e.Samples), "%.3f nats ± %.3f, %.3f bits", e.NLLNats, e.StdErrNats, e.NLLBits)
	t.row("free energy, right class", "%.3f nats, %.3f bits", e.BoundNats, e.BoundNats/math.Ln2)
	e.Ledger.printParts(t)
	e.Ledger.printRest(t)
	e.dreamScores.print(t)
	if err := t.flush(); err != nil {
		return err
	}
	return e.printConfusion(w)
}

// printConfusion writes a row for each right class, a column for each answer.
func (e *classEvaluation) printConfusion(w io.Writer) error {
	var text strings.Builder
	text.WriteString("\nright\\answer")
	for _, label := range e.Classes {
		fmt.Fprintf(&text, "%6d", label)
	}
	for k, row := range e.Confusion {
		fmt.Fprintf(&text, "\n%12d", e.Classes[k])
		for _, count := range row {
			fmt.Fprintf(&text, "%6d", count)
		}
	}
	_, err := fmt.Fprintln(w, text.String())
	return err
}
