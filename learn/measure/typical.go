package measure

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sort"

	"gonum.org/v1/gonum/floats"

	"wakesleep/internal/sentence"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// TypicalImages is the number of images whose description lengths stand for all.
const TypicalImages = 1000

const (
	// typicalDraws is how often each is drawn on or off and recognised.
	typicalDraws = 4
	// typicalGroup is the number of images measured together, each group with a
	// stream of its own.
	typicalGroup = 20
)

// Typical knows how long a machine's descriptions of ordinary images are, so that
// another image can be called familiar or strange.
type Typical struct {
	images int
	// lengths are free energies in bits; causes and differences are their two parts.
	lengths, causes, differences distribution
	// ink is the least that an image has, in pixels.
	ink float64
}

// Images is the number of images measured.
func (t *Typical) Images() int { return t.images }

// NewTypical measures a thousand images of a set, spread evenly over it, or
// all where it has fewer; of a distribution all, which count by their
// probabilities. The images should be such that the machine has not learnt from.
// Free energies are averaged over binary draws, as [network.Machine.Recognise]
// does for a drawing; an image's description is that of the member with the least
// free energy. It fails only if the images do not fit or ctx is cancelled.
func NewTypical(ctx context.Context, e *network.Ensemble, set *images.Set) (*Typical, error) {
	m := e.Machines[0]
	if err := set.Validate(); err != nil {
		return nil, err
	}
	if set.Width != m.Width || set.Height != m.Height {
		return nil, sentence.Errorf("%s has images of %d×%d pixels, but the machine was made for %d×%d",
			set.Name, set.Width, set.Height, m.Width, m.Height)
	}
	set = set.Spread(TypicalImages)
	count := set.Count()
	lengths, differences := make([]float64, count), make([]float64, count)
	a := network.NewActivity(m, 1, 1)
	for first := 0; first < count; first += typicalGroup {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		last := min(first+typicalGroup, count)
		for k, m := range e.Machines {
			a.Use(m)
			found, parts := weighDraws(a, set, first, last)
			for i, length := range found {
				if k == 0 || length < lengths[first+i] {
					lengths[first+i], differences[first+i] = length, parts[i]
				}
			}
		}
	}
	causes := slices.Clone(lengths)
	floats.Sub(causes, differences)
	weights := set.Probabilities
	return &Typical{
		images: count, ink: inkOfEmptiest(set), lengths: newDistribution(lengths, weights),
		causes: newDistribution(causes, weights), differences: newDistribution(differences, weights),
	}, nil
}

// weighDraws finds the mean description length of the images lo ≤ i < hi, and the
// part of it that is for the difference, in bits.
func weighDraws(a *network.Activity, set *images.Set, lo, hi int) (lengths, differences []float64) {
	s := random.New(learn.DataSeed, random.View, random.ViewTypical, uint32(lo))
	a.Resize((hi-lo)*typicalDraws, 1)
	for row := range a.Images {
		images.Binarise(a.States[0].Row(row), set.Image(lo+row/typicalDraws), &s)
	}
	a.Recognise(&s)
	a.Score()
	lengths, differences = make([]float64, hi-lo), make([]float64, hi-lo)
	for row := range a.Images {
		i := row / typicalDraws
		lengths[i] -= a.LogWeight(row) / typicalDraws / math.Ln2
		differences[i] -= float64(a.LogP[0][row]) / typicalDraws / math.Ln2
	}
	return lengths, differences
}

// inkOfEmptiest is the ink of a set's emptiest image, in pixels.
func inkOfEmptiest(set *images.Set) float64 {
	least := math.Inf(1)
	for i := range set.Count() {
		sum := 0
		for _, g := range set.Image(i) {
			sum += int(g)
		}
		least = min(least, float64(sum)/255)
	}
	return least
}

// distribution holds values in rising order, and the weight of those before each:
// one more entry, the last of which is the whole.
type distribution struct {
	values, before []float64
}

// newDistribution weighs values equally where weights are nil.
func newDistribution(values, weights []float64) distribution {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(values[i], values[j]) })
	d := distribution{before: make([]float64, 1, len(values)+1)}
	for rank, i := range order {
		d.values = append(d.values, values[i])
		sum := float64(rank+1) / float64(len(values))
		if weights != nil {
			sum = d.before[rank] + weights[i]
		}
		d.before = append(d.before, sum)
	}
	return d
}

// shares are the shares of values below and above v.
func (d distribution) shares(v float64) (below, above float64) {
	first := sort.SearchFloat64s(d.values, v)
	after := sort.Search(len(d.values), func(i int) bool { return d.values[i] > v })
	last := len(d.values)
	whole := d.before[last]
	return d.before[first] / whole, (whole - d.before[after]) / whole
}

// percentile is the percentage of values below v, half of those equal included.
func (d distribution) percentile(v float64) float64 {
	below, above := d.shares(v)
	return 50 * (below + 1 - above)
}
