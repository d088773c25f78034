package memory

import (
	"cmp"
	"context"
	"math"
	"slices"

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

// MannWhitneyZ compares two samples by the ranks of their numbers: the standard
// score of U, the number of pairs in which the first sample's number is the
// greater, equal ones counting one half. Under equal distributions it is about
// standard normal; negative means that the first sample's numbers are smaller.
// With the correction for ties and without that for continuity. It is zero where
// all numbers are equal. Both samples must have some.
//
// Source: Mann and Whitney, "On a test of whether one of two random variables is
// stochastically larger than the other", Annals of Mathematical Statistics 18
// (1947).
func MannWhitneyZ(first, second []float64) float64 {
	if len(first) == 0 || len(second) == 0 {
		panic("memory: a sample without numbers")
	}
	n1, n2 := float64(len(first)), float64(len(second))
	n := n1 + n2
	rankSum, ties := ranks(first, second)
	u := rankSum - n1*(n1+1)/2
	variance := n1 * n2 / 12 * (n + 1 - ties/(n*(n-1)))
	if variance <= 0 {
		return 0
	}
	return (u - n1*n2/2) / math.Sqrt(variance)
}

// ranks adds up the ranks, counted from 1, of the first sample's numbers among all,
// equal ones sharing their mean, and t³−t over all groups of t equal numbers.
func ranks(first, second []float64) (sum, ties float64) {
	type number struct {
		value float64
		first bool
	}
	all := make([]number, 0, len(first)+len(second))
	for _, v := range first {
		all = append(all, number{v, true})
	}
	for _, v := range second {
		all = append(all, number{v, false})
	}
	slices.SortFunc(all, func(a, b number) int { return cmp.Compare(a.value, b.value) })
	for lo := 0; lo < len(all); {
		hi, mine := lo, 0
		for ; hi < len(all) && all[hi].value == all[lo].value; hi++ {
			if all[hi].first {
				mine++
			}
		}
		sum += float64(mine) * float64(lo+1+hi) / 2
		t := float64(hi - lo)
		ties += t*t*t - t
		lo = hi
	}
	return sum, ties
}
