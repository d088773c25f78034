package dataset

import "strings"

// Things is what the pictures are called among people: digits, or just images.
func (s *Source) Things() string {
	if o := s.Training.Origin; !o.File && strings.HasPrefix(o.Source, digitsName) {
		return "digits"
	}
	return "images"
}
