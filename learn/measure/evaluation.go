package measure

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Evaluation is what an ensemble makes of a set of images that it may not have
// seen. Figures in nats and bits are per image.
type Evaluation struct {
	// Images and Samples are the number of images and K.
	Images, Samples int
	// Bounds has the importance-sampled estimate of −log p(x) for every number of
	// samples of SampleCounts, the last with all K; for the mixture of several
	// machines that alone.
	Bounds []Bound
	// NLLNats and StdErrNats are those of the last of Bounds, and BoundNats is the
	// free energy, with one sample, of classes under the machine of the image's label.
	NLLNats, StdErrNats, BoundNats float64
	// CauseBits and DifferenceBits are the two parts of the free energy.
	CauseBits, DifferenceBits float64
	// Ledger has them with their errors, and the causes layer by layer. It has no
	// Layers where no image has a machine of its own.
	Ledger Ledger
	// Binarisation is "binary" or "fixed".
	Binarisation string
	// AccuracyPercent is the share of images whose category has their label for
	// a name; nil without a categorical top, names and labels.
	AccuracyPercent *float64
	// CategoriesUsed is the number of categories into which an image falls; nil
	// without a categorical top.
	CategoriesUsed *int
	// KLBits is the exact divergence from the data's distribution; nil unless it
	// is known and the machine small enough to enumerate.
	KLBits *float64
	// ExactNLLNats is the exact −log p(x), which the bounds come down to; nil
	// unless it was asked for and the machine is small enough to enumerate.
	ExactNLLNats *float64
	// Classes say how well machines of classes tell the images apart; nil for others.
	Classes *ClassScores
}

// Bound is what a number of samples proves of the description length of an
// image. In expectation it is no less than −log p(x), and falls as samples are
// added.
type Bound struct {
	// Samples is their number K.
	Samples int
	// NLLNats is the mean over images of −log (1/K) Σ p(x,h)/q(h|x).
	NLLNats float64
	// StdErrNats is the standard error of that mean over images, and LowNats to
	// HighNats its 95 % confidence interval (Student's t): how far the images
	// measured stand for all that there could be. All are the mean itself, with
	// an error of 0, for the images of a distribution, which are all there are.
	StdErrNats, LowNats, HighNats float64
}

// NLLBits is the bound in bits.
func (b *Bound) NLLBits() float64 { return b.NLLNats / math.Ln2 }

// NLLBits is the description length per image in bits that K samples prove.
func (e *Evaluation) NLLBits() float64 { return e.NLLNats / math.Ln2 }

// WasteNats is what recognition wastes at least: how much more images cost with
// one sample than with K. What K samples still waste is not in it.
func (e *Evaluation) WasteNats() float64 { return e.BoundNats - e.NLLNats }

// newBound takes the mean over images, which count by their probabilities unless
// nil.
func newBound(samples int, nats, probabilities []float64) Bound {
	b := Bound{Samples: samples, NLLNats: stat.Mean(nats, probabilities)}
	n := float64(len(nats))
	margin := 0.0
	if probabilities == nil && n > 1 {
		b.StdErrNats = stat.StdErr(stat.StdDev(nats, nil), n)
		margin = b.StdErrNats * distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(.975)
	}
	b.LowNats, b.HighNats = b.NLLNats-margin, b.NLLNats+margin
	return b
}

// Ledger is what images cost a machine on average, item by item.
type Ledger struct {
	// Causes and Difference are the two parts of FreeEnergy, which is traded for
	// each other: more causes to choose from cost more bits to tell, and leave less
	// of a difference.
	Causes, Difference, FreeEnergy Amount
	// Layers has, for l = 1 … L, layer l's signed part of Causes. Layers[0] is zero.
	Layers []Amount
}

// Amount is a mean over images, in bits.
type Amount struct {
	Bits float64
	// StdErr is the standard error of the mean, and Low to High its 95 %
	// confidence interval (Student's t). A distribution's images are all there
	// are, so that their mean has no error.
	StdErr, Low, High float64
}

// NewAmount takes the mean of bits over images, which count by their
// probabilities unless nil.
func NewAmount(bits, probabilities []float64) Amount {
	b := newBound(1, bits, probabilities)
	return Amount{Bits: b.NLLNats, StdErr: b.StdErrNats, Low: b.LowNats, High: b.HighNats}
}

// newLedger adds up what an evaluation found about every image.
func newLedger(results []ImageResult, probabilities []float64) Ledger {
	amount := func(nats func(r *ImageResult) float64) Amount {
		bits := make([]float64, len(results))
		for i := range results {
			bits[i] = nats(&results[i]) / math.Ln2
		}
		return NewAmount(bits, probabilities)
	}
	l := Ledger{
		Causes:     amount(func(r *ImageResult) float64 { return r.NLLNats[0] - r.DifferenceNats }),
		Difference: amount(func(r *ImageResult) float64 { return r.DifferenceNats }),
		FreeEnergy: amount(func(r *ImageResult) float64 { return r.NLLNats[0] }),
		Layers:     make([]Amount, 1),
	}
	for layer := range results[0].LayerNats {
		l.Layers = append(l.Layers, amount(func(r *ImageResult) float64 { return r.LayerNats[layer] }))
	}
	return l
}
