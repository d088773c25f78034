//go:build !amd64 || purego

package vector

import "wakesleep/network/bits"

func addScaled(theta, g []float32, rate float32) { addScaledPortable(theta, g, rate) }

func adam(theta, g, m, v []float32, rate, epsilon float32) {
	adamPortable(theta, g, m, v, rate, epsilon)
}

func approach(mean, x []float32, share float32) { approachPortable(mean, x, share) }

func addRows(dst []float32, rows *bits.Floats) { addRowsPortable(dst, rows, 0) }
