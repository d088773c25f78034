package network_test

import (
	"math"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
)

// heldWeight is the probability of a state when a unit is held, by the definition: that of
// all units under what drives them, but for the factor of that unit.
func heldWeight(m *network.Machine, s oracle.State, l, unit int, on bool) float64 {
	switch {
	case s[l][unit] != on:
		return 0
	case m.Layers[l].Kind == network.Categorical && on:
		return math.Exp(oracle.LogP(m, s) - oracle.LogPLayer(m, s, l))
	case m.Layers[l].Kind == network.Categorical:
		return math.Exp(oracle.LogP(m, s)) // the caller scales the sum to one
	}
	return math.Exp(oracle.LogP(m, s) - oracle.LogPUnit(m, s, l, unit, on))
}

func TestClampedDreamsAgainstEnumeration(t *testing.T) {
	const n = 60_000
	for _, c := range []struct {
		layers  string
		l, unit int
	}{
		{"3,3", 1, 2},
		{"3,3", 2, 0},
		{"3,4c", 2, 1},
		{"3,4c", 1, 1},
		{"4c", 1, 3},
		{"3 lateral", 1, 1},
		{"3,3 lateral", 1, 0},
		{"3,3 lateral", 2, 1},
		{"2,3,2 skips", 2, 1},
		{"2,3,2 skips", 3, 1},
		{"2,2,2 lateral", 2, 0},
		{"2,2,2 lateral", 3, 0},
		{"3,3c lateral", 1, 1},
		{"3,3c lateral", 2, 1},
		{"2,2,2 1-0,3-0,3-1,3-2,1-1,0-1,0-2,1-3", 2, 1},
	} {
		m := oracle.Machine(2, 2, c.layers, 6)
		for _, on := range []bool{true, false} {
			want := marginal(m, func(s oracle.State) float64 { return heldWeight(m, s, c.l, c.unit, on) })
			asLikely(t, c.layers, shares(m.DreamClamped(c.l, c.unit, on, n, 5)), want, n)
		}
	}
}

func TestClampedDreamsAreTheSameDreams(t *testing.T) {
	const n = 200
	for _, layers := range []string{"6,5,4c", "6,5,4c lateral", "6,5,4 lateral", "6,5,4 skips"} {
		m := oracle.Machine(3, 3, layers, 3)
		plain := m.Dream(n, 9)
		for _, c := range []struct{ l, unit int }{{1, 2}, {2, 4}, {3, 1}} {
			on, off := m.DreamClamped(c.l, c.unit, true, n, 9), m.DreamClamped(c.l, c.unit, false, n, 9)
			for row := range n {
				as := off
				if plain.States[c.l].Get(row, c.unit) {
					as = on
				}
				if l, _, differ := firstDifference(plain, as, row); differ {
					t.Fatalf("%s: layer %d unit %d held as it is changes layer %d of dream %d", layers, c.l, c.unit, l, row)
				}
				if !on.States[c.l].Get(row, c.unit) || off.States[c.l].Get(row, c.unit) {
					t.Fatalf("%s: layer %d unit %d is not held", layers, c.l, c.unit)
				}
			}
			if m.Layers[c.l].Kind != network.Categorical {
				staysBefore(t, layers, plain, on, c.l, c.unit)
				staysBefore(t, layers, plain, off, c.l, c.unit)
			}
		}
	}
}

// firstDifference is the first unit, from the top down and in the order of its layer, that
// differs between the same dream of two.
func firstDifference(a, b *network.Dreams, row int) (l, unit int, differ bool) {
	for l := len(a.States) - 1; l >= 0; l-- {
		for unit := range a.States[l].Cols {
			if a.States[l].Get(row, unit) != b.States[l].Get(row, unit) {
				return l, unit, true
			}
		}
	}
	return 0, 0, false
}

// staysBefore wants nothing to differ above layer l, and of the layer nothing before a unit.
func staysBefore(t *testing.T, what string, a, b *network.Dreams, l, unit int) {
	t.Helper()
	for row := range a.Count() {
		if k, u, differ := firstDifference(a, b, row); differ && (k > l || k == l && u < unit) {
			t.Fatalf("%s: to change unit %d of layer %d changed unit %d of layer %d in dream %d", what, unit, l, u, k, row)
		}
	}
}

func TestEffectsAreMeansOfClampedDreams(t *testing.T) {
	for _, layers := range []string{"6,5,4c", "6,5,4 lateral", "6,5,4c skips"} {
		m := oracle.Machine(3, 3, layers, 3)
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
						t.Errorf("%s: layer %d, unit %d, pixel %d: %v, want %v", layers, l, units[i], pixel, got, want)
					}
				}
			}
		}
	}
}
