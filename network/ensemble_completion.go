package network

import (
	"math"

	"gonum.org/v1/gonum/floats"

	"wakesleep/network/random"
)

// Complete draws n images from p(unknown pixels | known pixels) of the mixture: a
// member makes as many of them as its share, times what it says of the known pixels,
// is of the sum. The rest is as in [Machine.Complete].
func (e *Ensemble) Complete(grey []uint8, known []bool, n, particles, sweeps int, seed uint64) *Completions {
	each, claims := make([]*Completions, e.Count()), make([]float64, e.Count())
	for k, share := range e.Shares {
		each[k] = e.Machines[k].Complete(grey, known, n, particles, sweeps, e.seed(seed, k))
		claims[k] = math.Log(share) + LogMeanExp(each[k].LogEvidence)
	}
	greatest := floats.Max(claims)
	for k := range claims {
		claims[k] = math.Exp(claims[k] - greatest)
	}
	floats.Scale(1/floats.Sum(claims), claims)
	s := random.New(seed, random.View, random.ViewCompleters, 0)
	all := &Completions{Dreams: *newDreams(e.Machines[0], n), LogEvidence: make([]float64, n)}
	for i := range n {
		k := pick(claims, float64(s.Float32()))
		all.copyDream(i, &each[k].Dreams, i)
		all.LogEvidence[i] = each[k].LogEvidence[i]
	}
	return all
}
