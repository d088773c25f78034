package learn

import (
	"context"
	"sync"
	"sync/atomic"

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
	// logWeights are log p(x,h) − log q(h|x) in nats for each sample.
	logWeights []float64
	// tops is the top unit that fired in each sample; nil unless categorical.
	tops []int32
	// difference is the sum over samples of −log p(x | h[1]) in nats.
	difference float64
}

// sampler draws explanations of many images from a machine that does not
// change, on several threads, with a result that does not depend on how many.
type sampler struct {
	machine  *network.Machine
	samples  int
	threads  int
	progress func(done, total int)
}

// explain visits every row of pixels; visit is called from several goroutines,
// for each image once.
func (s *sampler) explain(ctx context.Context, pixels *bits.Matrix, visit func(image int, e explained)) error {
	groups := (pixels.Rows + samplerImages - 1) / samplerImages
	var next, done atomic.Int64
	var wait sync.WaitGroup
	var reporting sync.Mutex
	for range min(s.threads, groups) {
		wait.Go(func() {
			a := network.NewActivity(s.machine, 1, 1)
			for {
				group := int(next.Add(1)) - 1
				if group >= groups || ctx.Err() != nil {
					return
				}
				s.explainGroup(a, pixels, group, visit)
				count := int(done.Add(1))
				if s.progress != nil {
					reporting.Lock()
					s.progress(min(count*samplerImages, pixels.Rows), pixels.Rows)
					reporting.Unlock()
				}
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}

func (s *sampler) explainGroup(a *network.Activity, pixels *bits.Matrix, group int, visit func(int, explained)) {
	first := group * samplerImages
	count := min(samplerImages, pixels.Rows-first)
	found := make([]explained, count)
	for part, done := 0, 0; done < s.samples; part++ {
		k := min(samplerSamples, s.samples-done)
		a.Resize(count, k)
		a.States[0].CopyRows(0, pixels, first, count)
		stream := random.New(dataSeed, random.Evaluate, uint64(part), uint32(group))
		a.Recognise(&stream)
		a.Score()
		for i := range found {
			found[i].collect(a, i)
		}
		done += k
	}
	for i, e := range found {
		visit(first+i, e)
	}
}

// collect adds the samples of image i of an activity.
func (e *explained) collect(a *network.Activity, i int) {
	m := a.Machine()
	for row := i * a.Samples; row < (i+1)*a.Samples; row++ {
		e.logWeights = append(e.logWeights, a.LogWeight(row))
		e.difference -= float64(a.LogP[0][row])
		if m.Categorical() {
			e.tops = append(e.tops, int32(a.States[m.Top()].FirstOne(row)))
		}
	}
}
