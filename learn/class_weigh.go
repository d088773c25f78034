package learn

import (
	"context"
	"errors"

	"wakesleep/network/bits"
	"wakesleep/network/images"
)

// EvaluateRight measures each image of a labelled set under the machine of its own
// class alone, as [Evaluate] does; images whose label no machine has are left out.
// It takes as long as for a single machine, and does not tell how well classes are
// told apart.
func (c *ClassMachines) EvaluateRight(ctx context.Context, set *images.Set, o EvaluateOptions) (*Evaluation, error) {
	if err := checkEvaluation(c.Machines[0], set, o); err != nil {
		return nil, err
	}
	if set.Labels == nil {
		return nil, errors.New(set.Name + ": no labels to find an image's own machine by")
	}
	known := c.known(set)
	if known.Count() == 0 {
		return nil, errors.New(set.Name + ": no image of a class that there is a machine for")
	}
	pixels := binariseAll(known)
	results := make([]ImageResult, known.Count())
	for k, label := range c.Labels {
		where := indices(known.Labels, label)
		if len(where) == 0 {
			continue
		}
		own := bits.NewMatrix(len(where), pixels.Cols)
		for row, i := range where {
			own.CopyRow(row, pixels, i)
		}
		found, err := measureImages(ctx, c.Machines[k], own, set.Name, EvaluateOptions{Samples: o.Samples, Threads: o.Threads})
		if err != nil {
			return nil, err
		}
		for row, i := range where {
			results[i] = found[row]
		}
	}
	return newEvaluation(results, known, o), nil
}

// indices are the places at which a label stands.
func indices(labels []uint8, label uint8) []int {
	var list []int
	for i := range labels {
		if labels[i] == label {
			list = append(list, i)
		}
	}
	return list
}
