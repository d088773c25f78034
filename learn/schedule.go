package learn

import "wakesleep/learn/vector"

// schedule is the learning rate over a run: constant, or exponential from the
// first epoch to the last.
type schedule struct {
	first, final []float64
	epochs       int
}

// newSchedule reads the rates for a run of the given number of epochs. Without
// a number of epochs, and without a final rate, rates are constant.
func newSchedule(s Settings, connections, epochs int) schedule {
	plan := schedule{first: spread(s.Rate, connections+1), epochs: epochs}
	if len(s.FinalRate) > 0 && epochs > 1 {
		plan.final = spread(s.FinalRate, connections+1)
	}
	return plan
}

// spread repeats a single rate for every connection and the top biases.
func spread(rates []float64, n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = rates[min(i, len(rates)-1)]
	}
	return all
}

// at writes the rates of an epoch, counted from 0, into dst.
func (p schedule) at(dst []float64, epoch int) {
	copy(dst, p.first)
	if p.final == nil {
		return
	}
	epoch = min(epoch, p.epochs-1)
	for i := range dst {
		step := root(p.final[i]/p.first[i], p.epochs-1)
		dst[i] = p.first[i] * vector.Power(step, epoch)
	}
}

// root is the positive n-th root of x > 0 by bisection on [vector.Power], to the last
// bit or two.
func root(x float64, n int) float64 {
	lo, hi := min(x, 1), max(x, 1)
	for range 200 {
		middle := lo + (hi-lo)/2
		if middle <= lo || middle >= hi {
			break
		}
		if vector.Power(middle, n) < x {
			lo = middle
		} else {
			hi = middle
		}
	}
	return hi
}
