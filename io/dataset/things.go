package dataset

import "strings"

// Things is what the pictures are called among people: digits, or just images.
func (s *Source) Things() string {
	if strings.HasPrefix(s.Name, digitsName) && s.Parts() {
		return "digits"
	}
	return "images"
}

// Parts tells that the test images are others than the training images.
func (s *Source) Parts() bool { return s.Test != s.Training }
