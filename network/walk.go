package network

import (
	"wakesleep/network/activation"
	"wakesleep/network/bits"
)

// PixelLogits are those of the pixels of one dream under its causes, n[0] numbers.
func (m *Machine) PixelLogits(d *Dreams, dream int) []float32 {
	a := NewActivity(m, 1, 1)
	a.States[1].CopyRow(0, d.States[1], dream)
	a.DriveDown(0, 0, 1)
	return a.Down[0].Row(0)
}

// Walk leads from one image to another, both given by the logits of their pixels, in
// two or more steps: images of probabilities, between which each pixel's logit changes
// evenly.
func Walk(from, to []float32, steps int) [][]float32 {
	walk := bits.NewFloats(steps, len(from))
	list := make([][]float32, steps)
	for k := range steps {
		list[k] = walk.Row(k)
		share := float32(k) / float32(steps-1)
		for i, z := range from {
			list[k][i] = z + share*(to[i]-z)
		}
		activation.Probabilities(list[k], list[k])
	}
	return list
}
