package measure

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSampleCounts(t *testing.T) {
	for samples, want := range map[int][]int{
		1: {1}, 2: {1, 2}, 10: {1, 10}, 11: {1, 10, 11}, 1000: {1, 10, 100, 1000}, 2500: {1, 10, 100, 1000, 2500},
	} {
		if got := SampleCounts(samples); !slices.Equal(got, want) {
			t.Errorf("%d samples: %v, want %v", samples, got, want)
		}
	}
}

// naiveBound is the mean over the whole disjoint groups of −log of the mean
// weight; weights must be within the range of float64.
func naiveBound(logWeights []float64, size int) float64 {
	total, groups := 0.0, len(logWeights)/size
	for g := range groups {
		sum := 0.0
		for _, w := range logWeights[g*size : (g+1)*size] {
			sum += math.Exp(w)
		}
		total -= math.Log(sum / float64(size))
	}
	return total / float64(groups)
}

func TestLadderEqualsTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, samples := range []int{1, 2, 9, 10, 11, 99, 100, 101, 110, 250, 999, 1000, 2345} {
		l, weights := newLadder(samples), make([]float64, samples)
		for i := range weights {
			weights[i] = 20*r.NormFloat64() - 100
			l.add(weights[i])
		}
		got := l.bounds()
		for k, size := range SampleCounts(samples) {
			if want := naiveBound(weights, size); math.Abs(got[k]-want) > 1e-10*math.Abs(want) {
				t.Errorf("%d of %d samples: %v, want %v", size, samples, got[k], want)
			}
		}
	}
}

// Log-weights far outside the range of exp, and of equal size.
func TestLadderNeitherOverflowsNorUnderflows(t *testing.T) {
	for _, size := range []float64{-5000, 5000} {
		l := newLadder(150)
		for range 150 {
			l.add(size)
		}
		for _, nats := range l.bounds() {
			if math.Abs(nats+size) > 1e-9 {
				t.Errorf("%v, want %v", nats, -size)
			}
		}
	}
}

func TestLadderKeepsWhatIsNotFinite(t *testing.T) {
	for _, bad := range []float64{math.NaN(), math.Inf(1)} {
		l := newLadder(30)
		for i := range 30 {
			l.add(-3)
			if i == 17 {
				l.add(bad)
			}
		}
		bounds := l.bounds()
		if last := bounds[len(bounds)-1]; !math.IsNaN(last) && !math.IsInf(last, 0) {
			t.Errorf("with %v among the weights the bound is %v", bad, last)
		}
	}
	// Samples of probability zero are only lost ones.
	l := newLadder(2)
	l.add(math.Inf(-1))
	l.add(-3)
	if got, want := l.bounds()[1], 3+math.Ln2; math.Abs(got-want) > 1e-12 {
		t.Errorf("%v, want %v", got, want)
	}
}
