package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"wakesleep/learn"
	"wakesleep/learn/baseline"
)

// classAnswerKeys explains the keys of classAnswer.
const classAnswerKeys = `

and of one machine for each class, for category, units, layers and bits:
  machines                           what they are
  class, margin_bits                 that of the shortest description, and how much longer the second is
  calibrated_class                   the likeliest class after calibration
  classes                            for each class the description length that K samples prove (bits), the
                                     free energy and its two parts, and the probability after calibration
and the pictures are those of the class's machine.`

// classAnswer is what recognise prints of one machine for each class.
type classAnswer struct {
	damageReport
	File     string `json:"file"`
	Image    string `json:"image"`
	Machines string `json:"machines"`
	Firings  int    `json:"firings"`
	Seed     uint64 `json:"seed"`
	// Class is the one whose machine describes the image in the fewest bits, and
	// Margin how many more the second needs.
	Class  int     `json:"class"`
	Margin float64 `json:"margin_bits"`
	// CalibratedClass is the likeliest after calibration, if there is one.
	CalibratedClass *int          `json:"calibrated_class,omitempty"`
	BoundSamples    int           `json:"bound_samples"`
	Classes         []classLength `json:"classes"`
	Baselines       baselines     `json:"baselines_bits"`
	strangeness
	// The pictures are those of the class's machine.
	pictures
}

// classLength is what one class's machine makes of the image.
type classLength struct {
	Class int `json:"class"`
	// Bits is the description length with K samples; the free energy and its parts
	// are that with one.
	Bits           float64  `json:"bits"`
	FreeEnergyBits float64  `json:"free_energy_bits"`
	CauseBits      float64  `json:"bits_causes"`
	DifferenceBits float64  `json:"bits_difference"`
	Probability    *float64 `json:"probability,omitempty"`
}

// runClasses shows the picture to one machine for each class.
func (f *recogniseFlags) runClasses(c *cobra.Command, file, picture string, all *learn.ClassMachines) error {
	// All machines take the same pictures, so any of them stands for all.
	grey, err := openPicture(picture, file, all.Class(0))
	if err != nil {
		return err
	}
	others, err := newComparison(f.data, file, all.Machines[0], &all.Record, all.Mean())
	if err != nil {
		return err
	}
	r := all.Recognise(f.damage.Image(grey, 0), f.firings, f.seed)
	answer := newClassAnswer(all, r)
	answer.Baselines = newBaselines(baseline.OfDraws(r.Each[0].Draws, all.Record.Width, all.Record.Height, others.mean))
	if answer.strangeness, err = others.strangeness(c.Context(), r.Plainest(), all.MeasureTypical); err != nil {
		return err
	}
	answer.File, answer.Image, answer.Seed, answer.damageReport = file, picture, f.seed, f.damage.report()
	if f.json {
		return printJSON(c.OutOrStdout(), answer)
	}
	return answer.print(c.OutOrStdout())
}

func newClassAnswer(all *learn.ClassMachines, r *learn.ClassRecognition) *classAnswer {
	a := &classAnswer{
		Machines: all.String(), Firings: r.Each[0].Firings, BoundSamples: r.Each[0].BoundSamples,
		Class: int(all.Labels[r.Best]), Margin: r.Margin, pictures: newPictures(all.Machines[r.Best], r.Each[r.Best]),
	}
	if r.Calibrated >= 0 {
		class := int(all.Labels[r.Calibrated])
		a.CalibratedClass = &class
	}
	for k, one := range r.Each {
		length := classLength{
			Class: int(all.Labels[k]), Bits: r.Lengths[k],
			FreeEnergyBits: one.FreeEnergy(), CauseBits: one.CauseBits, DifferenceBits: one.DifferenceBits,
		}
		if r.Probabilities != nil {
			length.Probability = &r.Probabilities[k]
		}
		a.Classes = append(a.Classes, length)
	}
	return a
}

// print writes the answer for people.
func (a *classAnswer) print(w io.Writer) error {
	t := newTable(w)
	t.row("machines", "%s, %s", a.Machines, plural(a.Firings, "firing"))
	a.printDamage(t)
	t.row("class", "%d, by %.2f bits", a.Class, a.Margin)
	if a.CalibratedClass != nil {
		t.row("class, calibrated", "%d", *a.CalibratedClass)
	}
	a.strangeness.print(t)
	for _, l := range a.Classes {
		if l.Class == a.Class {
			t.row("bits for the causes", "%.2f", l.CauseBits)
			t.row("bits for the difference", "%.2f", l.DifferenceBits)
			t.row("free energy, K=1", "%.2f bits", l.FreeEnergyBits)
		}
	}
	t.row("", "bits, K=%d", a.BoundSamples)
	for _, l := range a.Classes {
		mark, chance := "", ""
		if l.Class == a.Class {
			mark = "  shortest"
		}
		if l.Probability != nil {
			chance = fmt.Sprintf("  %6.2f %%", 100**l.Probability)
		}
		t.row(fmt.Sprintf("  class %d", l.Class), "%8.2f%s%s", l.Bits, chance, mark)
	}
	a.Baselines.print(t)
	if err := t.flush(); err != nil {
		return err
	}
	return a.pictures.print(w)
}
