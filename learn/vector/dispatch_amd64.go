//go:build !purego

package vector

import (
	"wakesleep/internal/cpu"
	"wakesleep/network/bits"
)

//go:generate go run -C ../../network/_asm ./vector -out ../../learn/vector/kernels_amd64.s -stubs ../../learn/vector/kernels_amd64.go -pkg vector

func addScaled(theta, g []float32, rate float32) {
	n := cpu.Eights(len(theta))
	if n > 0 {
		addScaledAVX2(&theta[0], &g[0], rate, n)
	}
	addScaledPortable(theta[n:], g[n:], rate)
}

func adam(theta, g, m, v []float32, rate, epsilon float32) {
	n := cpu.Eights(len(theta))
	if n > 0 {
		adamAVX2(&theta[0], &g[0], &m[0], &v[0], rate, epsilon, n)
	}
	adamPortable(theta[n:], g[n:], m[n:], v[n:], rate, epsilon)
}

func approach(mean, x []float32, share float32) {
	n := cpu.Eights(len(mean))
	if n > 0 {
		approachAVX2(&mean[0], &x[0], share, n)
	}
	approachPortable(mean[n:], x[n:], share)
}

func addRows(dst []float32, rows *bits.Floats) {
	n := cpu.Eights(len(dst))
	if n > 0 && rows.Rows > 0 {
		addRowsAVX2(&dst[0], n, &rows.Data[0], rows.Rows, rows.Stride)
	}
	addRowsPortable(dst, rows, n)
}
