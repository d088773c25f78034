package measure_test

import (
	"fmt"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/learn/measure"
	"wakesleep/network"
)

// TestWhatIsMeasuredIsExpected: of meek and of wild machines, whole or half silenced,
// whatever the number of samples, no result is taken for an impossible one.
func TestWhatIsMeasuredIsExpected(t *testing.T) {
	for _, layers := range []string{"4,3", "4,3c", "3"} {
		for _, scale := range []float32{0, .4, 30, 1e4} {
			for _, silenced := range []float64{0, .5} {
				whole := oracle.Machine(2, 2, layers, 12)
				for _, p := range []*network.Parameters{whole.Generative, whole.Recognition} {
					for i := range p.Flat {
						p.Flat[i] *= scale
					}
				}
				damaged := network.Damage{Silenced: silenced, Seed: 1}.Machine(whole)
				for _, samples := range []int{1, 7, 10, 35, 130} {
					mustExpect(t, fmt.Sprint(layers, scale, silenced, samples), whole, damaged, samples)
				}
			}
		}
	}
}

// mustExpect evaluates a damaged machine, and holds the results against the whole one.
func mustExpect(t *testing.T, what string, whole, damaged *network.Machine, samples int) {
	t.Helper()
	expected, seen := measure.Expect(whole, samples), 0
	keep := func(_ int, found []measure.ImageResult) error {
		for i := range found {
			seen++
			if err := expected.Check(&found[i]); err != nil {
				t.Errorf("%s: %+v has %v", what, found[i], err)
			}
		}
		return nil
	}
	o := measure.Options{Samples: samples, Threads: 1, Keep: keep}
	if _, err := measure.Evaluate(t.Context(), network.Alone(damaged), greyOf(allImages()), o); err != nil || seen == 0 {
		t.Errorf("%s: %d results, %v", what, seen, err)
	}
}
