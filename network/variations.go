package network

import (
	"math"

	"wakesleep/network/bits"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// variationFirings is how many explanations each variation chooses from.
const variationFirings = 50

// Variations recognises a grey image (n[0] levels) and dreams n images from what it
// recognised: the causes of layer l are kept and the layers below drawn again. For
// each the image is drawn on or off and recognised fifty times, and of these causes one
// is chosen by its importance weight. The same seed gives the same images.
func (m *Machine) Variations(grey []uint8, l, n int, seed uint64) *Dreams {
	if len(grey) != m.Pixels() {
		panic("network: image and machine differ in their number of pixels")
	}
	if l < 1 || l > m.Top() {
		panic("network: variations keep a hidden layer's causes")
	}
	s := random.New(seed, random.View, random.ViewVariations, 0)
	a := NewActivity(m, n, variationFirings)
	for i := range n {
		images.Binarise(a.States[0].Row(i), grey, &s)
	}
	a.Recognise(&s)
	a.Score()
	causes := bits.NewMatrix(n, m.Layers[l].Units)
	weights := make([]float64, a.Samples)
	for i := range n {
		for k := range weights {
			weights[k] = a.LogWeight(i*a.Samples + k)
		}
		causes.CopyRow(i, a.States[l], i*a.Samples+drawIndex(weights, LogMeanExp(weights), &s))
	}
	return m.DreamOf(l, causes, seed)
}

// drawIndex draws an index by log-weights, whose log mean is given. Where all weights
// are zero, the last is drawn.
func drawIndex(weights []float64, logMean float64, s *random.Stream) int {
	u := float64(s.Float32()) * float64(len(weights))
	for k, w := range weights[:len(weights)-1] {
		if u -= math.Exp(w - logMean); u < 0 {
			return k
		}
	}
	return len(weights) - 1
}
