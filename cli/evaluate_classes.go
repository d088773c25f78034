package cli

import (
	"fmt"
	"io"
	"math"
	"strings"

	"wakesleep/learn"
	"wakesleep/learn/measure"
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
	measured
	Machines string `json:"machines"`
	Classes  []int  `json:"classes"`
	*measure.ClassScores
}

func newClassEvaluation(m *measured, machine *learn.Checkpoint, e *measure.Evaluation) *classEvaluation {
	return &classEvaluation{*m, machine.String(), classNumbers(machine.Labels), e.Classes}
}

// classNumbers are labels as numbers rather than as the bytes of a text.
func classNumbers(labels []uint8) []int {
	numbers := make([]int, len(labels))
	for k, label := range labels {
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
