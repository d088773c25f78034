// Command vector writes the AVX2 kernels of package vector.
package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"

	"wakesleep/network/_asm/lanes"
)

func main() {
	ConstraintExpr("!purego")
	addScaled()
	adam()
	approach()
	addRows()
	Generate()
}

// eights begins a loop over n numbers of the vectors, n being a positive
// multiple of 8. Each vector's next eight lie at its element of the result.
func eights(vectors ...string) (at []Mem, next func()) {
	n, offset := lanes.Argument("n"), GP64()
	for _, v := range vectors {
		at = append(at, Mem{Base: lanes.Argument(v), Index: offset, Scale: 4})
	}
	XORQ(offset, offset)
	Label("eight")
	return at, func() {
		ADDQ(U8(8), offset)
		CMPQ(offset, n)
		JLT(LabelRef("eight"))
		lanes.End()
	}
}

func addScaled() {
	lanes.Kernel("addScaledAVX2", "(theta *float32, gradient *float32, rate float32, n int)", "is addScaledPortable.")
	rate := lanes.Everywhere("rate")
	at, next := eights("theta", "gradient")
	x := YMM()
	VMULPS(at[1], rate, x)
	VADDPS(at[0], x, x)
	VMOVUPS(x, at[0])
	next()
}

func approach() {
	lanes.Kernel("approachAVX2", "(mean *float32, x *float32, share float32, n int)", "is approachPortable.")
	share := lanes.Everywhere("share")
	at, next := eights("mean", "x")
	mean, x := YMM(), YMM()
	VMOVUPS(at[0], mean)
	VMOVUPS(at[1], x)
	VSUBPS(mean, x, x)
	VMULPS(share, x, x)
	VADDPS(x, mean, mean)
	VMOVUPS(mean, at[0])
	next()
}

func adam() {
	firstShare, secondShare := lanes.Float("firstShare", 1-0.9), lanes.Float("secondShare", 1-0.999)
	lanes.Kernel("adamAVX2",
		"(theta *float32, gradient *float32, m *float32, v *float32, rate float32, epsilon float32, n int)", "is adamPortable.")
	rate, epsilon := lanes.Everywhere("rate"), lanes.Everywhere("epsilon")
	at, next := eights("theta", "gradient", "m", "v")
	g, m, v, x := YMM(), YMM(), YMM(), YMM()
	VMOVUPS(at[1], g)
	VMOVUPS(at[2], m)
	VSUBPS(m, g, x)
	VMULPS(firstShare, x, x)
	VADDPS(x, m, m)
	VMOVUPS(m, at[2])
	VMOVUPS(at[3], v)
	VMULPS(g, g, x)
	VSUBPS(v, x, x)
	VMULPS(secondShare, x, x)
	VADDPS(x, v, v)
	VMOVUPS(v, at[3])
	VSQRTPS(v, v)
	VADDPS(epsilon, v, v)
	VMULPS(rate, m, m)
	VDIVPS(v, m, m)
	VADDPS(at[0], m, m)
	VMOVUPS(m, at[0])
	next()
}
