package measure

import (
	"context"
	"math"
	"sync"

	"gonum.org/v1/gonum/stat"

	"wakesleep/internal/sentence"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/network/images"
)

// Options say how to measure an ensemble.
type Options struct {
	// Samples is K, the importance samples for each image. It costs time, not
	// memory.
	Samples int
	// Threads shares the work out and has no influence on the result.
	Threads int
	// Names are those of the categories; with labels in the data they give the
	// accuracy.
	Names []string
	// Exact asks for the exact figure too, where machines are small enough.
	Exact bool
	// Progress, if not nil, hears of images done.
	Progress func(done, total int)
	// Known has results that an evaluation of the same machine, images and
	// samples gave to Keep before; they are not measured again, and the figures
	// come out the same bit for bit.
	Known map[int]ImageResult
	// Keep, if not nil, hears of each group of images as soon as it is measured:
	// found[i] is of image first+i. It is called from several goroutines, one at
	// a time; an error ends the evaluation.
	Keep func(first int, found []ImageResult) error
}

// ImageResult is what an evaluation found about one image. It comes through JSON
// unharmed.
type ImageResult struct {
	// NLLNats has −log of the mean importance weight for each number of samples
	// of SampleCounts.
	NLLNats []float64 `json:"nll_nats"`
	// DifferenceNats is the mean of −log p(x | h[1]).
	DifferenceNats float64 `json:"difference_nats"`
	// LayerNats has the mean of log q − log p of each hidden layer, bottom to top:
	// its signed part of the causes.
	LayerNats []float64 `json:"layer_nats"`
	// Category is the answer of a categorical top, otherwise −1.
	Category int `json:"category"`
}

// Evaluate measures an ensemble on a set, whose grey pixels are binarised once, the
// same for all machines. An image's own member is that of its label, or where members found
// their classes themselves the one that describes it the shortest, whose number is its
// category. A distribution's images count by their probabilities. Machines of labels need a
// labelled set. To Known and Keep image i under member k of a set of n images is number k·n + i.
func Evaluate(ctx context.Context, e *network.Ensemble, set *images.Set, o Options) (*Evaluation, error) {
	d, err := describe(ctx, e, set, o)
	if err != nil {
		return nil, err
	}
	v := d.evaluation(set, o)
	switch {
	case e.Found:
		v.AccuracyPercent, v.CategoriesUsed = accuracy(d.right, set.Labels, o.Names), different(d.right)
		return v, nil
	case e.OfClasses():
		v.Classes = d.scores(e)
		return v, nil
	}
	v.AccuracyPercent, v.CategoriesUsed = accuracy(answersOf(d.own), set.Labels, o.Names), different(answersOf(d.own))
	return v, v.enumerate(ctx, e.Machines[0], set, d.pixels, o)
}

// EvaluateOwn measures each image under one member: of classes that of its label,
// where images whose label no member has are left out. It takes as long as for a
// single machine, and does not tell how well classes are told apart.
func EvaluateOwn(ctx context.Context, e *network.Ensemble, set *images.Set, o Options) (*Evaluation, error) {
	if !e.ByLabel() {
		return Evaluate(ctx, e, set, o)
	}
	if err := checkEvaluation(e, set, o); err != nil {
		return nil, err
	}
	d := &described{samples: o.Samples}
	set = learn.KnownTo(e, set)
	if set.Count() == 0 {
		return nil, sentence.Errorf("%s: no image of a class that there is a machine for", set.Name)
	}
	pixels := learn.Binary(set)
	d.own = make([]ImageResult, set.Count())
	for k, label := range e.Labels {
		where := indices(set.Labels, label)
		if len(where) == 0 {
			continue
		}
		own := bits.NewMatrix(len(where), pixels.Cols)
		for row, i := range where {
			own.CopyRow(row, pixels, i)
		}
		found, err := measureImages(ctx, e.Machines[k], own, set.Name, Options{Samples: o.Samples, Threads: o.Threads})
		if err != nil {
			return nil, err
		}
		for row, i := range where {
			d.own[i] = found[row]
		}
	}
	return d.evaluation(set, o), nil
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

// checkEvaluation reports images and options with which an ensemble cannot be
// evaluated.
func checkEvaluation(e *network.Ensemble, set *images.Set, o Options) error {
	if err := set.Validate(); err != nil {
		return err
	}
	m := e.Machines[0]
	switch {
	case set.Pixels() != m.Pixels():
		return sentence.Errorf("%s: the images differ in size from those the machine was made for", set.Name)
	case o.Samples < 1:
		return sentence.Errorf("evaluation needs at least one sample for each image")
	case o.Threads < 1:
		return sentence.Errorf("evaluation needs at least one thread")
	case e.ByLabel() && set.Labels == nil:
		return sentence.Errorf("%s: no labels to hold the answers against", set.Name)
	}
	return checkKnown(e, set.Count(), o)
}

// checkKnown reports known results that the machines cannot have, for so many images.
func checkKnown(e *network.Ensemble, count int, o Options) error {
	if len(o.Known) == 0 {
		return nil
	}
	var expected []*Expected
	for _, m := range e.Machines {
		expected = append(expected, Expect(m, o.Samples))
	}
	for i, r := range o.Known {
		if i < 0 || i >= len(expected)*count {
			return sentence.Errorf("the known result %d does not belong to this evaluation", i)
		}
		if err := expected[i/count].Check(&r); err != nil {
			return sentence.Errorf("the known result %d does not belong to this evaluation: %w", i, err)
		}
	}
	return nil
}

// measureImages gives the result of every image, known or new.
func measureImages(
	ctx context.Context, m *network.Machine, pixels *bits.Matrix, name string, o Options,
) ([]ImageResult, error) {
	results := make([]ImageResult, pixels.Rows)
	for i, r := range o.Known {
		results[i] = r
	}
	s := sampler{machine: m, samples: o.Samples, threads: o.Threads, progress: o.Progress}
	s.skip = func(first, count int) bool {
		for i := first; i < first+count; i++ {
			if _, known := o.Known[i]; !known {
				return false
			}
		}
		return true
	}
	var keeping sync.Mutex
	err := s.explain(ctx, pixels, func(first int, found []explained) error {
		for i := range found {
			results[first+i] = found[i].result(o.Samples)
			if !results[first+i].finite() {
				return NotFinite(name)
			}
		}
		if o.Keep == nil {
			return nil
		}
		keeping.Lock()
		defer keeping.Unlock()
		return o.Keep(first, results[first:first+len(found)])
	})
	return results, err
}

func (e *explained) result(samples int) ImageResult {
	for l := range e.layers {
		e.layers[l] /= float64(samples)
	}
	return ImageResult{
		NLLNats: e.ladder.bounds(), DifferenceNats: e.difference / float64(samples), LayerNats: e.layers, Category: e.answer(),
	}
}

// finite tells whether no bound is infinite or not a number.
func (r *ImageResult) finite() bool {
	sum := r.DifferenceNats
	for _, nats := range r.NLLNats {
		sum += nats
	}
	return !math.IsNaN(sum) && !math.IsInf(sum, 0)
}

// enumerate adds the figures that need no samples.
func (v *Evaluation) enumerate(
	ctx context.Context, m *network.Machine, set *images.Set, pixels *bits.Matrix, o Options,
) error {
	if !Enumerable(m) || !o.Exact && set.Probabilities == nil {
		return nil
	}
	exact, err := Enumerate(m)
	if err != nil {
		return err
	}
	logs, err := exact.LogProbabilities(ctx, pixels, o.Threads)
	if err != nil {
		return err
	}
	nll := -stat.Mean(logs, set.Probabilities)
	if math.IsNaN(nll) || math.IsInf(nll, 0) {
		return nil // some image's probability is too small for a float64
	}
	if o.Exact {
		v.ExactNLLNats = &nll
	}
	if set.Probabilities != nil {
		kl := (nll - stat.Entropy(set.Probabilities)) / math.Ln2
		v.KLBits = &kl
	}
	return nil
}

// different counts the categories into which images fall; nil where there are none.
func different(answers []int) *int {
	found := map[int]bool{}
	for _, category := range answers {
		if category < 0 {
			return nil
		}
		found[category] = true
	}
	n := len(found)
	return &n
}

func answersOf(results []ImageResult) []int {
	answers := make([]int, len(results))
	for i, r := range results {
		answers[i] = r.Category
	}
	return answers
}

// Answers gives the category of every image of a set, by the given number of
// samples. The machine must have a categorical top.
func Answers(ctx context.Context, m *network.Machine, pixels *bits.Matrix, o Options) ([]int, error) {
	answers := make([]int, pixels.Rows)
	s := sampler{machine: m, samples: o.Samples, threads: o.Threads, progress: o.Progress}
	err := s.explain(ctx, pixels, func(first int, found []explained) error {
		for i := range found {
			answers[first+i] = found[i].answer()
		}
		return nil
	})
	return answers, err
}

// NotFinite tells of a machine, in the file of that name, that an image costs infinitely many
// bits, or a number of them that is none.
func NotFinite(name string) error {
	return sentence.Errorf("%s: the description length is not finite; the machine's training may have gone wrong, "+
		"use one from before that", name)
}
