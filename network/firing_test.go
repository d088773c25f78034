package network_test

import (
	"math"
	"slices"
	"testing"

	"wakesleep/internal/oracle"
)

func TestFiringAgainstEnumeration(t *testing.T) {
	for _, layers := range []string{"3,4", "4,3c", "3,3 lateral", "3,3c skips", "2,3,2 lateral", "2,2,2 2-0,3-1,3-2,2-2,1-0,0-1,1-2,0-3"} {
		m := oracle.Machine(2, 2, layers, 8)
		var greys [][]uint8
		for code := range 16 {
			greys = append(greys, []uint8{255 * uint8(code&1), 255 * uint8(code>>1&1), 255 * uint8(code>>2&1), 255 * uint8(code>>3)})
		}
		f := m.Firing(greys, 20_000, 1)
		for i, grey := range greys {
			x := []bool{grey[0] > 0, grey[1] > 0, grey[2] > 0, grey[3] > 0}
			for l := 1; l <= m.Top(); l++ {
				want := make([]float64, m.Layers[l].Units)
				for _, s := range oracle.Explanations(m, x) {
					for u, on := range s[l] {
						if on {
							want[u] += math.Exp(oracle.LogQ(m, s))
						}
					}
				}
				for u, got := range f.Probabilities[l].Row(i) {
					if math.Abs(float64(got)-want[u]) > .015 {
						t.Errorf("%s, image %v: unit %d of layer %d fires with probability %.3f, want %.3f", layers, x, u, l, got, want[u])
					}
				}
			}
		}
	}
}

func TestFiringOfMoreImagesThanAreDoneAtOnce(t *testing.T) {
	m := oracle.Machine(3, 3, "5", 2)
	var greys [][]uint8
	for i := range 250 {
		grey := make([]uint8, 9)
		for j := range grey {
			grey[j] = 255 * uint8((i>>j)&1)
		}
		greys = append(greys, grey)
	}
	f := m.Firing(greys, 3, 1)
	sum := float32(0)
	for i := range greys {
		// Layer 1 is certain for any number of samples: alone it is the same.
		alone := m.Firing(greys[i:i+1], 1, 7).Probabilities[1].Row(0)[4]
		if got := f.Probabilities[1].Row(i)[4]; math.Abs(float64(got-alone)) > 1e-5 {
			t.Fatalf("image %d: %v, alone %v", i, got, alone)
		}
		sum += alone / 250
	}
	if got := f.Shares(1)[4]; math.Abs(float64(got-sum)) > 1e-4 {
		t.Errorf("share of firing %v, want %v", got, sum)
	}
	best := f.Strongest(1, 4, 9)
	if len(best) != 9 || !slices.IsSortedFunc(best, func(a, b int) int {
		if f.Probabilities[1].Row(a)[4] < f.Probabilities[1].Row(b)[4] {
			return 1
		}
		return -1
	}) {
		t.Errorf("images %v do not fall", best)
	}
	for i := range greys {
		if f.Probabilities[1].Row(i)[4] > f.Probabilities[1].Row(best[8])[4] && !slices.Contains(best, i) {
			t.Errorf("image %d is missing", i)
		}
	}
}

// Where probabilities cannot rise any more, the drive says which image is stronger.
func TestStrongestTellsSaturatedUnitsApart(t *testing.T) {
	m := oracle.Machine(2, 1, "1", 2)
	m.Recognition.Weights(0, 1).Row(0)[0], m.Recognition.Weights(0, 1).Row(1)[0], m.Recognition.Biases[1][0] = 40, 60, 0
	f := m.Firing([][]uint8{{255, 0}, {0, 255}, {255, 255}}, 2, 1)
	if got := f.Strongest(1, 0, 5); !slices.Equal(got, []int{2, 1, 0}) {
		t.Errorf("strongest %v", got)
	}
}
