package cli

import (
	"fmt"
	"io"

	"wakesleep/learn"
	"wakesleep/network"
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
	answered
	Machines string `json:"machines"`
	// Class is the one whose machine describes the image in the fewest bits, and
	// Margin how many more the second needs.
	Class  int     `json:"class"`
	Margin float64 `json:"margin_bits"`
	// CalibratedClass is the likeliest after calibration, if there is one.
	CalibratedClass *int          `json:"calibrated_class,omitempty"`
	Classes         []classLength `json:"classes"`
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

func newClassAnswer(common *answered, all *learn.Checkpoint, r *network.Recognitions) *classAnswer {
	a := &classAnswer{answered: *common, Machines: all.String(), Class: int(all.Labels[r.Best]), Margin: r.Margin}
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
			printParts(t, l.CauseBits, l.DifferenceBits, l.FreeEnergyBits)
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
