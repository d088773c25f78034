package cli

import (
	"cmp"
	"context"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/network"
	"wakesleep/network/images"
)

// comparison is what a picture is compared with: images of the machine's own kind
// that it has not learnt from.
type comparison struct {
	// mean has the mean levels of the training images; nil where they are unknown.
	mean []float32
	// set are the images compared with, and things is what they are called; nil
	// where there are none, and note says why.
	set          *images.Set
	things, note string
}

// newComparison finds the images to compare with: of built-in data the test
// images, and of a file, whose path is data unless empty, the last sixth. The mean
// levels come from the machine's file, if it has them.
func newComparison(data, file string, machine *learn.Checkpoint) (*comparison, error) {
	r := &machine.Record
	own := trainedOn(r)
	mean, err := trainingMean(r, machine.Mean())
	if err != nil {
		return nil, err
	}
	if data == "" && own.File {
		return &comparison{mean: mean, note: "the machine's images came from the file " + dataset.SourceName(own.Origin) +
			"; say where that is with --data FILE"}, nil
	}
	data = cmp.Or(data, own.Source)
	source, err := dataset.Open(data, "")
	if err != nil {
		return nil, err
	}
	if err := checkSize(machine.Machines[0], file, data, source.Training.Width, source.Training.Height); err != nil {
		return nil, err
	}
	k := &comparison{mean: mean, set: source.Unseen(own.Origin, measure.TypicalImages), things: source.Things()}
	if source.HasTest() || own.Part == dataset.PartFitting || !source.Holds(own) {
		k.things = "unseen " + k.things
	} else {
		k.things += " of " + dataset.SourceName(own.Origin)
	}
	return k, nil
}

// strangeness judges what an ensemble made of a picture.
func (k *comparison) strangeness(ctx context.Context, e *network.Ensemble, r *network.Recognition) (strangeness, error) {
	if k.set == nil {
		return strangeness{Note: k.note}, nil
	}
	t, err := measure.NewTypical(ctx, e, k.set)
	if err != nil {
		return strangeness{}, err
	}
	judged := t.Judge(r)
	return strangeness{Percentile: &judged.Percentile, Words: judged.Words(k.things), Images: judged.Images}, nil
}

// strangeness says how unusual a picture is for a machine.
type strangeness struct {
	// Percentile is the percentage of images, out of Images that the machine has
	// not learnt from, whose description is shorter; Words says what that means.
	Percentile *float64 `json:"strangeness_percentile,omitempty"`
	Words      string   `json:"strangeness,omitempty"`
	Images     int      `json:"strangeness_images,omitempty"`
	// Note says why there is no percentile.
	Note string `json:"strangeness_note,omitempty"`
}

func (s *strangeness) print(t table) {
	if s.Percentile == nil {
		t.row("strangeness", "unknown: %s", s.Note)
		return
	}
	t.row("strangeness", "%s", s.Words)
}
