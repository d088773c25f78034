package dataset

import "wakesleep/network/images"

// heldOutShare of the training images, the last ones, are kept back where
// settings are chosen or calibrated: 10,000 of MNIST's 60,000.
const heldOutShare = 6

// Fitting is the training images without those that HeldOut has. A distribution
// is whole in both.
func (s *Source) Fitting() *images.Set {
	return s.Training.First(s.Training.Count() - s.heldOut())
}

// HeldOut is the last sixth of the training images, at least one. Settings are
// chosen by it, so that the test images stay unseen until the end.
func (s *Source) HeldOut() *images.Set {
	return s.Training.From(s.Training.Count() - s.heldOut())
}

func (s *Source) heldOut() int { return max(1, s.Training.Count()/heldOutShare) }
