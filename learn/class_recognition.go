package learn

import (
	"math"

	"wakesleep/network"
)

// ClassRecognition is what one machine for each class make of an image.
type ClassRecognition struct {
	// Lengths has each class's description length in bits, its K-sample estimate.
	Lengths []float64
	// Best is the index of the shortest, the first among equals, and Margin how
	// many bits the second shortest has more.
	Best   int
	Margin float64
	// Probabilities are the calibrated ones of the classes, and Calibrated the
	// index of the greatest; nil and −1 without a calibration.
	Probabilities []float64
	Calibrated    int
	// Each is what every machine by itself makes of the image.
	Each []*network.Recognition
}

// Recognise shows a grey image (n[0] levels, 0 ground and 255 ink) to all
// machines for at least the given number of firings. The same seed gives the same
// firings.
func (c *ClassMachines) Recognise(grey []uint8, firings int, seed uint64) *ClassRecognition {
	r := &ClassRecognition{Calibrated: -1}
	for _, m := range c.Machines {
		// A stream's first numbers draw the pixels, so with one seed all machines
		// see the same binary images.
		one := m.Recognise(grey, firings, seed)
		r.Each = append(r.Each, one)
		r.Lengths = append(r.Lengths, one.Bound)
	}
	r.Best = shortest(r.Lengths)
	r.Margin = margin(r.Lengths, r.Best)
	if fit := c.Record.Calibration; fit != nil {
		r.Probabilities = fit.Probabilities(r.Lengths)
		r.Calibrated = shortest(fit.Apply(r.Lengths))
	}
	return r
}

// margin is by how much all others are longer than the best.
func margin(lengths []float64, best int) float64 {
	second := math.Inf(1)
	for k, length := range lengths {
		if k != best {
			second = min(second, length)
		}
	}
	return second - lengths[best]
}
