package learn

import (
	"context"

	"wakesleep/network"
	"wakesleep/network/images"
)

// Mean has the mean level of each pixel of the images of all classes, from 0 to 1;
// nil for files that do not tell.
func (c *ClassMachines) Mean() []float32 {
	sums := make([]float64, c.Machines[0].Pixels())
	for k, share := range c.Shares() {
		if c.parts[k].Mean == nil {
			return nil
		}
		for j, v := range c.parts[k].Mean {
			sums[j] += share * float64(v)
		}
	}
	mean := make([]float32, len(sums))
	for j, sum := range sums {
		mean[j] = min(float32(sum), 1)
	}
	return mean
}

// MeasureTypical is [MeasureTypical] for one machine for each class: an image's
// description is that of the machine with the least free energy.
func (c *ClassMachines) MeasureTypical(ctx context.Context, set *images.Set) (*Typical, error) {
	return measureTypical(ctx, c.Machines, set)
}

// Plainest is what the machine with the least free energy makes of the image.
func (r *ClassRecognition) Plainest() *network.Recognition {
	best := r.Each[0]
	for _, one := range r.Each {
		if one.FreeEnergy() < best.FreeEnergy() {
			best = one
		}
	}
	return best
}
