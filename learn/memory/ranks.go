package memory

import (
	"math"
	"slices"
)

// MannWhitneyZ compares two samples by the ranks of their numbers: the standard
// score of U, the number of pairs in which the first sample's number is the
// greater, equal ones counting one half. Under equal distributions it is about
// standard normal; negative means that the first sample's numbers are smaller.
// With the correction for ties and without that for continuity. It is zero where
// all numbers are equal. Both samples must have some.
//
// Source: Mann and Whitney, "On a test of whether one of two random variables is
// stochastically larger than the other", Annals of Mathematical Statistics 18
// (1947).
func MannWhitneyZ(first, second []float64) float64 {
	if len(first) == 0 || len(second) == 0 {
		panic("memory: a sample without numbers")
	}
	n1, n2 := float64(len(first)), float64(len(second))
	n := n1 + n2
	rankSum, ties := ranks(first, second)
	u := rankSum - n1*(n1+1)/2
	variance := n1 * n2 / 12 * (n + 1 - ties/(n*(n-1)))
	if variance <= 0 {
		return 0
	}
	return (u - n1*n2/2) / math.Sqrt(variance)
}

// ranks adds up the ranks, counted from 1, of the first sample's numbers among all,
// equal ones sharing their mean, and t³−t over all groups of t equal numbers.
func ranks(first, second []float64) (sum, ties float64) {
	type number struct {
		value float64
		first bool
	}
	all := make([]number, 0, len(first)+len(second))
	for _, v := range first {
		all = append(all, number{v, true})
	}
	for _, v := range second {
		all = append(all, number{v, false})
	}
	slices.SortFunc(all, func(a, b number) int {
		switch {
		case a.value < b.value:
			return -1
		case a.value > b.value:
			return 1
		}
		return 0
	})
	for lo := 0; lo < len(all); {
		hi, mine := lo, 0
		for ; hi < len(all) && all[hi].value == all[lo].value; hi++ {
			if all[hi].first {
				mine++
			}
		}
		sum += float64(mine) * float64(lo+1+hi) / 2
		t := float64(hi - lo)
		ties += t*t*t - t
		lo = hi
	}
	return sum, ties
}
