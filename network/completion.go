package network

import (
	"math"

	"gonum.org/v1/gonum/floats"

	"wakesleep/network/activation"
	"wakesleep/network/bits"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// Completions are images of which a machine was shown a part and drew the rest.
type Completions struct {
	// Dreams are the images with their causes. Pixels that were shown are as they
	// were: their probability is their grey level, over 255.
	Dreams
	// LogEvidence has, for each image, an estimate of log p(the pixels shown), in
	// nats: the logarithm of a mean of weights that is unbiased itself.
	LogEvidence []float64
}

// Complete draws n images from p(unknown pixels | known pixels). Known has the pixels
// of grey (n[0] levels) that are shown; of the others grey is not looked at. The same
// seed gives the same images.
//
// Each image comes from a population of its own. Its particles begin as dreams into
// which the known pixels are put; in each sweep all are recognised, resampled
// by their weights, and their unknown pixels dreamt from the causes. The weight
// p(h) p(known | h) / q(h | x′) of causes h recognised in x′ is right for any
// unknown part of x′, so the images are exact in the limit of many particles,
// after any number of sweeps: population Monte Carlo (Cappé and others, 2004). Sweeps
// bring x′ near to what is likely, so that few particles do.
func (m *Machine) Complete(grey []uint8, known []bool, n, particles, sweeps int, seed uint64) *Completions {
	if len(grey) != m.Pixels() || len(known) != m.Pixels() {
		panic("network: image, mask and machine differ in their number of pixels")
	}
	s := random.New(seed, random.View, random.ViewCompletions, 0)
	c := &completion{
		now: NewActivity(m, n*particles, 1), next: NewActivity(m, n*particles, 1),
		clamp: newClamp(grey, known, n, &s), particles: particles, stream: &s,
	}
	c.now.Dream(&s)
	c.clamp.put(c.now.States[0], particles)
	for range sweeps - 1 {
		c.sweep(c.next, particles)
	}
	last := NewActivity(m, n, 1)
	evidence := c.sweep(last, 1)
	for row := range n {
		for j, on := range known {
			if on {
				last.Down[0].Row(row)[j] = float32(grey[j]) / 255
			}
		}
	}
	return &Completions{Dreams{last.States, last.Down[0]}, evidence}
}

// completion is a Complete under way.
type completion struct {
	now, next *Activity
	clamp     *clamp
	particles int
	stream    *random.Stream
}

// sweep recognises all particles, draws some of each population into an activity, and
// dreams their unknown pixels. It returns each population's log mean weight.
func (c *completion) sweep(into *Activity, some int) []float64 {
	a := c.now
	a.Recognise(c.stream)
	for l := 1; l < len(a.States); l++ {
		a.logitsDown(l)
		a.ScoreDown(l, 0, a.Rows())
	}
	a.DriveDown(0)
	evidence := make([]float64, a.Images/c.particles)
	weights := make([]float64, c.particles)
	for group := range evidence {
		first := group * c.particles
		for k := range weights {
			weights[k] = c.weigh(group, first+k)
		}
		evidence[group] = LogMeanExp(weights)
		for k := range some {
			chosen := first + drawIndex(weights, evidence[group], c.stream)
			for l := 1; l < len(a.States); l++ {
				into.States[l].CopyRow(group*some+k, a.States[l], chosen)
			}
		}
	}
	into.DreamBelow(1, c.stream)
	c.clamp.put(into.States[0], some)
	if into == c.next {
		c.now, c.next = c.next, c.now
	}
	return evidence
}

// weigh is log p(h) + log p(known | h) − log q(h | x′) of a particle.
func (c *completion) weigh(group, row int) float64 {
	a := c.now
	sum := c.clamp.score(group, a.Down[0].Row(row))
	for l := 1; l < len(a.States); l++ {
		sum += float64(a.LogP[l][row]) - float64(a.LogQ[l][row])
	}
	return sum
}

// clamp holds known pixels: for each population a binary draw of them.
type clamp struct {
	// mask has the known pixels, and pixels what they are, a row for each population;
	// elsewhere they are zero.
	mask   []uint64
	pixels *bits.Matrix
	// places are the known pixels' numbers, and states their draws side by side.
	places []int
	states *bits.Matrix
	logits []float32
}

func newClamp(grey []uint8, known []bool, n int, s *random.Stream) *clamp {
	c := &clamp{mask: make([]uint64, bits.WordsFor(len(grey))), pixels: bits.NewMatrix(n, len(grey))}
	for j, on := range known {
		if on {
			c.mask[j/64] |= 1 << (j % 64)
			c.places = append(c.places, j)
		}
	}
	c.states, c.logits = bits.NewMatrix(n, len(c.places)), make([]float32, len(c.places))
	for i := range n {
		row := c.pixels.Row(i)
		images.Binarise(row, grey, s)
		for w := range row {
			row[w] &= c.mask[w]
		}
		for k, j := range c.places {
			c.states.Set(i, k, c.pixels.Get(i, j))
		}
	}
	return c
}

// put sets the known pixels of images, of which some belong to each population.
func (c *clamp) put(x *bits.Matrix, some int) {
	for i := range x.Rows {
		put(x.Row(i), c.mask, c.pixels.Row(i/some))
	}
}

// score is log p(known pixels) of a population under the logits of all pixels.
func (c *clamp) score(group int, all []float32) float64 {
	if len(c.places) == 0 {
		return 0
	}
	for k, j := range c.places {
		c.logits[k] = all[j]
	}
	return float64(activation.ScoreBernoulli(c.logits, c.logits, c.states.Row(group)))
}

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
