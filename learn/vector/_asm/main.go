// Command asm writes the AVX2 kernels of package vector.
package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func main() {
	ConstraintExpr("!purego")
	addScaled()
	adam()
	approach()
	addRows()
	Generate()
}

// float is read-only data with the same number in eight lanes.
func float(name string, x float32) Mem {
	data := GLOBL(name, RODATA|NOPTR)
	for i := range 8 {
		DATA(4*i, U32(math.Float32bits(x)))
	}
	return data
}

// begin starts the kernel of a loop whose comment in the package defines it.
func begin(name, portable, parameters string) {
	TEXT(name, NOSPLIT, "func("+parameters+")")
	Doc(name + " is " + portable + ".")
	Pragma("noescape")
}

// eights begins a loop over n numbers of the vectors, n being a positive
// multiple of 8. Each vector's next eight lie at its element of the result.
func eights(vectors ...string) (at []Mem, next func()) {
	n, offset := Load(Param("n"), GP64()), GP64()
	for _, v := range vectors {
		at = append(at, Mem{Base: Load(Param(v), GP64()), Index: offset, Scale: 4})
	}
	XORQ(offset, offset)
	Label("eight")
	return at, func() {
		ADDQ(U8(8), offset)
		CMPQ(offset, n)
		JLT(LabelRef("eight"))
		VZEROUPPER()
		RET()
	}
}

// everywhere fills a register with a parameter.
func everywhere(parameter string) reg.VecVirtual {
	basic, err := Param(parameter).Resolve()
	if err != nil {
		panic(err)
	}
	x := YMM()
	VBROADCASTSS(basic.Addr, x)
	return x
}

func addScaled() {
	begin("addScaledAVX2", "addScaledPortable", "theta *float32, gradient *float32, rate float32, n int")
	rate := everywhere("rate")
	at, next := eights("theta", "gradient")
	x := YMM()
	VMULPS(at[1], rate, x)
	VADDPS(at[0], x, x)
	VMOVUPS(x, at[0])
	next()
}

func approach() {
	begin("approachAVX2", "approachPortable", "mean *float32, x *float32, share float32, n int")
	share := everywhere("share")
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
	firstShare, secondShare := float("firstShare", 1-0.9), float("secondShare", 1-0.999)
	begin("adamAVX2", "adamPortable",
		"theta *float32, gradient *float32, m *float32, v *float32, rate float32, epsilon float32, n int")
	rate, epsilon := everywhere("rate"), everywhere("epsilon")
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
