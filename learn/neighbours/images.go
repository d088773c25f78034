package neighbours

import (
	"context"

	"wakesleep/learn/parallel"

	"wakesleep/network"
	"wakesleep/network/activation"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

const (
	// draws is how often the pixels of an image are drawn on or off for its code.
	draws = 8
	// shardImages is the number of images that are coded together. It is part of the
	// definition of a code.
	shardImages = 100
)

// CodesOf are the codes that a machine's first hidden layer gives to images: how likely each
// unit is to fire, the mean over several draws of the grey pixels. All images are drawn by the
// same numbers, which follow from the seed, so that the same image has the same code. Progress,
// unless nil, hears of images done, never from two goroutines at once. The error is the
// context's.
func CodesOf(ctx context.Context, m *network.Machine, set *images.Set, threads int, seed uint64, progress func(done int)) (*Codes, error) {
	c := NewCodes(set.Count(), m.Layers[1].Units)
	err := parallel.Ranges(ctx, c.Rows, shardImages, threads, progress, func(lo, hi int) error {
		c.code(m, set, lo, hi, seed)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// code sets the codes of images lo ≤ i < hi.
func (c *Codes) code(m *network.Machine, set *images.Set, lo, hi int, seed uint64) {
	a := network.NewActivity(m, hi-lo, 1)
	sums := make([][]float32, hi-lo)
	for i := range sums {
		sums[i] = make([]float32, c.Cols)
	}
	for draw := range uint32(draws) {
		for i := range sums {
			s := random.New(seed, random.Group, random.GroupCodes, draw)
			images.Binarise(a.States[0].Row(i), set.Image(lo+i), &s)
		}
		a.DriveUp(1)
		for i, sum := range sums {
			p := a.Up[1].Row(i)
			probabilities(m.Layers[1].Kind, p)
			for j := range sum {
				sum[j] += p[j]
			}
		}
	}
	for i, sum := range sums {
		for j := range sum {
			sum[j] /= draws
		}
		c.SetProbabilities(lo+i, sum)
	}
}

// probabilities turns the logits of a layer's units into how likely each is to fire.
func probabilities(kind network.Kind, p []float32) {
	if kind == network.Categorical {
		some := make([]uint64, (len(p)+63)/64)
		some[0] = 1
		activation.ScoreCategorical(p, p, some)
		return
	}
	activation.Probabilities(p, p)
}
