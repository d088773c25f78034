package dataset

import (
	"bytes"
	_ "embed"
	"sync"

	"wakesleep/network/images"
)

// The four files of MNIST as they were published; mnist/ATTRIBUTION.md says by whom.
var (
	//go:embed mnist/train-images-idx3-ubyte.gz
	trainingImages []byte
	//go:embed mnist/train-labels-idx1-ubyte.gz
	trainingLabels []byte
	//go:embed mnist/t10k-images-idx3-ubyte.gz
	testImages []byte
	//go:embed mnist/t10k-labels-idx1-ubyte.gz
	testLabels []byte
)

// digits decodes MNIST at its first use, which takes a third of a second, and
// hands out the same sets ever after.
var digits = sync.OnceValues(func() (*Source, error) {
	training, err := decodeDigits(trainingImages, trainingLabels)
	if err != nil {
		return nil, err
	}
	test, err := decodeDigits(testImages, testLabels)
	if err != nil {
		return nil, err
	}
	test.Part = PartTest
	return &Source{Name: digitsName, Training: training, Test: test}, nil
})

// decodeDigits makes one labelled set of a pair of embedded files.
func decodeDigits(pictures, labels []byte) (*images.Set, error) {
	set, err := ReadImages(bytes.NewReader(pictures), digitsName)
	if err != nil {
		return nil, err
	}
	names, err := ReadLabels(bytes.NewReader(labels), digitsName)
	if err != nil {
		return nil, err
	}
	set.Name, set.Origin = digitsName, images.Origin{Source: digitsName}
	return withLabels(set, names, digitsName)
}
