package dataset

import (
	"embed"
	"sync"

	"wakesleep/network/images"
)

// mnist has the four files of MNIST as they were published; mnist/ATTRIBUTION.md says by
// whom.
//
//go:embed mnist/*.gz
var mnist embed.FS

// digits decodes MNIST at its first use, which takes a third of a second, and
// returns the same sets from then on.
var digits = sync.OnceValues(func() (*Source, error) {
	training, err := decodeDigits("train", "")
	if err != nil {
		return nil, err
	}
	test, err := decodeDigits("t10k", PartTest)
	return &Source{Name: digitsName, Training: training, Test: test}, err
})

// decodeDigits makes a labelled set of a pair of files.
func decodeDigits(name, part string) (*images.Set, error) {
	set, err := readSet(mnist.Open, "mnist/"+name+"-images-idx3-ubyte.gz", "mnist/"+name+"-labels-idx1-ubyte.gz")
	if err != nil {
		return nil, err
	}
	set.Name, set.Origin = digitsName, images.Origin{Source: digitsName, Part: part}
	return set, nil
}

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
		Training: shrink(full.Training, digits8Name, side),
		Test:     shrink(full.Test, digits8Name, side),
	}, nil
})

// shrink is the set with the ink of every image cut out and scaled, with its
// proportions kept, to fill side×side pixels, of which those are on that ink covers
// two fifths of. Labels are kept.
func shrink(set *images.Set, name string, side int) *images.Set {
	small := redrawn(set, side, side, func(dst, grey []uint8) {
		copy(dst, PrepareInk(grey, set.Width, set.Height, side, side, false))
	})
	small.Name, small.Source = name, name
	return small
}
