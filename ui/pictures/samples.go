package pictures

import (
	"math/rand/v2"
	"slices"

	"wakesleep/learn/measure/baseline"
	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/network/images"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// Pick picks n images of a set at random, or by their probabilities where it is
// a distribution.
func Pick(set *images.Set, n int, seed uint64) []int {
	r := rand.New(rand.NewPCG(seed, 0x5eed))
	list := make([]int, 0, n)
	if set.Probabilities == nil {
		return append(list, r.Perm(set.Count())[:min(n, set.Count())]...)
	}
	for range n {
		u, i := r.Float64(), 0
		for ; i < set.Count()-1 && u >= set.Probabilities[i]; i++ {
			u -= set.Probabilities[i]
		}
		list = append(list, i)
	}
	return list
}

// PickLabelled picks n images with a label at random. Where there are none, or the
// label is −1, it picks from all.
func PickLabelled(set *images.Set, label, n int, seed uint64) []int {
	var list []int
	for i, l := range set.Labels {
		if int(l) == label {
			list = append(list, i)
		}
	}
	if len(list) == 0 || set.Probabilities != nil {
		return Pick(set, n, seed)
	}
	r := rand.New(rand.NewPCG(seed, 0x5eed))
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list[:min(n, len(list))]
}

// Shades are grey levels from 0 to 1.
func Shades(grey []uint8) []float32 {
	values := make([]float32, len(grey))
	for i, g := range grey {
		values[i] = float32(g) / 255
	}
	return values
}

// Binarise draws every value on or off, with itself as probability.
func Binarise(list [][]float32, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 0xb17))
	for _, values := range list {
		for i, v := range values {
			values[i] = kit.Either[float32](r.Float32() < v, 1, 0)
		}
	}
}

// Dreamt are dreams as values from 0 to 1: the pixels that fired, or the
// probability of each.
func Dreamt(d *network.Dreams, firings bool) [][]float32 {
	list := make([][]float32, d.Count())
	for i := range list {
		if firings {
			list[i] = Fired(d.States[0], i)
		} else {
			list[i] = slices.Clone(d.Probabilities.Row(i))
		}
	}
	return list
}

// Fired are the bits of a row as values: 1 for those that are on.
func Fired(m *bits.Matrix, row int) []float32 {
	values := make([]float32, m.Cols)
	for j := range values {
		values[j] = kit.Either[float32](m.Get(row, j), 1, 0)
	}
	return values
}

// Ink are values from 0 to 1 as levels of ink.
func Ink(values []float32) []uint8 {
	ink := make([]uint8, len(values))
	for i, v := range values {
		ink[i] = uint8(255*v + .5)
	}
	return ink
}

// AsShades and AsFirings name the two forms in which images and dreams are shown: by
// their grey levels, or with every pixel on or off.
func AsShades() string { return texts.Of("common.form.shades") }

func AsFirings() string { return texts.Of("common.form.firings") }

// IndependentBits is the description length of a set's images by a model in which
// every pixel is drawn on its own, with the share of images in which it is on.
func IndependentBits(set *images.Set) float64 {
	mean := set.Mean()
	return baseline.Independent(mean, mean)
}
