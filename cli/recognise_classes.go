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
  class, name, margin_bits           that of the shortest description, what it is called where machines
                                     found their classes themselves, as train --find makes them, and how
                                     much longer the second is
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
	Name   string  `json:"name,omitempty"`
	Margin float64 `json:"margin_bits"`
	// CalibratedClass is the likeliest after calibration, if there is one.
	CalibratedClass *int          `json:"calibrated_class,omitempty"`
	Classes         []classLength `json:"classes"`
	// found tells that the machines found their classes themselves.
	found bool
}

// classLength is what one class's machine makes of the image.
type classLength struct {
	Class int    `json:"class"`
	Name  string `json:"name,omitempty"`
	// Bits is the description length with K samples; the free energy and its parts
	// are that with one.
	Bits           float64  `json:"bits"`
	FreeEnergyBits float64  `json:"free_energy_bits"`
	CauseBits      float64  `json:"bits_causes"`
	DifferenceBits float64  `json:"bits_difference"`
	Probability    *float64 `json:"probability,omitempty"`
}

func newClassAnswer(common *answered, all *learn.Checkpoint, r *network.Recognitions) *classAnswer {
	a := &classAnswer{answered: *common, Machines: all.String(), Margin: r.Margin, found: all.Found}
	a.Class, a.Name = classOf(all, r.Best)
	if r.Calibrated >= 0 {
		class, _ := classOf(all, r.Calibrated)
		a.CalibratedClass = &class
	}
	for k, one := range r.Each {
		class, name := classOf(all, k)
		length := classLength{
			Class: class, Name: name, Bits: r.Lengths[k],
			FreeEnergyBits: one.FreeEnergy(), CauseBits: one.CauseBits, DifferenceBits: one.DifferenceBits,
		}
		if r.Probabilities != nil {
			length.Probability = &r.Probabilities[k]
		}
		a.Classes = append(a.Classes, length)
	}
	return a
}

// classOf is the class of member k: its label, or where members found their classes themselves
// its number and what it is called.
func classOf(all *learn.Checkpoint, k int) (class int, name string) {
	if all.ByLabel() {
		return int(all.Labels[k]), ""
	}
	return k, categoryName(&all.Record, k)
}

// title is what the class is called for people.
func (l *classLength) title(found bool) string {
	if found {
		return categoryTitle(l.Class, l.Name)
	}
	return fmt.Sprintf("class %d", l.Class)
}

// print writes the answer for people.
func (a *classAnswer) print(w io.Writer) error {
	t := newTable(w)
	t.row("machines", "%s, %s", a.Machines, plural(a.Firings, "firing"))
	a.printDamage(t)
	if a.found {
		t.row("category", "%s, by %.2f bits", categoryTitle(a.Class, a.Name), a.Margin)
	} else {
		t.row("class", "%d, by %.2f bits", a.Class, a.Margin)
	}
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
		t.row("  "+l.title(a.found), "%8.2f%s%s", l.Bits, chance, mark)
	}
	a.Baselines.print(t)
	if err := t.flush(); err != nil {
		return err
	}
	return a.pictures.print(w)
}
