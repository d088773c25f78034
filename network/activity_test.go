package network_test

import (
	"math"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
	"wakesleep/network/random"
)

var shapes = []string{
	"4,3", "4,3c", "3", "3c", "3,2,2",
	"3 lateral", "3,2 lateral", "3,3c lateral", "3,2c skips", "2,2,2 lateral", "2,3,2 skips", "2,1,2 lateral-top",
	"2,2,2 1-0,3-0,3-1,3-2,1-1,0-1,0-2,1-3", "2,2,2 2-0,3-1,3-2,2-2,0-1,1-2,0-3",
}

// fill writes an oracle's states into the rows of an activity.
func fill(a *network.Activity, states []oracle.State) {
	for row, s := range states {
		for l := range s {
			for j, on := range s[l] {
				a.States[l].Set(row, j, on)
			}
		}
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %.7f, want %.7f", what, got, want)
	}
}

func TestScoresEqualTheDefinitions(t *testing.T) {
	for _, layers := range shapes {
		m := oracle.Machine(2, 2, layers, 1)
		states := oracle.States(m)
		a := network.NewActivity(m, len(states), 1)
		fill(a, states)
		for l := 1; l <= m.Top(); l++ {
			a.DriveUp(l)
			a.ScoreUp(l, 0, a.Rows())
		}
		a.Score()
		for row, s := range states {
			for l := range s {
				near(t, layers+" log p of a layer", float64(a.LogP[l][row]), oracle.LogPLayer(m, s, l), 1e-5)
				if l > 0 {
					near(t, layers+" log q of a layer", float64(a.LogQ[l][row]), oracle.LogQLayer(m, s, l), 1e-5)
				}
			}
			near(t, layers+" log weight", a.LogWeight(row), oracle.LogP(m, s)-oracle.LogQ(m, s), 1e-5)
		}
	}
}

// samples is the number of rows that frequencies are counted over.
func samples() int {
	if testing.Short() {
		return 10_000
	}
	return 100_000
}

// key numbers a state.
func key(s oracle.State) (k uint64) {
	for _, layer := range s {
		for _, on := range layer {
			k <<= 1
			if on {
				k |= 1
			}
		}
	}
	return k
}

func states(a *network.Activity, row int) oracle.State {
	s := make(oracle.State, len(a.States))
	for l, m := range a.States {
		r := row
		if l == 0 {
			r = row / a.Samples
		}
		for j := range m.Cols {
			s[l] = append(s[l], m.Get(r, j))
		}
	}
	return s
}

// frequencies checks counted states against their probabilities, each within
// five standard deviations.
func frequencies(t *testing.T, what string, a *network.Activity, all []oracle.State, log func(oracle.State) float64) {
	t.Helper()
	counts := map[uint64]int{}
	for row := range a.Rows() {
		counts[key(states(a, row))]++
	}
	n := float64(a.Rows())
	for _, s := range all {
		p := math.Exp(log(s))
		near(t, what+": share of a state", float64(counts[key(s)])/n, p, 5*math.Sqrt(p*(1-p)/n)+5/n)
	}
}

func TestDreamsFollowTheGenerativeModel(t *testing.T) {
	for _, layers := range shapes {
		m := oracle.Machine(2, 1, layers, 2)
		a := network.NewActivity(m, samples(), 1)
		s := random.New(1, random.View, 0, 0)
		a.Dream(&s)
		frequencies(t, layers, a, oracle.States(m), func(s oracle.State) float64 { return oracle.LogP(m, s) })
	}
}

func TestRecognitionFollowsTheRecognitionModel(t *testing.T) {
	for _, layers := range shapes {
		m := oracle.Machine(2, 1, layers, 3)
		x := []bool{true, false}
		a := network.NewActivity(m, 1, samples())
		a.States[0].Set(0, 0, true)
		s := random.New(1, random.View, 0, 0)
		a.Recognise(&s)
		frequencies(t, layers, a, oracle.Explanations(m, x), func(s oracle.State) float64 { return oracle.LogQ(m, s) })
	}
}

func TestRecogniseSplitsTheFreeEnergy(t *testing.T) {
	for _, layers := range shapes {
		m := oracle.Machine(2, 2, layers, 4)
		x := []bool{true, false, false, true}
		free, difference := oracle.FreeEnergy(m, x)
		tolerance := 16 / math.Sqrt(float64(2*samples()))
		r := m.Recognise([]uint8{255, 0, 0, 255}, 2*samples(), 9)
		near(t, layers+" free energy", r.FreeEnergy(), free/math.Ln2, tolerance)
		near(t, layers+" difference", r.DifferenceBits, difference/math.Ln2, tolerance)
		near(t, layers+" bound", r.Bound, -oracle.LogProbability(m, x)/math.Ln2, tolerance+5*deviation(m, x)/math.Sqrt(float64(2*samples()))/math.Ln2)
		if r.CauseBits < -tolerance {
			t.Errorf("%s: %.3f bits for the causes", layers, r.CauseBits)
		}
		if m.Categorical() {
			checkShares(t, m, x, r)
		}
	}
}

// deviation is the standard deviation of an importance weight of x, over its mean.
func deviation(m *network.Machine, x []bool) float64 {
	square := 0.0
	for _, s := range oracle.Explanations(m, x) {
		square += math.Exp(2*(oracle.LogP(m, s)-oracle.LogProbability(m, x)) - oracle.LogQ(m, s))
	}
	return math.Sqrt(square - 1)
}

// checkShares compares a recognition's shares with the exact posterior.
func checkShares(t *testing.T, m *network.Machine, x []bool, r *network.Recognition) {
	t.Helper()
	posterior := make([]float64, m.Layers[m.Top()].Units)
	for _, s := range oracle.Explanations(m, x) {
		for c, on := range s[m.Top()] {
			if on {
				posterior[c] += math.Exp(oracle.LogP(m, s) - oracle.LogProbability(m, x))
			}
		}
	}
	for c, p := range posterior {
		near(t, "share of a category", float64(r.Shares[c]), p, 9/math.Sqrt(float64(samples())))
	}
}

func TestGreyPixelsAreOnByTheirLevel(t *testing.T) {
	m := oracle.Machine(3, 1, "2", 5)
	r := m.Recognise([]uint8{0, 51, 255}, samples(), 1)
	near(t, "black pixel", float64(r.Seen[0]), 0, 0)
	near(t, "grey pixel", float64(r.Seen[1]), .2, 7/math.Sqrt(float64(samples())))
	near(t, "white pixel", float64(r.Seen[2]), 1, 0)
}

func TestDreamOfKeepsItsCauses(t *testing.T) {
	m := oracle.Machine(2, 2, "3,4c", 6)
	image := m.CategoryImage(2, samples(), 1)
	want := make([]float64, 4)
	total := 0.0
	for _, s := range oracle.States(m) {
		if s[2][2] {
			p := math.Exp(oracle.LogP(m, s))
			total += p
			for j, on := range s[0] {
				if on {
					want[j] += p
				}
			}
		}
	}
	for j := range want {
		near(t, "pixel of a category's image", float64(image[j]), want[j]/total, 3/math.Sqrt(float64(samples())))
	}
}
