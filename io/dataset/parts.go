package dataset

import (
	"bytes"
	"cmp"
	"math"

	"wakesleep/network/images"
)

// Parts of a source. Fitting and held-out are the training images in two: settings
// are chosen by the latter for machines trained on the former.
const (
	PartTraining = "training"
	PartFitting  = "fitting"
	PartHeldOut  = "held-out"
	PartTest     = "test"
)

// Parts lists them in the order in which they are offered.
func Parts() []string { return []string{PartTraining, PartFitting, PartHeldOut, PartTest} }

// PartOf names the part that images are, also where the origin leaves it out.
func PartOf(o images.Origin) string { return cmp.Or(o.Part, PartTraining) }

// Overlap reports whether two parts of one source may have images in common.
func Overlap(a, b string) bool {
	apart := a == PartTest || b == PartTest || a != PartTraining && b != PartTraining
	return a == b || !apart
}

// heldOutShare of the training images, the last ones, are kept back where
// settings are chosen or calibrated: 10,000 of MNIST's 60,000.
const heldOutShare = 6

// part is one of the source's, with its origin. Where there are no test images apart,
// they are the training images.
func (s *Source) part(name string) *images.Set {
	n := s.Training.Count()
	held := max(1, n/heldOutShare)
	set := s.Training
	switch {
	case name == PartFitting:
		set = set.First(n - held)
	case name == PartHeldOut:
		set = set.From(n - held)
	case name == PartTest && s.HasTest():
		set = s.Test
	default:
		return set
	}
	part := *set
	part.Part, part.Limit = name, 0
	return &part
}

// HasTest reports whether the test images are others than the training images.
func (s *Source) HasTest() bool { return s.Test != s.Training }

// Unseen are images that are not among those learnt from, if there are any:
// the test images, or else the held-out ones, treated alike and at most so many, spread
// evenly.
func (s *Source) Unseen(learnt images.Origin, most int) *images.Set {
	whole := s.opened()
	part := PartHeldOut
	if whole.HasTest() && learnt.Part != PartTest {
		part = PartTest
	}
	return prepared(whole.part(part).Spread(most), learnt)
}

// opened is the source as it was opened.
func (s *Source) opened() *Source { return cmp.Or(s.whole, s) }

// Images are those of the source, as it was opened, that an origin describes: of its part
// the first ones, straightened and swapped. The origin's Source and File are not used.
func (s *Source) Images(o images.Origin) *images.Set {
	set := s.opened().part(o.Part)
	if o.Limit > 0 {
		set = set.First(o.Limit)
	}
	return prepared(set, o)
}

// prepared is a set straightened and swapped as an origin says, with its name.
func prepared(set *images.Set, o images.Origin) *images.Set {
	if o.Straightened {
		set = Straighten(set)
	}
	ready := *set
	if o.Swapped { // every level becomes 255 less itself
		ready.Swapped, ready.Grey = true, bytes.Clone(ready.Grey)
		invert(ready.Grey)
	}
	ready.Name = NameOf(ready.Origin)
	return &ready
}

// Take is the source with the images that an origin describes for training, and with
// other images, treated alike, for testing. If all images of a source without test images
// are taken, they serve for both.
func (s *Source) Take(o images.Origin) *Source {
	whole := s.opened()
	t := &Source{Path: s.Path, Training: s.Images(o), whole: whole}
	t.Name, t.Test = t.Training.Name, t.Training
	if whole.HasTest() || t.Training.Part != "" {
		t.Test = whole.Unseen(t.Training.Origin, math.MaxInt)
	}
	return t
}

// Straighten is the source with its writing straightened, or as it was written. An exact
// distribution has no writing, and stays as it is.
func (s *Source) Straighten(on bool) *Source {
	if on == s.Training.Straightened || !s.CanStraighten() {
		return s
	}
	o := s.Training.Origin
	o.Straightened = on
	return s.Take(o)
}

// CanStraighten reports whether there is handwriting that could be slanted.
func (s *Source) CanStraighten() bool { return s.Training.Probabilities == nil }

// swappedImages is how many images the swapped world has: enough to learn from, and
// few enough not to cost memory.
const swappedImages = 10_000

// Swap is the source with ink and paper exchanged.
func (s *Source) Swap() *Source {
	o := s.Training.Origin
	o.Swapped = true
	if s.Training.Count() > swappedImages {
		o.Limit = swappedImages
	}
	return s.Take(o)
}
