package measure

import (
	"context"
	"math"
	"sync"

	"golang.org/x/sync/errgroup"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

const (
	// samplerImages is the number of images a sampler recognises together, and
	// samplerSamples that of samples of each at a time. Both are part of the
	// definition of which random numbers go where.
	samplerImages  = 20
	samplerSamples = 50
)

// explained is what a sampler found about one image.
type explained struct {
	// ladder has seen log p(x,h) − log q(h|x) in nats of each sample.
	ladder ladder
	// shares are the categories' shares of the weights, over the greatest one,
	// where the top is categorical; greatest is its logarithm.
	shares   []float64
	greatest float64
	// difference is the sum over samples of −log p(x | h[1]) in nats.
	difference float64
	// layers has the sum over samples of log q − log p of each hidden layer, bottom
	// to top, in nats.
	layers []float64
}

// sampler draws explanations of many images from a machine that does not
// change, on several threads, with a result that does not depend on how many.
type sampler struct {
	machine  *network.Machine
	samples  int
	threads  int
	progress func(done, total int)
	// skip, unless nil, tells which groups of images are not to be explained.
	skip func(first, count int) bool
}

// explain visits the rows of pixels in groups of neighbours, found[i] being row
// first+i; visit is called from several goroutines, for each group once. An
// error of visit ends it.
func (s *sampler) explain(ctx context.Context, pixels *bits.Matrix, visit func(first int, found []explained) error) error {
	groups := (pixels.Rows + samplerImages - 1) / samplerImages
	activities := sync.Pool{New: func() any { return network.NewActivity(s.machine, 1, 1) }}
	var mu sync.Mutex
	done := 0
	work, failed := errgroup.WithContext(ctx)
	work.SetLimit(s.threads)
	for group := range groups {
		work.Go(func() error {
			if err := failed.Err(); err != nil {
				return err
			}
			a := activities.Get().(*network.Activity)
			defer activities.Put(a)
			if err := s.explainGroup(ctx, a, pixels, group, visit); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			done++
			if s.progress != nil {
				s.progress(min(done*samplerImages, pixels.Rows), pixels.Rows)
			}
			return nil
		})
	}
	return work.Wait()
}

// explainGroup gives up between parts where the context is cancelled.
func (s *sampler) explainGroup(
	ctx context.Context, a *network.Activity, pixels *bits.Matrix, group int, visit func(int, []explained) error,
) error {
	first := group * samplerImages
	found := make([]explained, min(samplerImages, pixels.Rows-first))
	if s.skip != nil && s.skip(first, len(found)) {
		return nil
	}
	for i := range found {
		found[i] = s.newExplained()
	}
	for part, done := 0, 0; done < s.samples; part++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		k := min(samplerSamples, s.samples-done)
		a.Resize(len(found), k)
		a.States[0].CopyRows(0, pixels, first, len(found))
		stream := random.New(learn.DataSeed, random.Evaluate, uint64(part), uint32(group))
		a.Recognise(&stream)
		a.Score()
		for i := range found {
			found[i].collect(a, i)
		}
		done += k
	}
	return visit(first, found)
}

func (s *sampler) newExplained() explained {
	e := explained{ladder: newLadder(s.samples), greatest: math.Inf(-1), layers: make([]float64, s.machine.Top())}
	if s.machine.Categorical() {
		e.shares = make([]float64, s.machine.Layers[s.machine.Top()].Units)
	}
	return e
}

// collect adds the samples of image i of an activity.
func (e *explained) collect(a *network.Activity, i int) {
	for row := i * a.Samples; row < (i+1)*a.Samples; row++ {
		w := a.LogWeight(row)
		e.ladder.add(w)
		e.difference -= float64(a.LogP[0][row])
		for l := range e.layers {
			e.layers[l] += float64(a.LogQ[l+1][row]) - float64(a.LogP[l+1][row])
		}
		if e.shares != nil {
			e.share(a.States[a.Machine().Top()].FirstOne(row), w)
		}
	}
}

// share gives a sample's weight to its category.
func (e *explained) share(category int, logWeight float64) {
	if logWeight > e.greatest {
		scale := math.Exp(e.greatest - logWeight)
		for c := range e.shares {
			e.shares[c] *= scale
		}
		e.greatest = logWeight
	}
	e.shares[category] += math.Exp(logWeight - e.greatest)
}

// answer is the category with the greatest importance-weighted share of the
// samples, the lowest among equals, or −1 without categories.
func (e *explained) answer() int { return network.Greatest(e.shares) }
