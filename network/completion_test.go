package network_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
)

// exactly computes p(unknown | known) over all images that agree with the known
// pixels, by their codes, and p(known).
func exactly(m *network.Machine, grey []uint8, known []bool) (conditional map[int]float64, evidence float64) {
	conditional = map[int]float64{}
	for _, s := range oracle.States(m) {
		agree, code := true, 0
		for j, on := range s[0] {
			agree = agree && (!known[j] || on == (grey[j] > 0))
			if on {
				code |= 1 << j
			}
		}
		if agree {
			p := math.Exp(oracle.LogP(m, s))
			conditional[code] += p
			evidence += p
		}
	}
	for code := range conditional {
		conditional[code] /= evidence
	}
	return conditional, evidence
}

// mild is a random machine whose recognition is wrong, but nowhere certain, so
// that a few dozen samples can be weighed right.
func mild(width, height int, layers string, seed uint64) *network.Machine {
	m := oracle.Machine(width, height, layers, seed)
	for i := range m.Recognition.Flat {
		m.Recognition.Flat[i] /= 3
	}
	return m
}

func TestCompletionsFollowTheExactConditional(t *testing.T) {
	const n = 4000
	grey := []uint8{255, 0, 77, 255, 91, 0} // what is said of unknown pixels is not looked at
	known := []bool{true, true, false, true, false, false}
	for _, layers := range []string{"3", "3,2", "3,3c", "3 lateral", "3,2 lateral", "2,2,2 lateral", "3,3c skips", "2,2 2-0,1-0,2-1,2-2,0-1,0-2"} {
		m := mild(3, 2, layers, 7)
		want, evidence := exactly(m, grey, known)
		for _, sweeps := range []int{1, 3} {
			got := m.Complete(grey, known, n, 60, sweeps, 11)
			counts := map[int]float64{}
			for i := range n {
				code := 0
				for j := range grey {
					if got.States[0].Get(i, j) {
						code |= 1 << j
					}
				}
				counts[code]++
			}
			if len(counts) > len(want) {
				t.Errorf("%s: %d different images, but only %d agree with the known pixels", layers, len(counts), len(want))
			}
			for code, p := range want {
				// Five standard errors, and the bias of sixty particles.
				if slack := 5*math.Sqrt(p*(1-p)/n) + .01; math.Abs(counts[code]/n-p) > slack {
					t.Errorf("%s, %d sweeps: image %06b has share %.4f, want %.4f ± %.4f", layers, sweeps, code, counts[code]/n, p, slack)
				}
			}
			checkEvidence(t, layers, got.LogEvidence, evidence)
		}
	}
}

// checkEvidence compares the mean estimate of p(known) with the exact one.
func checkEvidence(t *testing.T, layers string, logs []float64, want float64) {
	t.Helper()
	n, sum, squares := float64(len(logs)), 0.0, 0.0
	for _, l := range logs {
		sum += math.Exp(l)
		squares += math.Exp(2 * l)
	}
	mean := sum / n
	slack := 5 * math.Sqrt((squares/n-mean*mean)/n)
	if math.Abs(mean-want) > slack {
		t.Errorf("%s: p(known) is estimated as %v, want %v ± %v", layers, mean, want, slack)
	}
}

func TestCompletionKeepsWhatItIsShown(t *testing.T) {
	m := oracle.Machine(9, 8, "5,4c", 3) // more than one word
	grey, known := make([]uint8, 72), make([]bool, 72)
	for j := range grey {
		grey[j], known[j] = uint8(j*3), j%3 != 0
	}
	c := m.Complete(grey, known, 6, 5, 4, 1)
	for i := range 6 {
		for j, on := range known {
			p := c.Probabilities.Row(i)[j]
			if on && p != float32(grey[j])/255 || !on && (p <= 0 || p >= 1) {
				t.Errorf("pixel %d, known %v, of level %d has probability %v", j, on, grey[j], p)
			}
			if on && grey[j] == 0 && c.States[0].Get(i, j) {
				t.Errorf("pixel %d is on and was shown as off", j)
			}
		}
	}
	again := m.Complete(grey, known, 6, 5, 4, 1)
	if !slices.Equal(again.States[0].Words, c.States[0].Words) {
		t.Error("the same seed gave other images")
	}
}

func TestCompletionOfNothingKnownIsADream(t *testing.T) {
	const n = 5000
	m := mild(2, 2, "3", 5)
	want, evidence := exactly(m, make([]uint8, 4), make([]bool, 4))
	if math.Abs(evidence-1) > 1e-9 {
		t.Fatalf("probabilities sum to %v", evidence)
	}
	c := m.Complete(make([]uint8, 4), make([]bool, 4), n, 40, 2, 3)
	counts := map[int]float64{}
	for i := range n {
		counts[int(c.States[0].Row(i)[0])]++
	}
	for code, p := range want {
		if slack := 5*math.Sqrt(p*(1-p)/n) + .01; math.Abs(counts[code]/n-p) > slack {
			t.Errorf("image %04b has share %v, want %v", code, counts[code]/n, p)
		}
	}
}

func TestVariationsKeepTheCausesOfTheirLayer(t *testing.T) {
	const n = 4000
	m := mild(3, 2, "3,2c", 9)
	grey := []uint8{255, 0, 255, 0, 0, 255}
	x := []bool{true, false, true, false, false, true}
	// The posterior of the top, by the book.
	posterior, total := [2]float64{}, 0.0
	for _, s := range oracle.Explanations(m, x) {
		p := math.Exp(oracle.LogP(m, s))
		total += p
		posterior[slices.Index(s[2], true)] += p
	}
	d := m.Variations(grey, 2, n, 1)
	count := 0.0
	for i := range n {
		if d.States[2].Get(i, 1) {
			count++
		}
	}
	// Fifty firings leave a little of what recognition gets wrong.
	if got, want := count/n, posterior[1]/total; math.Abs(got-want) > .05 {
		t.Errorf("category 1 is kept with share %v, want about %v", got, want)
	}
	// Layer 1 kept: its units are on as often as in the posterior, and pixels follow.
	d = m.Variations(grey, 1, n, 1)
	share := make([]float64, 3)
	for _, s := range oracle.Explanations(m, x) {
		for i, on := range s[1] {
			if on {
				share[i] += math.Exp(oracle.LogP(m, s)) / total
			}
		}
	}
	for i, got := range d.States[1].ColumnMeans() {
		if math.Abs(float64(got)-share[i]) > .06 {
			t.Errorf("unit %d is on with share %v, want about %v", i, got, share[i])
		}
	}
}

// By the book: causes from the posterior, and what lies below the kept ones drawn from them.
func TestVariationsAgainstEnumeration(t *testing.T) {
	const n = 6000
	grey := []uint8{255, 0, 0, 255}
	x := []bool{true, false, false, true}
	for _, c := range []struct {
		layers string
		l      int
	}{{"3,2", 2}, {"3,2 lateral", 1}, {"3,2 lateral", 2}, {"2,2,2 skips", 2}, {"2,2,2 lateral", 2}, {"2,2,2 lateral", 3}, {"3,3c lateral", 2}, {"3 lateral", 1}} {
		m := mild(2, 2, c.layers, 9)
		kept := func(s oracle.State) string { return fmt.Sprint(s[c.l:]) }
		posterior, prior := map[string]float64{}, map[string]float64{}
		for _, s := range oracle.States(m) {
			p := math.Exp(oracle.LogP(m, s))
			prior[kept(s)] += p
			if slices.Equal(s[0], x) {
				posterior[kept(s)] += p
			}
		}
		want := marginal(m, func(s oracle.State) float64 {
			return math.Exp(oracle.LogP(m, s)) / prior[kept(s)] * posterior[kept(s)]
		})
		got := shares(m.Variations(grey, c.l, n, 3))
		for image, p := range want {
			// Fifty firings leave a little of what recognition gets wrong.
			if off := math.Abs(got[image] - p); off > 5*math.Sqrt(p*(1-p)/n)+.01 {
				t.Errorf("%s, causes of layer %d kept: image %04b has share %.4f, want %.4f", c.layers, c.l, image, got[image], p)
			}
		}
	}
}
