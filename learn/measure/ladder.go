package measure

import "math"

// SampleCounts lists the numbers of samples for which an evaluation with K of
// them gives bounds: the powers of ten below K, and K itself.
func SampleCounts(samples int) []int {
	var counts []int
	for k := 1; k < samples; k *= 10 {
		counts = append(counts, k)
	}
	return append(counts, samples)
}

// logSum is the logarithm of a sum of weights that are given by their
// logarithms one after another, without overflow: greatest + log(scaled). newLogSum
// makes the empty one.
type logSum struct {
	greatest, scaled float64
}

func newLogSum() logSum { return logSum{greatest: math.Inf(-1)} }

// add takes in another sum. A sum that is infinite or not a number stays so.
func (s *logSum) add(other logSum) {
	switch {
	case math.IsInf(other.greatest, -1) || math.IsNaN(s.greatest):
	case other.greatest <= s.greatest:
		s.scaled += other.scaled * math.Exp(other.greatest-s.greatest)
	default:
		s.scaled = s.scaled*math.Exp(s.greatest-other.greatest) + other.scaled
		s.greatest = other.greatest
	}
}

// log is the logarithm of the sum.
func (s *logSum) log() float64 {
	if math.IsInf(s.greatest, 0) {
		return s.greatest
	}
	return s.greatest + math.Log(s.scaled)
}

// ladder makes bounds with different numbers of samples of one image's
// log-weights, in memory that does not grow with their number. The bound with
// fewer samples than all is the mean over the disjoint groups of so many: it is
// unbiased, as a single group's would be, and varies less.
type ladder struct {
	rungs []rung
	// all sums the weights of the whole groups of the highest rung.
	all   logSum
	count int
}

// rung cuts the samples into groups of one size.
type rung struct {
	size int
	// group sums the weights of the group under way, which has had members.
	group   logSum
	members int
	// total sums −log of the mean weight over the finished groups.
	total  float64
	groups int
}

func newLadder(samples int) ladder {
	l := ladder{all: newLogSum()}
	counts := SampleCounts(samples)
	for _, size := range counts[:len(counts)-1] {
		l.rungs = append(l.rungs, rung{size: size, group: newLogSum()})
	}
	return l
}

// add takes in the log-weight of one sample. A finished group is a member of
// the next larger one, so that a sample costs little more than one exponential.
func (l *ladder) add(logWeight float64) {
	l.count++
	carried, members := logSum{logWeight, 1}, 1
	for i := range l.rungs {
		r := &l.rungs[i]
		r.group.add(carried)
		if r.members += members; r.members < r.size {
			return
		}
		r.total -= r.group.log() - math.Log(float64(r.size))
		r.groups++
		carried, members = r.group, r.size
		r.group, r.members = newLogSum(), 0
	}
	l.all.add(carried)
}

// bounds are −log of the mean weight in nats for each of SampleCounts.
func (l *ladder) bounds() []float64 {
	var bounds []float64
	whole := l.all
	for _, r := range l.rungs {
		bounds = append(bounds, r.total/float64(r.groups))
		whole.add(r.group)
	}
	return append(bounds, math.Log(float64(l.count))-whole.log())
}
