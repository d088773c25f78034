package network_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
	"wakesleep/network/bits"
)

// shares are how often each binary image of a machine's size occurs.
func shares(d *network.Dreams) map[uint64]float64 {
	counts := map[uint64]float64{}
	for row := range d.Count() {
		counts[d.States[0].Row(row)[0]] += 1 / float64(d.Count())
	}
	return counts
}

func image(x []bool) (word uint64) {
	for i, on := range x {
		if on {
			word |= 1 << i
		}
	}
	return word
}

// asLikely reports whether shares are those of n draws with the given probabilities.
func asLikely(t *testing.T, what string, shares map[uint64]float64, want map[uint64]float64, n int) {
	t.Helper()
	for x, p := range want {
		if off := math.Abs(shares[x] - p); off > 5*math.Sqrt(p*(1-p)/float64(n))+1e-4 {
			t.Errorf("%s: image %b: share %.4f, want %.4f", what, x, shares[x], p)
		}
	}
}

// marginal sums the probabilities of all states with the same image by weights that
// the states have, scaled to one.
func marginal(m *network.Machine, weight func(oracle.State) float64) map[uint64]float64 {
	p, sum := map[uint64]float64{}, 0.0
	for _, s := range oracle.States(m) {
		w := weight(s)
		p[image(s[0])] += w
		sum += w
	}
	for x := range p {
		p[x] /= sum
	}
	return p
}

// tempered is the probability of a state when each logit is divided by t: the old
// probability of every unit, or category, to the power 1/t, scaled to one.
func tempered(m *network.Machine, s oracle.State, t float64) float64 {
	p := 1.0
	share := func(own float64, others ...float64) {
		sum := math.Exp(own / t)
		for _, other := range others {
			sum += math.Exp(other / t)
		}
		p *= math.Exp(own/t) / sum
	}
	for l, layer := range m.Layers {
		if layer.Kind == network.Bernoulli {
			for unit, on := range s[l] {
				share(oracle.LogPUnit(m, s, l, unit, on), oracle.LogPUnit(m, s, l, unit, !on))
			}
			continue
		}
		var others []float64
		other := append(oracle.State{}, s...)
		for _, h := range oracle.LayerStates(layer) {
			if other[l] = h; image(h) != image(s[l]) {
				others = append(others, oracle.LogPLayer(m, other, l))
			}
		}
		share(oracle.LogPLayer(m, s, l), others...)
	}
	return p
}

func TestTemperatureAgainstEnumeration(t *testing.T) {
	const n = 60_000
	for _, layers := range []string{"3", "3,2", "3,3c", "3 lateral", "3,2 lateral", "3,3c skips", "2,2,2 lateral"} {
		m := oracle.Machine(2, 2, layers, 7)
		for _, temperature := range []float64{.4, 1, 2.5} {
			want := marginal(m, func(s oracle.State) float64 { return tempered(m, s, temperature) })
			asLikely(t, layers, shares(m.Tempered(temperature).Dream(n, 5)), want, n)
		}
	}
}

func TestTemperatureOneIsTheMachineItself(t *testing.T) {
	m := oracle.Machine(2, 2, "3", 1)
	if m.Tempered(1) != m {
		t.Error("a copy was made")
	}
	defer func() {
		if recover() == nil {
			t.Error("a temperature of zero was taken")
		}
	}()
	m.Tempered(0)
}

func TestHeldTopsAgainstEnumeration(t *testing.T) {
	const n = 60_000
	for _, c := range []struct {
		layers string
		held   []int
		keeps  func(top []bool) bool
	}{
		{"3,4c", []int{1, 3}, func(top []bool) bool { return top[1] || top[3] }},
		{"4c", []int{2}, func(top []bool) bool { return top[2] }},
	} {
		m := oracle.Machine(2, 2, c.layers, 3)
		want := marginal(m, func(s oracle.State) float64 {
			if !c.keeps(s[m.Top()]) {
				return 0
			}
			return math.Exp(oracle.LogP(m, s))
		})
		asLikely(t, c.layers, shares(m.DreamWith(c.held, n, 5)), want, n)
	}
	// To hold units of another top leaves out their own probabilities: where units are
	// independent, that is to look at the dreams in which those fire.
	for _, c := range []struct {
		layers string
		held   []int
	}{
		{"3,3", []int{0, 2}},
		{"3,3 lateral-top", []int{0}},
		{"3,3 lateral-top", []int{0, 2}},
		{"3,3 lateral", []int{1}},
		{"2,2,3 lateral", []int{1, 2}},
		{"2,3,2 skips", []int{1}},
		{"4 lateral", []int{3, 1}},
	} {
		m := oracle.Machine(2, 2, c.layers, 3)
		want := marginal(m, func(s oracle.State) float64 {
			log := oracle.LogP(m, s)
			for _, unit := range c.held {
				if !s[m.Top()][unit] {
					return 0
				}
				log -= oracle.LogPUnit(m, s, m.Top(), unit, true)
			}
			return math.Exp(log)
		})
		asLikely(t, c.layers, shares(m.DreamWith(c.held, n, 5)), want, n)
	}
}

func TestNothingFlippedChangesNothing(t *testing.T) {
	for _, layers := range []string{"5,4,3c", "5,4,3c lateral", "5,4,3 lateral", "5,4,3 skips"} {
		m := oracle.Machine(3, 3, layers, 2)
		for _, d := range []*network.Dreams{m.Dream(50, 1), m.DreamWith([]int{1}, 50, 1), m.DreamClamped(2, 3, true, 50, 1)} {
			c := m.Changed(d, nil, 9)
			for row := range 50 {
				if l, unit, differ := firstDifference(d, c, row); differ {
					t.Fatalf("%s: layer %d, dream %d: unit %d has changed", layers, l, row, unit)
				}
			}
		}
	}
}

// changedWeight is the probability of a state when units are flipped, by the definition:
// each unit is drawn from what now drives it, and then flipped if it is to be.
func changedWeight(m *network.Machine, s oracle.State, flips [][]int) float64 {
	log := 0.0
	for l, layer := range m.Layers {
		var flipped []int
		if l < len(flips) {
			flipped = flips[l]
		}
		switch {
		case layer.Kind == network.Bernoulli:
			for unit, on := range s[l] {
				log += oracle.LogPUnit(m, s, l, unit, on != slices.Contains(flipped, unit))
			}
		case len(flipped) == 0:
			log += oracle.LogPLayer(m, s, l)
		case !s[l][flipped[len(flipped)-1]]:
			return 0
		}
	}
	return math.Exp(log)
}

func TestFlippedDreamsAgainstEnumeration(t *testing.T) {
	const n = 60_000
	for _, c := range []struct {
		layers string
		flips  [][]int
	}{
		{"3,3", [][]int{nil, {0}, {1, 2}}},
		{"3,3 lateral", [][]int{1: {0}}},
		{"3,3 lateral", [][]int{1: {1}}},
		{"3,3 lateral", [][]int{2: {0}}},
		{"3,3 lateral", [][]int{{3}, {0, 2}, {1}}},
		{"4 lateral", [][]int{1: {2, 0}}},
		{"3,3c lateral", [][]int{1: {1}, 2: {0}}},
		{"2,3,2 skips", [][]int{2: {1}}},
		{"2,3,2 skips", [][]int{1: {1}, 3: {0}}},
		{"2,2,2 lateral", [][]int{3: {0}}},
		{"2,2,2 lateral", [][]int{2: {0}}},
		{"2,2,2 lateral-top", [][]int{2: {1}, 3: {0}}},
		{"2,2,2 1-0,3-0,3-1,3-2,1-1,0-1,0-2,1-3", [][]int{1: {0}, 2: {1}}},
	} {
		m := oracle.Machine(2, 2, c.layers, 4)
		want := marginal(m, func(s oracle.State) float64 { return changedWeight(m, s, c.flips) })
		d := m.Dream(n, 8)
		changed := m.Changed(d, c.flips, 6)
		asLikely(t, fmt.Sprint(c.layers, " ", c.flips), shares(changed), want, n)
		for l := m.Top(); l > 0; l-- {
			if l < len(c.flips) && len(c.flips[l]) > 0 {
				if m.Layers[l].Kind == network.Bernoulli {
					staysBefore(t, c.layers, d, changed, l, slices.Min(c.flips[l]))
				}
				break
			}
		}
	}
}

// A unit behind a flipped one changes as rarely as its two probabilities let it, and so does
// a pixel that the layer drives.
func TestFlipsChangeAsFewAsTheyMust(t *testing.T) {
	const n = 60_000
	m := oracle.Machine(2, 2, "3,2 lateral", 9)
	d := m.Dream(n, 8)
	changed := m.Changed(d, [][]int{1: {1}}, 6)
	count := func(l, unit int) float64 {
		differ := 0.0
		for row := range n {
			if d.States[l].Get(row, unit) != changed.States[l].Get(row, unit) {
				differ++
			}
		}
		return differ / n
	}
	must := 0.0
	for _, s := range oracle.States(m) {
		after := append(oracle.State{}, s...)
		after[1] = []bool{s[1][0], !s[1][1], s[1][2]}
		p, q := oracle.LogPUnit(m, s, 1, 2, true), oracle.LogPUnit(m, after, 1, 2, true)
		must += math.Exp(oracle.LogP(m, s)) * math.Abs(math.Exp(p)-math.Exp(q))
	}
	near(t, "share of dreams in which the unit behind changes", count(1, 2), must, 5*math.Sqrt(must*(1-must)/n))
	near(t, "share in which the unit before changes", count(1, 0), 0, 0)
}

// Dreams of some causes, changed, are dreams of the changed causes.
func TestChangedDreamsAgainstEnumeration(t *testing.T) {
	const n = 60_000
	m := oracle.Machine(2, 2, "4,3,3c", 4)
	causes := bits.NewMatrix(n, 3)
	for row := range n {
		causes.Set(row, 0, true)
	}
	d := m.DreamOf(3, causes, 8)
	for _, c := range []struct {
		what  string
		flips [][]int
		layer int
	}{
		{"another category", [][]int{3: {2}}, 3},
		{"two categories chosen in turn", [][]int{3: {1, 2}}, 3},
	} {
		want := marginal(m, func(s oracle.State) float64 {
			if !s[3][2] {
				return 0
			}
			return math.Exp(oracle.LogP(m, s))
		})
		asLikely(t, c.what, shares(m.Changed(d, c.flips, 6)), want, n)
	}
}

func TestFlippedUnitsActOnWhatIsBelow(t *testing.T) {
	m := oracle.Machine(2, 2, "3,3", 4)
	const n = 60_000
	causes := bits.NewMatrix(n, 3)
	for row := range n {
		causes.Set(row, 1, true)
	}
	d := m.DreamOf(2, causes, 8)
	c := m.Changed(d, [][]int{nil, {0}, {1, 2}}, 6)
	for row := range 200 {
		if c.States[2].Get(row, 1) || !c.States[2].Get(row, 2) {
			t.Fatal("the top units are not turned over")
		}
	}
	// By hand: h[2] is 001; each h[1] is drawn from it and its unit 0 turned over.
	want := marginal(m, func(s oracle.State) float64 {
		if image(s[2]) != 0b100 {
			return 0
		}
		drawn := oracle.State{s[0], {!s[1][0], s[1][1], s[1][2]}, s[2]}
		return math.Exp(oracle.LogPLayer(m, drawn, 1) + oracle.LogPLayer(m, s, 0))
	})
	asLikely(t, "flips in two layers", shares(c), want, n)
	again := m.Changed(d, [][]int{nil, nil, {1, 2}}, 6)
	for row := range 200 {
		for unit := 1; unit < 3; unit++ {
			if c.States[1].Get(row, unit) != again.States[1].Get(row, unit) {
				t.Fatal("a flip in a layer changes its other units")
			}
		}
	}
}

func TestWalkFadesLogits(t *testing.T) {
	m := oracle.Machine(3, 2, "5,3", 4)
	d := m.Dream(12, 2)
	walk := network.Walk(m.PixelLogits(d, 3), m.PixelLogits(d, 8), 5)
	if len(walk) != 5 {
		t.Fatalf("%d steps", len(walk))
	}
	logit := func(p float32) float64 { return math.Log(float64(p) / (1 - float64(p))) }
	for i := range 6 {
		a, b := logit(d.Probabilities.Row(3)[i]), logit(d.Probabilities.Row(8)[i])
		for k, image := range walk {
			want := a + float64(k)/4*(b-a)
			if got := logit(image[i]); math.Abs(got-want) > 1e-3 {
				t.Errorf("step %d, pixel %d: logit %.4f, want %.4f", k, i, got, want)
			}
		}
	}
}

func TestCategoryImagesAgainstEnumeration(t *testing.T) {
	const n = 60_000
	for _, layers := range []string{"3,3c", "3,3c skips", "3,3 lateral", "2,2,2 lateral"} {
		m := oracle.Machine(2, 2, layers, 5)
		want, sum := make([]float64, 4), 0.0
		for _, s := range oracle.States(m) {
			if image(s[m.Top()]) != 0b10 {
				continue
			}
			p := math.Exp(oracle.LogP(m, s) - oracle.LogPLayer(m, s, m.Top()))
			sum += p
			for pixel, on := range s[0] {
				if on {
					want[pixel] += p
				}
			}
		}
		for pixel, got := range m.CategoryImage(1, n, 2) {
			near(t, layers+": a pixel of the image", float64(got), want[pixel]/sum, 5*.5/math.Sqrt(n))
		}
	}
}

// Dreams of the causes of one are drawn from all that are kept, not from the lowest layer of
// them alone.
func TestDreamsOfKeptCausesAgainstEnumeration(t *testing.T) {
	const n = 60_000
	for _, c := range []struct {
		layers string
		l      int
	}{{"3,2", 1}, {"3,3c", 2}, {"3,2 skips", 1}, {"2,2,2 lateral", 2}, {"2,3,2 skips", 1}, {"3,3c lateral", 1}} {
		m := oracle.Machine(2, 2, c.layers, 5)
		causes := m.Dream(1, 4).States
		want := marginal(m, func(s oracle.State) float64 {
			p := 1.0
			for l := range s {
				switch {
				case l < c.l:
					p *= math.Exp(oracle.LogPLayer(m, s, l))
				case image(s[l]) != causes[l].Row(0)[0]:
					return 0
				}
			}
			return p
		})
		d := m.DreamAgain(causes, c.l, n, 2)
		asLikely(t, c.layers, shares(d), want, n)
		for l := c.l; l <= m.Top(); l++ {
			if d.States[l].Row(n - 1)[0] != causes[l].Row(0)[0] {
				t.Errorf("%s: the causes of layer %d are others", c.layers, l)
			}
		}
	}
}
