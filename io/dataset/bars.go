package dataset

import "wakesleep/network/images"

// bars3 is the distribution of Kirby's tutorial on the Helmholtz machine: the
// three columns of a 3×3 field and their complements at 1/9 each, the three rows
// and theirs at 1/18 each. Entropy 3.5033 bits.
func bars3() (*Source, error) {
	const side = 3
	d := newDistribution(bars3Name, side)
	for bar := range side {
		one := 1 << bar
		for _, on := range []int{one, 1<<side - 1 - one} {
			d.add(barsImage(side, on, true), 1./9)
			d.add(barsImage(side, on, false), 1./18)
		}
	}
	return d.source(), nil
}

// bars4 is the distribution of Hinton, Dayan, Frey and Neal, Science 268:1158,
// 1995: bars are vertical with probability 2/3 and horizontal otherwise, and each
// of the four is on with probability 0.2. Thirty images, because no bar and all
// bars look alike in both directions. Entropy 3.4284 bits.
func bars4() (*Source, error) {
	const side = 4
	d := newDistribution(bars4Name, side)
	for on := range 1 << side {
		p := 1.
		for bar := range side {
			if on>>bar&1 == 1 {
				p *= .2
			} else {
				p *= .8
			}
		}
		d.add(barsImage(side, on, true), float64(p*2)/3)
		d.add(barsImage(side, on, false), p/3)
	}
	return d.source(), nil
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

// distribution collects distinct images and their probabilities in the order in
// which they come.
type distribution struct {
	set   images.Set
	index map[string]int
}

func newDistribution(name string, side int) *distribution {
	return &distribution{
		set:   images.Set{Name: name, Origin: images.Origin{Source: name}, Width: side, Height: side},
		index: map[string]int{},
	}
}

// add gives probability p to an image, beside what it may have already.
func (d *distribution) add(grey []uint8, p float64) {
	i, known := d.index[string(grey)]
	if !known {
		i = len(d.index)
		d.index[string(grey)] = i
		d.set.Grey = append(d.set.Grey, grey...)
		d.set.Probabilities = append(d.set.Probabilities, 0)
	}
	d.set.Probabilities[i] += p
}

func (d *distribution) source() *Source {
	return &Source{Name: d.set.Name, Training: &d.set, Test: &d.set}
}
