package dataset

import (
	"bytes"

	"wakesleep/network/images"
)

// bars3 is the distribution of Kirby's tutorial on the Helmholtz machine: the
// three columns of a 3×3 field and their complements at 1/9 each, the three rows
// and theirs at 1/18 each. Entropy 3.5033 bits.
func bars3() (*Source, error) {
	const side = 3
	s := newDistribution(bars3Name, side)
	for bar := range side {
		one := 1 << bar
		for _, on := range []int{one, 1<<side - 1 - one} {
			add(s.Training, barsImage(side, on, true), 1./9)
			add(s.Training, barsImage(side, on, false), 1./18)
		}
	}
	return s, nil
}

// bars4 is the distribution of Hinton, Dayan, Frey and Neal, Science 268:1158,
// 1995: bars are vertical with probability 2/3 and horizontal otherwise, and each
// of the four is on with probability 0.2. Thirty images, because no bar and all
// bars look alike in both directions. Entropy 3.4284 bits.
func bars4() (*Source, error) {
	const side = 4
	s := newDistribution(bars4Name, side)
	for on := range 1 << side {
		p := 1.
		for bar := range side {
			p *= []float64{.8, .2}[on>>bar&1]
		}
		add(s.Training, barsImage(side, on, true), float64(p*2)/3)
		add(s.Training, barsImage(side, on, false), p/3)
	}
	return s, nil
}

// barsImage draws the bars whose bits are set in on, from the left or the top.
func barsImage(side, on int, vertical bool) []uint8 {
	grey := make([]uint8, side*side)
	for i := range grey {
		bar := i / side
		if vertical {
			bar = i % side
		}
		if on>>bar&1 == 1 {
			grey[i] = 255
		}
	}
	return grey
}

// newDistribution is a source without images yet.
func newDistribution(name string, side int) *Source {
	set := &images.Set{Name: name, Origin: images.Origin{Source: name}, Width: side, Height: side}
	return &Source{Name: name, Training: set, Test: set}
}

// add gives probability p to an image of a distribution, beside what it may have already.
func add(set *images.Set, grey []uint8, p float64) {
	for i := range set.Probabilities {
		if bytes.Equal(set.Image(i), grey) {
			set.Probabilities[i] += p
			return
		}
	}
	set.Grey = append(set.Grey, grey...)
	set.Probabilities = append(set.Probabilities, p)
}
