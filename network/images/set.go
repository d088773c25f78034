// Package images holds pictures as plain data: the form in which loaders hand
// them to the machine and to training. It reads no files and knows no learning.
package images

import (
	"slices"

	"wakesleep/internal/sentence"
)

// Set is a collection of grey pictures of one size. A Set is immutable once it
// is handed over: everything that derives from it makes a new one.
type Set struct {
	// Name says where the pictures come from, for display: "digits", a file name.
	Name string
	// Origin says the same so that they can be found again.
	Origin
	// Width and Height are in pixels.
	Width, Height int
	// Grey holds Count pictures one after another, each row by row from the top:
	// 0 is ground, 255 is ink.
	Grey []uint8
	// Labels has one class per picture, or is nil. It serves naming and scoring.
	Labels []uint8
	// Probabilities is nil for a finite collection. Otherwise the Set is an exact
	// distribution and holds the probability of each picture; they sum to one.
	Probabilities []float64
}

// Pixels is the number of pixels of one picture.
func (s *Set) Pixels() int { return s.Width * s.Height }

// Count is the number of pictures.
func (s *Set) Count() int {
	if s.Pixels() == 0 {
		return 0
	}
	return len(s.Grey) / s.Pixels()
}

// Image is picture i: Pixels grey levels, shared with the Set.
func (s *Set) Image(i int) []uint8 {
	n := s.Pixels()
	return s.Grey[i*n : (i+1)*n : (i+1)*n]
}

// Binary reports whether every pixel is either 0 or 255, so that binarisation
// has nothing to draw.
func (s *Set) Binary() bool { return Certain(s.Grey) }

// Certain reports whether every pixel is either 0 or 255, so that all binary draws of it
// are the same.
func Certain(grey []uint8) bool {
	for _, g := range grey {
		if g != 0 && g != 255 {
			return false
		}
	}
	return true
}

// First is the Set of the first n pictures, or s itself where it has no more.
// A distribution has no order and is returned whole.
func (s *Set) First(n int) *Set {
	if n >= s.Count() || s.Probabilities != nil {
		return s
	}
	first := s.cut(0, n)
	first.Limit = n
	return first
}

// From is the Set without its first n pictures. A distribution has no order and is
// returned whole.
func (s *Set) From(n int) *Set {
	if n <= 0 || s.Probabilities != nil {
		return s
	}
	return s.cut(min(n, s.Count()), s.Count())
}

// cut is the Set of the pictures lo ≤ i < hi.
func (s *Set) cut(lo, hi int) *Set {
	part := *s
	part.Grey = s.Grey[lo*s.Pixels() : hi*s.Pixels()]
	if s.Labels != nil {
		part.Labels = s.Labels[lo:hi]
	}
	return &part
}

// Spread is a Set of n pictures spread evenly over s, or s itself where it has no
// more. A distribution is returned whole.
func (s *Set) Spread(n int) *Set {
	count := s.Count()
	if n >= count || s.Probabilities != nil {
		return s
	}
	chosen := make([]int, n)
	for k := range chosen {
		chosen[k] = int(int64(k) * int64(count) / int64(n))
	}
	return s.choose(chosen)
}

// Select is the Set of the pictures i for which keep says so, in their order. A
// distribution cannot be cut.
func (s *Set) Select(keep func(i int) bool) *Set {
	if s.Probabilities != nil {
		panic("images: Select of a distribution")
	}
	var chosen []int
	for i := range s.Count() {
		if keep(i) {
			chosen = append(chosen, i)
		}
	}
	return s.choose(chosen)
}

// choose is the Set of the chosen pictures, copied.
func (s *Set) choose(chosen []int) *Set {
	part := *s
	part.Grey, part.Labels = make([]uint8, 0, len(chosen)*s.Pixels()), nil
	for _, i := range chosen {
		part.Grey = append(part.Grey, s.Image(i)...)
		if s.Labels != nil {
			part.Labels = append(part.Labels, s.Labels[i])
		}
	}
	return &part
}

// Classes lists the labels that occur, ascending; nil without labels.
func (s *Set) Classes() []uint8 {
	labels := slices.Clone(s.Labels)
	slices.Sort(labels)
	return slices.Compact(labels)
}

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

// Validate reports a Set whose parts do not fit together.
func (s *Set) Validate() error {
	switch count := s.Count(); {
	case s.Width <= 0 || s.Height <= 0:
		return sentence.Errorf("%s: pictures of %d×%d pixels; need at least 1×1", s.Name, s.Width, s.Height)
	case count == 0:
		return sentence.Errorf("%s: no pictures in it", s.Name)
	case len(s.Grey) != count*s.Pixels():
		return sentence.Errorf("%s: %d bytes of pixels are no whole number of %d×%d pictures",
			s.Name, len(s.Grey), s.Width, s.Height)
	case s.Labels != nil && len(s.Labels) != count:
		return sentence.Errorf("%s: %d labels for %d pictures", s.Name, len(s.Labels), count)
	case s.Probabilities != nil && len(s.Probabilities) != count:
		return sentence.Errorf("%s: %d probabilities for %d pictures", s.Name, len(s.Probabilities), count)
	}
	return nil
}
