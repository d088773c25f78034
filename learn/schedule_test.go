package learn

import (
	"math"
	"testing"
)

func TestScheduleFallsExponentially(t *testing.T) {
	s := Settings{Rate: []float64{.1}, FinalRate: []float64{.01}}
	plan := newSchedule(s, 2, 11)
	rates := make([]float64, 3)
	for epoch := range 11 {
		plan.at(rates, epoch)
		want := .1 * math.Pow(.1, float64(epoch)/10)
		for _, r := range rates {
			if math.Abs(r/want-1) > 1e-13 {
				t.Errorf("rate of epoch %d is %v, want %v", epoch, r, want)
			}
		}
	}
}
