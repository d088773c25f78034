package network

import (
	"wakesleep/network/activation"
	"wakesleep/network/bits"
)

// Walk leads from one dream to another in the given number of steps, two or more:
// images of n[0] probabilities each, the first and the last those of the dreams.
// Between them every pixel's logit under the one's causes fades evenly into its logit
// under the other's.
func (m *Machine) Walk(d *Dreams, from, to, steps int) [][]float32 {
	a := NewActivity(m, 2, 1)
	a.States[1].CopyRow(0, d.States[1], from)
	a.States[1].CopyRow(1, d.States[1], to)
	a.DriveDown(0, 0, 1)
	walk := bits.NewFloats(steps, m.Pixels())
	list := make([][]float32, steps)
	for k := range steps {
		list[k] = walk.Row(k)
		share := float32(k) / float32(steps-1)
		for i, z := range a.Down[0].Row(0) {
			list[k][i] = z + share*(a.Down[0].Row(1)[i]-z)
		}
		activation.Probabilities(list[k], list[k])
	}
	return list
}
