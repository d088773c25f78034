package network_test

import (
	"math"
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

// tempered is the probability of a state when each logit is divided by t: layer by
// layer the old probability of every unit to the power 1/t, scaled to one.
func tempered(m *network.Machine, s oracle.State, t float64) float64 {
	p := 1.0
	for l, layer := range m.Layers {
		own, sum := 0.0, 0.0
		other := append(oracle.State{}, s...)
		for _, h := range oracle.LayerStates(layer) {
			other[l] = h
			w := math.Exp(oracle.LogPLayer(m, other, l) / t)
			sum += w
			if image(h) == image(s[l]) {
				own = w
			}
		}
		p *= own / sum
	}
	return p
}

func TestTemperatureAgainstEnumeration(t *testing.T) {
	const n = 60_000
	for _, layers := range []string{"3", "3,2", "3,3c"} {
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
	// Units of a top without categories are independent, so that to hold some is to
	// look at the dreams in which they fire.
	m := oracle.Machine(2, 2, "3,3", 3)
	want := marginal(m, func(s oracle.State) float64 {
		if !s[2][0] || !s[2][2] {
			return 0
		}
		return math.Exp(oracle.LogP(m, s))
	})
	asLikely(t, "3,3", shares(m.DreamWith([]int{0, 2}, n, 5)), want, n)
}

func TestNothingFlippedChangesNothing(t *testing.T) {
	m := oracle.Machine(3, 3, "5,4,3c", 2)
	d := m.Dream(50, 1)
	c := m.Changed(d, nil, 9)
	for l := range m.Layers {
		for row := range 50 {
			for unit := range m.Layers[l].Units {
				if c.States[l].Get(row, unit) != d.States[l].Get(row, unit) {
					t.Fatalf("layer %d, dream %d: unit %d has changed", l, row, unit)
				}
			}
		}
	}
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
