// Package images holds pictures as plain data: the form in which loaders hand
// them to the machine and to training. It reads no files and knows no learning.
package images

import (
	"errors"
	"fmt"
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
func (s *Set) Binary() bool {
	for _, g := range s.Grey {
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
	first := *s
	first.Limit = n
	first.Grey = s.Grey[:n*s.Pixels()]
	if s.Labels != nil {
		first.Labels = s.Labels[:n]
	}
	return &first
}

// From is the Set without its first n pictures. A distribution has no order and is
// returned whole.
func (s *Set) From(n int) *Set {
	if n <= 0 || s.Probabilities != nil {
		return s
	}
	n = min(n, s.Count())
	rest := *s
	rest.Grey = s.Grey[n*s.Pixels():]
	if s.Labels != nil {
		rest.Labels = s.Labels[n:]
	}
	return &rest
}

// Spread is a Set of n pictures spread evenly over s, or s itself where it has no
// more. A distribution is returned whole.
func (s *Set) Spread(n int) *Set {
	count := s.Count()
	if n >= count || s.Probabilities != nil {
		return s
	}
	few := *s
	few.Grey, few.Labels = make([]uint8, 0, n*s.Pixels()), nil
	for k := range n {
		i := int(int64(k) * int64(count) / int64(n))
		few.Grey = append(few.Grey, s.Image(i)...)
		if s.Labels != nil {
			few.Labels = append(few.Labels, s.Labels[i])
		}
	}
	return &few
}

// Validate reports a Set whose parts do not fit together.
func (s *Set) Validate() error {
	switch count := s.Count(); {
	case s.Width <= 0 || s.Height <= 0:
		return fmt.Errorf("%s: pictures of %d×%d pixels; need at least 1×1", s.Name, s.Width, s.Height)
	case count == 0:
		return errors.New(s.Name + ": no pictures in it")
	case len(s.Grey) != count*s.Pixels():
		return fmt.Errorf("%s: %d bytes of pixels are no whole number of %d×%d pictures",
			s.Name, len(s.Grey), s.Width, s.Height)
	case s.Labels != nil && len(s.Labels) != count:
		return fmt.Errorf("%s: %d labels for %d pictures", s.Name, len(s.Labels), count)
	case s.Probabilities != nil && len(s.Probabilities) != count:
		return fmt.Errorf("%s: %d probabilities for %d pictures", s.Name, len(s.Probabilities), count)
	}
	return nil
}
