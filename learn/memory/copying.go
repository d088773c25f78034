package memory

import (
	"context"

	"gonum.org/v1/gonum/stat"

	"wakesleep/network/bits"
)

// Copying is what the nearest training images tell about dreams.
type Copying struct {
	// DreamPixels is the mean number of pixels in which a dream differs from its
	// nearest training image, and HeldOutPixels the same for images that the
	// machine has not seen.
	DreamPixels, HeldOutPixels float64
	// Z is the three-sample test's: far below zero the dreams lie nearer to the
	// training images than unseen images do, so that the machine copies; about zero
	// they lie as near; above, it dreams what is farther off.
	Z float64
}

// Test compares dreams with held-out images by their distances to the training
// images in the memory.
//
// Source: Meehan, Chaudhuri and Dasgupta, "A non-parametric test to detect
// data-copying in generative models", AISTATS (2020), with the whole space for a
// cell.
func (m *Memory) Test(ctx context.Context, dreams, heldOut *bits.Matrix, threads int, progress func(done int)) (*Copying, error) {
	d, err := m.distances(ctx, dreams, threads, progress)
	if err != nil {
		return nil, err
	}
	h, err := m.distances(ctx, heldOut, threads, func(done int) {
		if progress != nil {
			progress(dreams.Rows + done)
		}
	})
	if err != nil {
		return nil, err
	}
	return &Copying{DreamPixels: stat.Mean(d, nil), HeldOutPixels: stat.Mean(h, nil), Z: MannWhitneyZ(d, h)}, nil
}

func (m *Memory) distances(ctx context.Context, pixels *bits.Matrix, threads int, progress func(int)) ([]float64, error) {
	found, err := m.All(ctx, pixels, threads, progress)
	if err != nil {
		return nil, err
	}
	d := make([]float64, len(found))
	for i, n := range found {
		d[i] = float64(n.Distance)
	}
	return d, nil
}
