package network

import (
	"cmp"
	"slices"

	"wakesleep/network/bits"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// Firing says how readily the units of a machine fire for images.
type Firing struct {
	// Probabilities has, for l = 1 … L, images × n[l] probabilities that a unit fires
	// for an image, averaged over what fires below it. Probabilities[0] is nil.
	Probabilities []*bits.Floats
	// drives are the logits, averaged likewise.
	drives []*bits.Floats
}

// firingRows is how many images are recognised at a time, which bounds the memory.
const firingRows = 100

// Firing recognises grey images, drawn on or off, with some samples of the hidden
// layers for each. The same seed gives the same numbers.
func (m *Machine) Firing(greys [][]uint8, samples int, seed uint64) *Firing {
	f := &Firing{Probabilities: make([]*bits.Floats, len(m.Layers)), drives: make([]*bits.Floats, len(m.Layers))}
	for l := 1; l <= m.Top(); l++ {
		f.Probabilities[l] = bits.NewFloats(len(greys), m.Layers[l].Units)
		f.drives[l] = bits.NewFloats(len(greys), m.Layers[l].Units)
	}
	s := random.New(seed, random.View, random.ViewFiring, 0)
	for first := 0; first < len(greys); first += firingRows {
		some := greys[first:min(first+firingRows, len(greys))]
		a := NewActivity(m, len(some), samples)
		for i, grey := range some {
			images.Binarise(a.States[0].Row(i), grey, &s)
		}
		for l := 1; l <= m.Top(); l++ {
			a.DriveUp(l)
			average(f.drives[l], first, a.Up[l], len(some))
			a.FireUp(l, 0, a.Images, &s)
			average(f.Probabilities[l], first, a.Up[l], len(some))
		}
	}
	return f
}

// average adds the mean of an image's rows to its row of dst; each image has
// the same number of rows, one after another.
func average(dst *bits.Floats, first int, rows *bits.Floats, count int) {
	each := rows.Rows / count
	for i := range rows.Rows {
		mean := dst.Row(first + i/each)
		for j, v := range rows.Row(i) {
			mean[j] += v / float32(each)
		}
	}
}

// Shares is the share of firing of every unit of layer l over all images.
func (f *Firing) Shares(l int) []float32 { return f.Probabilities[l].ColumnMeans() }

// Strongest are up to n images for which a unit of layer l fires most readily, the
// first most of all.
func (f *Firing) Strongest(l, unit, n int) []int {
	p, drive := f.Probabilities[l], f.drives[l]
	list := make([]int, p.Rows)
	for i := range list {
		list[i] = i
	}
	slices.SortStableFunc(list, func(a, b int) int {
		return cmp.Or(cmp.Compare(p.Row(b)[unit], p.Row(a)[unit]), cmp.Compare(drive.Row(b)[unit], drive.Row(a)[unit]))
	})
	return list[:min(n, len(list))]
}
