package network

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
)

// Recognitions are what the members of an ensemble make of an image.
type Recognitions struct {
	// Each is what every machine by itself makes of it.
	Each []*Recognition
	// Lengths has each member's description length in bits, its K-sample estimate.
	Lengths []float64
	// Best is the index of the shortest, the first among equals, and Margin how
	// many bits the second shortest has more; +Inf for a machine alone.
	Best   int
	Margin float64
	// Probabilities are the calibrated ones of the members, and Calibrated the
	// index of the greatest; nil and −1 without a calibration.
	Probabilities []float64
	Calibrated    int
}

// Recognise shows a grey image (n[0] levels, 0 ground and 255 ink) to all members for
// at least the given number of firings. The same seed gives the same firings.
func (e *Ensemble) Recognise(grey []uint8, firings int, seed uint64) *Recognitions {
	r := &Recognitions{Calibrated: -1}
	for _, m := range e.Machines {
		// A stream's first numbers draw the pixels, so with one seed all machines
		// see the same binary images.
		one := m.Recognise(grey, firings, seed)
		r.Each = append(r.Each, one)
		r.Lengths = append(r.Lengths, one.Bound)
	}
	r.Best = Shortest(r.Lengths)
	r.Margin = Margin(r.Lengths)
	if fit := e.Calibration; fit != nil {
		r.Probabilities = fit.Probabilities(r.Lengths)
		r.Calibrated = Shortest(fit.Apply(r.Lengths))
	}
	return r
}

// Plainest is what the machine with the least free energy makes of the image.
func (r *Recognitions) Plainest() *Recognition {
	return slices.MinFunc(r.Each, func(a, b *Recognition) int { return cmp.Compare(a.FreeEnergy(), b.FreeEnergy()) })
}

// Shortest is the index of the least length, the first among equals.
func Shortest(lengths []float64) int {
	return floats.MinIdx(lengths)
}

// Margin is by how much all other lengths exceed the shortest; +Inf where there is
// no other.
func Margin(lengths []float64) float64 {
	best, second := Shortest(lengths), math.Inf(1)
	for k, length := range lengths {
		if k != best {
			second = min(second, length)
		}
	}
	return second - lengths[best]
}
