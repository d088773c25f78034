package learn

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"

	"gonum.org/v1/gonum/stat"

	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/network/images"
)

// EvaluateOptions say how to measure a machine.
type EvaluateOptions struct {
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

// Evaluate measures m on a set, whose grey pixels are binarised once, the same
// for all machines. A distribution's images count by their probabilities.
func Evaluate(ctx context.Context, m *network.Machine, set *images.Set, o EvaluateOptions) (*Evaluation, error) {
	if err := checkEvaluation(m, set, o); err != nil {
		return nil, err
	}
	pixels := binariseAll(set)
	results, err := measureImages(ctx, m, pixels, set.Name, o)
	if err != nil {
		return nil, err
	}
	e := newEvaluation(results, set, o)
	e.AccuracyPercent, e.CategoriesUsed = accuracy(answersOf(results), set.Labels, o.Names), used(results)
	return e, e.enumerate(ctx, m, set, pixels, o)
}

// newEvaluation takes the means over images.
func newEvaluation(results []ImageResult, set *images.Set, o EvaluateOptions) *Evaluation {
	e := &Evaluation{Images: len(results), Samples: o.Samples, Binarisation: Binarisation(set, false)}
	column := make([]float64, len(results))
	for k, samples := range SampleCounts(o.Samples) {
		for i := range results {
			column[i] = results[i].NLLNats[k]
		}
		e.Bounds = append(e.Bounds, newBound(samples, column, set.Probabilities))
	}
	for i := range results {
		column[i] = results[i].DifferenceNats
	}
	last := e.Bounds[len(e.Bounds)-1]
	e.NLLNats, e.StdErrNats, e.BoundNats = last.NLLNats, last.StdErrNats, e.Bounds[0].NLLNats
	e.DifferenceBits = stat.Mean(column, set.Probabilities) / math.Ln2
	e.CauseBits = e.BoundNats/math.Ln2 - e.DifferenceBits
	e.Ledger = newLedger(results, set.Probabilities)
	return e
}

func checkEvaluation(m *network.Machine, set *images.Set, o EvaluateOptions) error {
	if err := set.Validate(); err != nil {
		return err
	}
	switch {
	case set.Pixels() != m.Pixels():
		return errors.New(set.Name + ": the images differ in size from those the machine was made for")
	case o.Samples < 1:
		return errors.New("evaluation needs at least one sample for each image")
	case o.Threads < 1:
		return errors.New("evaluation needs at least one thread")
	}
	for i, r := range o.Known {
		if i < 0 || i >= set.Count() || len(r.NLLNats) != len(SampleCounts(o.Samples)) || len(r.LayerNats) != m.Top() ||
			r.Category < -1 || r.Category >= m.Layers[m.Top()].Units || m.Categorical() != (r.Category >= 0) {
			return fmt.Errorf("the known result of image %d does not belong to this evaluation", i)
		}
	}
	return nil
}

// measureImages gives the result of every image, known or new.
func measureImages(
	ctx context.Context, m *network.Machine, pixels *bits.Matrix, name string, o EvaluateOptions,
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
				return fmt.Errorf("%s: the description length is not finite; the machine's training may have gone wrong, "+
					"use one from before that", name)
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
func (e *Evaluation) enumerate(
	ctx context.Context, m *network.Machine, set *images.Set, pixels *bits.Matrix, o EvaluateOptions,
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
		e.ExactNLLNats = &nll
	}
	if set.Probabilities != nil {
		kl := (nll - stat.Entropy(set.Probabilities)) / math.Ln2
		e.KLBits = &kl
	}
	return nil
}

// used counts the categories into which images fall.
func used(results []ImageResult) *int {
	found := map[int]bool{}
	for _, r := range results {
		if r.Category < 0 {
			return nil
		}
		found[r.Category] = true
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
func Answers(ctx context.Context, m *network.Machine, pixels *bits.Matrix, o EvaluateOptions) ([]int, error) {
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
