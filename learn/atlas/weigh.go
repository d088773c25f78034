package atlas

import (
	"context"
	"math"

	"wakesleep/learn/parallel"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

const (
	// firings are how often an image is recognised to weigh it.
	firings = 4
	// shardImages is the number of images that are weighed together. It is part of the
	// definition of a map.
	shardImages = 100
)

// weights are what images cost, and the groups that they fall into on the way.
type weights struct {
	bits   []float32
	groups []int32
	kind   Kind
	count  int
}

// weigh finds the bits of images, and their machines or categories.
func weigh(ctx context.Context, e *network.Ensemble, set *images.Set, seed uint64, threads int, progress func(done int)) (*weights, error) {
	w := &weights{bits: make([]float32, set.Count()), groups: make([]int32, set.Count())}
	switch m := e.Machines[0]; {
	case e.Count() > 1:
		w.kind, w.count = Machines, e.Count()
	case m.Categorical():
		w.kind, w.count = Categories, m.Layers[m.Top()].Units
	}
	err := parallel.Ranges(ctx, set.Count(), shardImages, threads, progress, func(lo, hi int) error {
		w.shard(e, set, lo, hi, seed)
		return nil
	})
	return w, err
}

// shard weighs the images lo ≤ i < hi. All machines see the same pixels. The mean of free
// energies is a sum, and no logarithm of one, which processors round otherwise.
func (w *weights) shard(e *network.Ensemble, set *images.Set, lo, hi int, seed uint64) {
	a := network.NewActivity(e.Machines[0], hi-lo, firings)
	for k, m := range e.Machines {
		a.Use(m)
		s := random.New(seed, random.Group, random.GroupWeights, uint32(lo/shardImages))
		for i := range hi - lo {
			images.Binarise(a.States[0].Row(i), set.Image(lo+i), &s)
		}
		a.Recognise(&s)
		a.Score()
		for i := range hi - lo {
			sum, best := 0.0, i*firings
			for row := i * firings; row < (i+1)*firings; row++ {
				weight := a.LogWeight(row)
				sum += weight
				if weight > a.LogWeight(best) {
					best = row
				}
			}
			bits := float32(-sum / firings / math.Ln2)
			if k > 0 && bits >= w.bits[lo+i] {
				continue
			}
			w.bits[lo+i] = bits
			switch w.kind {
			case Machines:
				w.groups[lo+i] = int32(k)
			case Categories:
				w.groups[lo+i] = int32(a.States[m.Top()].FirstOne(best))
			}
		}
	}
}
