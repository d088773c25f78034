package learn

import (
	"math"

	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// Complete draws n images from p(unknown pixels | known pixels) of all machines as a
// mixture: a class makes as many of them as its share of the training images, times
// what its machine says of the known pixels, is of the sum. The rest is as in
// [network.Machine.Complete].
func (c *ClassMachines) Complete(grey []uint8, known []bool, n, particles, sweeps int, seed uint64) *network.Completions {
	m := c.Machines[0]
	all := &network.Completions{Dreams: network.Dreams{Probabilities: bits.NewFloats(n, m.Pixels())}, LogEvidence: make([]float64, n)}
	for _, layer := range m.Layers {
		all.States = append(all.States, bits.NewMatrix(n, layer.Units))
	}
	each, claims, together := make([]*network.Completions, c.Count()), make([]float64, c.Count()), math.Inf(-1)
	for k, share := range c.Shares() {
		each[k] = c.Machines[k].Complete(grey, known, n, particles, sweeps, classSeed(seed, c.Labels[k]))
		claims[k] = math.Log(share) + network.LogMeanExp(each[k].LogEvidence)
		together = max(together, claims[k])
	}
	for k := range claims {
		claims[k] = math.Exp(claims[k] - together)
	}
	normalise(claims)
	s := random.New(seed, random.View, random.ViewCompleters, 0)
	for i := range n {
		k := pick(claims, float64(s.Float32()))
		copyDream(&all.Dreams, i, &each[k].Dreams, i)
		all.LogEvidence[i] = each[k].LogEvidence[i]
	}
	return all
}

// normalise makes weights sum to one.
func normalise(weights []float64) {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	for k := range weights {
		weights[k] /= sum
	}
}
