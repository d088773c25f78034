package learn

import (
	"context"
	"errors"
	"math"

	"gonum.org/v1/gonum/stat"

	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/network/images"
)

// EvaluateOptions say how to measure a machine.
type EvaluateOptions struct {
	// Samples is K, the importance samples for each image.
	Samples int
	// Threads shares the work out and has no influence on the result.
	Threads int
	// Names are those of the categories; with labels in the data they give the
	// accuracy.
	Names []string
	// Progress, if not nil, hears of images done.
	Progress func(done, total int)
}

// Evaluation is what a machine makes of a set of images that it may not have
// seen. Figures in nats and bits are per image.
type Evaluation struct {
	// Images and Samples are the number of images and K.
	Images, Samples int
	// NLLNats is the importance-sampled estimate of −log p(x), an upper bound in
	// expectation, and StdErrNats the standard error of its mean over images.
	NLLNats, StdErrNats float64
	// BoundNats is the free energy, the same estimate with one sample.
	BoundNats float64
	// CauseBits and DifferenceBits are the two parts of the free energy.
	CauseBits, DifferenceBits float64
	// Binarisation is "binary" or "fixed".
	Binarisation string
	// AccuracyPercent is the share of images whose category has their label for
	// a name; nil without a categorical top, names and labels.
	AccuracyPercent *float64
	// KLBits is the exact divergence from the data's distribution; nil unless it
	// is known and the machine small enough to enumerate.
	KLBits *float64
}

// NLLBits is the description length per image in bits that K samples prove.
func (e *Evaluation) NLLBits() float64 { return e.NLLNats / math.Ln2 }

// Evaluate measures m on a set, whose grey pixels are binarised once, the same
// for all machines. A distribution's images count by their probabilities.
func Evaluate(ctx context.Context, m *network.Machine, set *images.Set, o EvaluateOptions) (*Evaluation, error) {
	if err := checkEvaluation(m, set, o); err != nil {
		return nil, err
	}
	n := set.Count()
	nll, bound, difference := make([]float64, n), make([]float64, n), make([]float64, n)
	answers := make([]int, n)
	s := sampler{machine: m, samples: o.Samples, threads: o.Threads, progress: o.Progress}
	err := s.explain(ctx, binariseAll(set), func(i int, e explained) {
		nll[i] = -network.LogMeanExp(e.logWeights)
		bound[i] = -stat.Mean(e.logWeights, nil)
		difference[i] = e.difference / float64(o.Samples)
		answers[i] = answer(e, m)
	})
	if err != nil {
		return nil, err
	}
	e := &Evaluation{
		Images: n, Samples: o.Samples, Binarisation: Binarisation(set, false),
		BoundNats: stat.Mean(bound, set.Probabilities),
	}
	e.NLLNats = stat.Mean(nll, set.Probabilities)
	if set.Probabilities == nil && n > 1 {
		e.StdErrNats = stat.StdErr(stat.StdDev(nll, nil), float64(n))
	}
	e.DifferenceBits = stat.Mean(difference, set.Probabilities) / math.Ln2
	e.CauseBits = e.BoundNats/math.Ln2 - e.DifferenceBits
	e.AccuracyPercent = accuracy(answers, set.Labels, o.Names)
	e.KLBits, err = exactDivergence(m, set)
	return e, err
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
	return nil
}

func exactDivergence(m *network.Machine, set *images.Set) (*float64, error) {
	if set.Probabilities == nil || !Enumerable(m) {
		return nil, nil
	}
	exact, err := Enumerate(m)
	if err != nil {
		return nil, err
	}
	kl := exact.Divergence(set)
	return &kl, nil
}

// answer is the category with the greatest importance-weighted share of the
// samples, the lowest among equals, or −1 without categories.
func answer(e explained, m *network.Machine) int {
	if !m.Categorical() {
		return -1
	}
	shares := make([]float64, m.Layers[m.Top()].Units)
	logMean := network.LogMeanExp(e.logWeights)
	for k, w := range e.logWeights {
		shares[e.tops[k]] += math.Exp(w - logMean)
	}
	best := 0
	for c, share := range shares {
		if share > shares[best] {
			best = c
		}
	}
	return best
}

// Answers gives the category of every image of a set, by the given number of
// samples. The machine must have a categorical top.
func Answers(ctx context.Context, m *network.Machine, pixels *bits.Matrix, o EvaluateOptions) ([]int, error) {
	answers := make([]int, pixels.Rows)
	s := sampler{machine: m, samples: o.Samples, threads: o.Threads, progress: o.Progress}
	err := s.explain(ctx, pixels, func(i int, e explained) { answers[i] = answer(e, m) })
	return answers, err
}
