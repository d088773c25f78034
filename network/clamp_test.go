package network_test

import (
	"math"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
)

// heldWeight is the probability of a state when a unit is held, by the definition:
// every layer's probability under the one above, but for the factor of that unit.
func heldWeight(m *network.Machine, s oracle.State, l, unit int, on bool) float64 {
	if s[l][unit] != on {
		return 0
	}
	p := 1.0
	for k := range s {
		if k != l {
			p *= math.Exp(oracle.LogPLayer(m, s, k))
		}
	}
	if m.Layers[l].Kind == network.Categorical {
		if on {
			return p
		}
		return p * math.Exp(oracle.LogPLayer(m, s, l)) // the caller scales the sum to one
	}
	other := append(oracle.State{}, s...)
	other[l] = append([]bool{}, s[l]...)
	other[l][unit] = !on
	return p * (math.Exp(oracle.LogPLayer(m, s, l)) + math.Exp(oracle.LogPLayer(m, other, l)))
}

func TestClampedDreamsAgainstEnumeration(t *testing.T) {
	const n = 60_000
	for _, c := range []struct {
		layers  string
		l, unit int
	}{{"3,3", 1, 2}, {"3,3", 2, 0}, {"3,4c", 2, 1}, {"3,4c", 1, 1}, {"4c", 1, 3}} {
		m := oracle.Machine(2, 2, c.layers, 6)
		for _, on := range []bool{true, false} {
			want := marginal(m, func(s oracle.State) float64 { return heldWeight(m, s, c.l, c.unit, on) })
			asLikely(t, c.layers, shares(m.DreamClamped(c.l, c.unit, on, n, 5)), want, n)
		}
	}
}

func TestClampedDreamsAreTheSameDreams(t *testing.T) {
	m := oracle.Machine(3, 3, "6,5,4c", 3)
	const n = 200
	plain := m.Dream(n, 9)
	for _, c := range []struct{ l, unit int }{{1, 2}, {2, 4}, {3, 1}} {
		on, off := m.DreamClamped(c.l, c.unit, true, n, 9), m.DreamClamped(c.l, c.unit, false, n, 9)
		for row := range n {
			as := off
			if plain.States[c.l].Get(row, c.unit) {
				as = on
			}
			for l := range m.Layers {
				for u := range m.Layers[l].Units {
					if as.States[l].Get(row, u) != plain.States[l].Get(row, u) {
						t.Fatalf("layer %d unit %d held as it is changes dream %d", c.l, c.unit, row)
					}
				}
			}
			if !on.States[c.l].Get(row, c.unit) || off.States[c.l].Get(row, c.unit) {
				t.Fatalf("layer %d unit %d is not held", c.l, c.unit)
			}
		}
	}
}

func TestEffectsAreMeansOfClampedDreams(t *testing.T) {
	m := oracle.Machine(3, 3, "6,5,4c", 3)
	const n = 50
	plain := m.Dream(n, 9).Probabilities.ColumnMeans()
	for l, units := range [][]int{1: {0, 5}, 2: {3}, 3: {2, 0}} {
		if units == nil {
			continue
		}
		for i, effect := range m.Effects(l, units, n, 9) {
			held := m.DreamClamped(l, units[i], true, n, 9).Probabilities.ColumnMeans()
			for pixel, got := range effect {
				if want := held[pixel] - plain[pixel]; math.Abs(float64(got-want)) > 1e-6 {
					t.Errorf("layer %d, unit %d, pixel %d: %v, want %v", l, units[i], pixel, got, want)
				}
			}
		}
	}
}
