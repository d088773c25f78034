package network

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"

	"wakesleep/network/bits"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// Recognition is how a machine explains one image, averaged over many firings
// of its stochastic units.
type Recognition struct {
	// Firings is the number of samples averaged.
	Firings int
	// Draws are the binary images that were shown: a row of n[0] pixels for each,
	// one after another for Firings/Draws.Rows firings.
	Draws *bits.Matrix
	// Seen is the share of firings in which each pixel was on: n[0] values.
	Seen []float32
	// Image is the machine's own image of what it saw, the mean of p(x | h):
	// n[0] probabilities.
	Image []float32
	// Units has, for l = 1 … L, the share of firings in which each unit of layer
	// l fired. Units[0] is nil.
	Units [][]float32
	// Shares is, for a categorical top, the importance-weighted share of each
	// category, the machine's posterior over categories as the firings
	// estimate it; otherwise nil.
	Shares []float32
	// LayerBits has, for l = 1 … L, layer l's signed part of the causes, the mean
	// of log2 q(h[l] | what is below) − log2 p(h[l] | what is above). LayerBits[0] is 0.
	LayerBits []float64
	// CauseBits is the sum of LayerBits: bits for the causes.
	CauseBits float64
	// DifferenceBits is the mean of −log2 p(x | h): bits for the difference
	// between the image and the machine's image of it.
	DifferenceBits float64
	// Bound is the importance-sampled description length, −log2 of the mean
	// weight, with BoundSamples firings for each drawn binary image.
	Bound        float64
	BoundSamples int
}

// FreeEnergy is the description length in bits: causes plus difference.
func (r *Recognition) FreeEnergy() float64 { return r.CauseBits + r.DifferenceBits }

// Category is the answer of a categorical top, the one with the greatest share
// and the lowest number among equals, or −1 where the top is not categorical.
func (r *Recognition) Category() int { return Greatest(r.Shares) }

// Greatest is the index of the greatest value, the lowest among equals, or −1 without
// values.
func Greatest[T cmp.Ordered](values []T) int {
	best := -1
	for i, v := range values {
		if best < 0 || v > values[best] {
			best = i
		}
	}
	return best
}

// firingsPerDraw is how many firings share one binary draw of a grey image.
// Importance weights compare firings that explain the same pixels, so a draw
// needs several.
const firingsPerDraw = 10

// Recognise shows a grey image (n[0] levels, 0 ground and 255 ink) to the
// machine for at least the given number of firings. Grey pixels are drawn on or
// off again for every ten firings. The same seed gives the same firings.
func (m *Machine) Recognise(grey []uint8, firings int, seed uint64) *Recognition {
	if len(grey) != m.Pixels() {
		panic("network: image and machine differ in their number of pixels")
	}
	draws, samples := 1, max(firings, 1)
	if !images.Certain(grey) {
		samples = min(samples, firingsPerDraw)
		draws = (firings + samples - 1) / samples
	}
	a := NewActivity(m, max(draws, 1), samples)
	s := random.New(seed, random.View, random.ViewRecognition, 0)
	for i := range a.Images {
		images.Binarise(a.States[0].Row(i), grey, &s)
	}
	a.Recognise(&s)
	a.Score()
	return newRecognition(a)
}

// newRecognition averages an activity that has been recognised and scored.
func newRecognition(a *Activity) *Recognition {
	m := a.machine
	r := &Recognition{
		Firings: a.Rows(), BoundSamples: a.Samples, Draws: a.States[0],
		Seen:      a.States[0].ColumnMeans(),
		Image:     a.Down[0].ColumnMeans(),
		Units:     make([][]float32, len(m.Layers)),
		LayerBits: make([]float64, len(m.Layers)),
	}
	for l := 1; l < len(m.Layers); l++ {
		r.Units[l] = a.States[l].ColumnMeans()
		r.LayerBits[l] = (mean(a.LogQ[l]) - mean(a.LogP[l])) / math.Ln2
		r.CauseBits += r.LayerBits[l]
	}
	r.DifferenceBits = -mean(a.LogP[0]) / math.Ln2
	if m.Categorical() {
		r.Shares = make([]float32, m.Layers[m.Top()].Units)
	}
	for i := range a.Images {
		r.Bound -= a.weigh(i, r.Shares) / math.Ln2 / float64(a.Images)
	}
	return r
}

func mean(values []float32) float64 {
	sum := 0.0
	for _, v := range values {
		sum += float64(v)
	}
	return sum / float64(len(values))
}

// weigh returns the logarithm of the mean importance weight of image i, in
// nats, and adds the image's weighted top states, over N, to shares unless nil.
func (a *Activity) weigh(i int, shares []float32) float64 {
	lo, hi := i*a.Samples, (i+1)*a.Samples
	weights := make([]float64, 0, a.Samples)
	for row := lo; row < hi; row++ {
		weights = append(weights, a.LogWeight(row))
	}
	logMean := LogMeanExp(weights)
	if shares != nil {
		top := a.States[a.machine.Top()]
		for k, w := range weights {
			share := math.Exp(w-logMean) / float64(a.Rows())
			shares[top.FirstOne(lo+k)] += float32(share)
		}
	}
	return logMean
}

// LogMeanExp is log((1/n) Σ exp(v)), computed without overflow.
func LogMeanExp(values []float64) float64 {
	top := floats.Max(values)
	if math.IsInf(top, 0) {
		return top
	}
	sum := 0.0
	for _, v := range values {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum/float64(len(values)))
}

// Recognitions are what the members of an ensemble make of an image.
type Recognitions struct {
	// Each is what every machine by itself makes of it.
	Each []*Recognition
	// Lengths has each member's description length in bits, its K-sample estimate.
	Lengths []float64
	// Best is the index of the shortest, the first among equals, and Margin how
	// many bits the second shortest has more; +Inf for a machine alone.
	Best   int
	Margin float64
	// Probabilities are the calibrated ones of the members, and Calibrated the
	// index of the greatest; nil and −1 without a calibration.
	Probabilities []float64
	Calibrated    int
}

// Recognise shows a grey image (n[0] levels, 0 ground and 255 ink) to all members for
// at least the given number of firings. The same seed gives the same firings.
func (e *Ensemble) Recognise(grey []uint8, firings int, seed uint64) *Recognitions {
	r := &Recognitions{Calibrated: -1}
	for _, m := range e.Machines {
		// A stream's first numbers draw the pixels, so with one seed all machines
		// see the same binary images.
		one := m.Recognise(grey, firings, seed)
		r.Each = append(r.Each, one)
		r.Lengths = append(r.Lengths, one.Bound)
	}
	r.Best = Shortest(r.Lengths)
	r.Margin = Margin(r.Lengths)
	if fit := e.Calibration; fit != nil {
		r.Probabilities = fit.Probabilities(r.Lengths)
		r.Calibrated = Shortest(fit.Apply(r.Lengths))
	}
	return r
}

// Plainest is what the machine with the least free energy makes of the image.
func (r *Recognitions) Plainest() *Recognition {
	return slices.MinFunc(r.Each, func(a, b *Recognition) int { return cmp.Compare(a.FreeEnergy(), b.FreeEnergy()) })
}

// Shortest is the index of the least length, the first among equals.
func Shortest(lengths []float64) int {
	return floats.MinIdx(lengths)
}

// Margin is by how much all other lengths exceed the shortest; +Inf where there is
// no other.
func Margin(lengths []float64) float64 {
	best, second := Shortest(lengths), math.Inf(1)
	for k, length := range lengths {
		if k != best {
			second = min(second, length)
		}
	}
	return second - lengths[best]
}
