package network

import (
	"math"
	"slices"
)

// Calibration makes probabilities of the description lengths that several machines
// give to an image: member c counts as if its length were Scales[c]·length +
// Offsets[c] bits. Machines that model their classes imperfectly are all too sure of
// themselves, and not equally so.
type Calibration struct {
	// Offsets are in bits and have mean zero.
	Scales  []float64 `json:"scales"`
	Offsets []float64 `json:"offsets"`
	// Images and Samples tell by how many images, and K, it was fitted.
	Images  int `json:"images"`
	Samples int `json:"samples"`
}

// Clone copies the calibration; nil stays nil.
func (c *Calibration) Clone() *Calibration {
	if c == nil {
		return nil
	}
	copied := *c
	copied.Scales, copied.Offsets = slices.Clone(c.Scales), slices.Clone(c.Offsets)
	return &copied
}

// Apply is the calibrated lengths of one image, in bits.
func (c *Calibration) Apply(lengths []float64) []float64 {
	calibrated := make([]float64, len(lengths))
	for k, length := range lengths {
		calibrated[k] = c.Scales[k]*length + c.Offsets[k]
	}
	return calibrated
}

// Probabilities are those of the members given an image's lengths in bits.
func (c *Calibration) Probabilities(lengths []float64) []float64 {
	return posterior(c.Apply(lengths))
}

// posterior is 2^−length over the sum of all.
func posterior(lengths []float64) []float64 {
	p := make([]float64, len(lengths))
	least, sum := slices.Min(lengths), 0.0
	for k, length := range lengths {
		p[k] = math.Exp2(least - length)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}
