package measure

import "math"

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
