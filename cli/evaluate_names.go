package cli

import (
	"context"
	"slices"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/network/images"
)

// naming is what the categories of a machine are called, and how that came.
type naming struct {
	names []string
	// images is the number of images that names were fitted on, and data says
	// which they were.
	images int
	data   string
	// byHand is the number of names that the user chose instead.
	byHand int
}

// savedNaming is how a machine that has names came by them.
func savedNaming(r *learn.Record) naming {
	n := naming{names: r.Names, byHand: len(r.ByHand)}
	for i, name := range r.Names {
		if _, byHand := slices.BinarySearch(r.ByHand, i); name != "" && !byHand {
			n.images, n.data = r.Images, r.Data
		}
	}
	return n
}

// names are those of the machine's categories. A machine that was never named,
// as one from an interrupted training, gets names from as many training images
// as it was trained on, if the data have some besides those to be measured on.
func (f *evaluateFlags) names(ctx context.Context, machine *learn.Checkpoint, set *images.Set) (naming, error) {
	record := &machine.Record
	if record.Names != nil {
		return savedNaming(record), nil
	}
	split := namingSplit(record, f.data.split)
	if machine.Categories() == 0 || set.Labels == nil || split == "" || !f.data.source.HasTest() {
		return naming{}, nil
	}
	part := f.data
	part.split, part.limit = split, record.Images
	training, err := part.open()
	if err != nil {
		return naming{}, err
	}
	names, err := measure.NameCategories(ctx, machine.Ensemble, training, f.threads)
	return naming{names: names, images: training.Count(), data: training.Name}, err
}

// namingSplit is the part of the data that names are fitted on where another one
// is measured on; empty where there is none that stands apart from it.
func namingSplit(r *learn.Record, measured string) string {
	trained := dataset.PartOf(trainedOn(r).Origin)
	switch {
	case measured == dataset.PartHeldOut, measured == dataset.PartTest && trained == dataset.PartFitting:
		return dataset.PartFitting
	case measured == dataset.PartTest:
		return dataset.PartTraining
	}
	return ""
}
