package images

// Mean is the mean level of each pixel over the Set, or under the distribution
// that it is: Pixels values from 0, always ground, to 1, always ink. They are the
// frequencies with which the binarised pixels are on.
func (s *Set) Mean() []float32 {
	if s.Probabilities != nil {
		return s.expected()
	}
	sums := make([]uint64, s.Pixels())
	for i := range s.Count() {
		for j, g := range s.Image(i) {
			sums[j] += uint64(g)
		}
	}
	mean := make([]float32, len(sums))
	for j, sum := range sums {
		mean[j] = float32(float64(sum) / (255 * float64(s.Count())))
	}
	return mean
}

// expected is Mean of a distribution.
func (s *Set) expected() []float32 {
	sums := make([]float64, s.Pixels())
	for i, p := range s.Probabilities {
		for j, g := range s.Image(i) {
			sums[j] += float64(p * (float64(g) / 255))
		}
	}
	mean := make([]float32, len(sums))
	for j, sum := range sums {
		mean[j] = min(float32(sum), 1)
	}
	return mean
}
