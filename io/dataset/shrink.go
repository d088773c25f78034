package dataset

import (
	"sync"

	"wakesleep/network/images"
)

// digits8 is MNIST at the size of the digits in Hinton, Dayan, Frey and Neal,
// Science 268:1158, 1995, which were postal digits scaled to fill 8×8 pixels and
// made black and white.
var digits8 = sync.OnceValues(func() (*Source, error) {
	full, err := digits()
	if err != nil {
		return nil, err
	}
	const side = 8
	return &Source{
		Name:     digits8Name,
		Training: Shrink(full.Training, digits8Name, side),
		Test:     Shrink(full.Test, digits8Name, side),
	}, nil
})

// Shrink is the set with the ink of every image cut out and scaled, with its
// proportions kept, to fill side×side pixels, of which those are on that ink covers
// two fifths of. Labels are kept.
func Shrink(set *images.Set, name string, side int) *images.Set {
	small := *set
	small.Name, small.Source, small.Width, small.Height = name, name, side, side
	small.Grey = make([]uint8, set.Count()*side*side)
	eachPart(set.Count(), func(from, to int) {
		for i := from; i < to; i++ {
			copy(small.Image(i), fillField(planeOf(set.Image(i), set.Width, set.Height), side, side))
		}
	})
	return &small
}
