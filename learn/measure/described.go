package measure

import (
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/network/images"
)

// described is what the members of an ensemble make of a set of images.
type described struct {
	samples int
	pixels  *bits.Matrix
	// lengths has for each image each member's K-sample estimate in nats.
	lengths [][]float64
	// right is the index of each image's own member, −1 where no class has its label: the
	// one of its label, or where members found their classes themselves the shortest.
	right []int
	// own is what their own members found of the images that have one, and nll what
	// the mixture of all gives every image, in nats.
	own []ImageResult
	nll []float64
}

// describe measures every image under every member, all on the same binary images.
func describe(ctx context.Context, e *network.Ensemble, set *images.Set, o Options) (*described, error) {
	if err := checkEvaluation(e, set, o); err != nil {
		return nil, err
	}
	n := set.Count()
	d := &described{samples: o.Samples, pixels: learn.Binary(set), lengths: make([][]float64, n), right: make([]int, n)}
	for i := range n {
		d.lengths[i] = make([]float64, e.Count())
		if e.ByLabel() {
			d.right[i] = slices.Index(e.Labels, set.Labels[i])
		}
	}
	var shortest []ImageResult
	for k, m := range e.Machines {
		results, err := measureImages(ctx, m, d.pixels, set.Name, o.part(k, e.Count(), n))
		if err != nil {
			return nil, err
		}
		if e.Found && k == 0 {
			shortest = slices.Clone(results)
		}
		for i, r := range results {
			d.lengths[i][k] = r.NLLNats[len(r.NLLNats)-1]
			switch {
			case e.Found && d.lengths[i][k] < d.lengths[i][d.right[i]]:
				d.right[i], shortest[i] = k, r
			case !e.Found && k == d.right[i]:
				d.own = append(d.own, r)
			}
		}
	}
	if e.Found {
		d.own = shortest
	}
	d.mix(e.Shares)
	return d, nil
}

// mix computes the description lengths under the mixture of all members.
func (d *described) mix(shares []float64) {
	logs := make([]float64, len(shares))
	for _, lengths := range d.lengths {
		for k, share := range shares {
			logs[k] = math.Log(share*float64(len(shares))) - lengths[k]
		}
		d.nll = append(d.nll, -network.LogMeanExp(logs))
	}
}

// part are the options of part k of n: one member, for each of count images.
func (o Options) part(k, n, count int) Options {
	one := o
	if o.Progress != nil {
		one.Progress = func(done, total int) { o.Progress(k*total+done, n*total) }
	}
	one.Known = map[int]ImageResult{}
	for i := range count {
		if r, known := o.Known[k*count+i]; known {
			one.Known[i] = r
		}
	}
	if o.Keep != nil {
		one.Keep = func(first int, found []ImageResult) error { return o.Keep(k*count+first, found) }
	}
	return one
}

// evaluation takes the means over images.
func (d *described) evaluation(set *images.Set, o Options) *Evaluation {
	v := &Evaluation{Images: set.Count(), Samples: o.Samples, Binarisation: learn.Binarisation(set, false)}
	v.Bounds = d.bounds(set.Probabilities)
	last := v.Bounds[len(v.Bounds)-1]
	v.NLLNats, v.StdErrNats = last.NLLNats, last.StdErrNats
	if len(d.own) == 0 {
		return v
	}
	v.Ledger = newLedger(d.own, set.Probabilities)
	v.BoundNats = stat.Mean(d.column(0), set.Probabilities)
	v.CauseBits, v.DifferenceBits = v.Ledger.Causes.Bits, v.Ledger.Difference.Bits
	return v
}

// bounds are those for each number of samples where every image has been measured
// under one member, and with all samples alone for a mixture of several: for fewer the
// mean over groups of samples does not bound the mixture.
func (d *described) bounds(probabilities []float64) []Bound {
	if d.nll != nil && len(d.lengths[0]) > 1 {
		return []Bound{newBound(d.samples, d.nll, probabilities)}
	}
	var bounds []Bound
	for k, samples := range SampleCounts(d.samples) {
		bounds = append(bounds, newBound(samples, d.column(k), probabilities))
	}
	return bounds
}

// column has each image's estimate by entry k of SampleCounts, in nats.
func (d *described) column(k int) []float64 {
	column := make([]float64, len(d.own))
	for i, r := range d.own {
		column[i] = r.NLLNats[k]
	}
	return column
}
