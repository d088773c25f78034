package measure

import (
	"fmt"
	"math"

	"wakesleep/network"
)

// Strangeness says how far an image lies from what is typical for a machine. It
// has two sides: a blank page has a short description, and is not a digit either.
type Strangeness struct {
	// Percentile is the percentage of typical images whose description is shorter,
	// from 0 to 100; half of those of equal length count.
	Percentile float64
	// Images is the number of images compared with.
	Images int
	// shorter and longer are shares of them.
	shorter, longer float64
	// emptier tells that the image has less ink than any of them.
	emptier bool
	// Part is the one part of the description that is unusually long although the
	// whole is not.
	Part Part
}

// Part is one of the two parts of a description, or none.
type Part string

// The parts of a description.
const (
	NoPart     Part = ""
	Causes     Part = "causes"
	Difference Part = "difference"
)

// Rank is where an image stands among typical ones, from too little to too much.
type Rank int

// Ranks. An emptiest image has less ink than any typical one and is simpler than most;
// all typical images are longer to describe than a simplest one, and shorter than a
// strangest.
const (
	Emptiest Rank = iota
	Simplest
	Simpler
	Familiar
	Stranger
	Strangest
)

// Bounds in shares of typical images.
const (
	// tail is the share on either side that is not called familiar.
	tail = .05
	// partTail is that for one part of a description whose whole is familiar.
	partTail = .005
)

// Judge compares what a machine makes of an image with what is typical for that
// same machine.
func (t *Typical) Judge(r *network.Recognition) Strangeness {
	s := Strangeness{Images: t.images}
	bits := r.FreeEnergy()
	s.Percentile = t.lengths.percentile(bits)
	s.shorter, s.longer = t.lengths.shares(bits)
	ink := 0.0
	for _, share := range r.Seen {
		ink += float64(share)
	}
	s.emptier = ink < t.ink
	switch {
	case t.differences.rest(r.DifferenceBits) < partTail:
		s.Part = Difference
	case t.causes.rest(r.CauseBits) < partTail:
		s.Part = Causes
	}
	return s
}

// rest is the share of values that are v or more.
func (d distribution) rest(v float64) float64 {
	below, _ := d.shares(v)
	return 1 - below
}

// Familiar tells that the image is no shorter and no longer to describe than most.
func (s Strangeness) Familiar() bool {
	return s.Percentile >= 100*tail && s.Percentile <= 100*(1-tail)
}

// Rank is where the image stands.
func (s Strangeness) Rank() Rank {
	switch {
	case s.emptier && s.Percentile < 100*tail:
		return Emptiest
	case s.longer == 1:
		return Simplest
	case s.shorter == 1:
		return Strangest
	case s.Percentile < 100*tail:
		return Simpler
	case s.Percentile > 100*(1-tail):
		return Stranger
	}
	return Familiar
}

// Words puts strangeness into words; things are what the image was compared with:
// "unseen digits".
func (s Strangeness) Words(things string) string {
	switch s.Rank() {
	case Emptiest:
		return "emptier than any of " + count(s.Images, things)
	case Simplest:
		return "simpler than any of " + count(s.Images, things)
	case Strangest:
		return "stranger than any of " + count(s.Images, things)
	case Simpler:
		return fmt.Sprintf("simpler than %s of %s", almost(100-s.Percentile), things)
	case Stranger:
		return fmt.Sprintf("stranger than %s of %s", almost(s.Percentile), things)
	}
	words := fmt.Sprintf("familiar: %.0f %% of %s are shorter", s.Percentile, things)
	if s.Part != NoPart {
		words += ", but the " + string(s.Part) + " alone would be strange"
	}
	return words
}

// almost writes a percentage that is not quite 100 so that it does not look so.
func almost(percent float64) string {
	if percent > 99 {
		return fmt.Sprintf("%.1f %%", math.Min(math.Floor(10*percent)/10, 99.9))
	}
	return fmt.Sprintf("%.0f %%", percent)
}

// count writes a number of things: 1,000 digits.
func count(n int, things string) string {
	if n >= 1000 {
		return fmt.Sprintf("%d,%03d %s", n/1000, n%1000, things)
	}
	return fmt.Sprintf("%d %s", n, things)
}
