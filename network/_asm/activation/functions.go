package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"

	"wakesleep/network/_asm/lanes"
)

// The constants of functions.go in package activation, which says what they are.
var (
	signBit      = lanes.Word("signBit", 1<<31)
	sizeBits     = lanes.Word("sizeBits", 1<<31-1)
	lowest       = lanes.Float("lowest", -87.33654)
	log2e        = lanes.Float("log2e", 1.44269504088896341)
	roundShift   = lanes.Float("roundShift", 3<<22)
	ln2High      = lanes.Float("ln2High", 0.693359375)
	ln2Low       = lanes.Float("ln2Low", -2.12194440e-4)
	exponentBias = lanes.Word("exponentBias", 127)
	one          = lanes.Float("one", 1)
	half         = lanes.Float("half", 0.5)
	sqrtHalf     = lanes.Word("sqrtHalf", 0x3f3504f3)
	mantissa     = lanes.Word("mantissa", 0x7fffff)
	greatest     = lanes.Float("greatest", math.MaxFloat32)
)

var expSeries = series("exp",
	1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2,
	1.6666665459e-1, 5.0000001201e-1)

var logSeries = series("log",
	7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1,
	1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1,
	3.3333331174e-1)

func series(name string, coefficients ...float32) []operand.Mem {
	var all []operand.Mem
	for i, c := range coefficients {
		all = append(all, lanes.Float(name+string(rune('A'+i)), c))
	}
	return all
}

// Several vectors are worked on at once, each instruction for all of them in
// turn: the chain of one is too long to keep the processor busy.
type vectors []reg.VecVirtual

// each does something for every vector.
func each(all vectors, do func(i int, x reg.VecVirtual)) {
	for i, x := range all {
		do(i, x)
	}
}

// horner returns the polynomial in r with these coefficients, highest first.
// Adding a negative number is subtracting its size, bit for bit.
func horner(coefficients []operand.Mem, r vectors) vectors {
	y := lanes.Vectors(len(r))
	each(y, func(i int, y reg.VecVirtual) { VMULPS(coefficients[0], r[i], y) })
	each(y, func(_ int, y reg.VecVirtual) { VADDPS(coefficients[1], y, y) })
	for _, c := range coefficients[2:] {
		each(y, func(i int, y reg.VecVirtual) { VMULPS(r[i], y, y) })
		each(y, func(_ int, y reg.VecVirtual) { VADDPS(c, y, y) })
	}
	return y
}

// exponential returns Exp(-|z|) for every z, and overwrites z. It keeps three
// registers for each, and one.
func exponential(z vectors) vectors {
	r, power := reduce(z)
	y, square := horner(expSeries, r), YMM()
	each(y, func(i int, y reg.VecVirtual) {
		VMULPS(r[i], r[i], square)
		VMULPS(square, y, y)
	})
	each(y, func(i int, y reg.VecVirtual) { VADDPS(r[i], y, y) })
	each(y, func(_ int, y reg.VecVirtual) { VADDPS(one, y, y) })
	each(y, func(i int, y reg.VecVirtual) { VMULPS(power[i], y, y) })
	return y
}

// reduce splits e^-|z| into e^r and a power of two.
func reduce(z vectors) (r, power vectors) {
	x, shifted, n, t := z, lanes.Vectors(len(z)), lanes.Vectors(len(z)), YMM()
	VMOVUPS(lowest, t)
	each(x, func(_ int, x reg.VecVirtual) { VORPS(signBit, x, x) })
	each(x, func(_ int, x reg.VecVirtual) { VMAXPS(x, t, x) }) // NaN gives the first one here
	each(shifted, func(i int, y reg.VecVirtual) { VMULPS(log2e, x[i], y) })
	each(shifted, func(_ int, y reg.VecVirtual) { VADDPS(roundShift, y, y) })
	each(n, func(i int, n reg.VecVirtual) { VSUBPS(roundShift, shifted[i], n) })
	each(x, func(i int, x reg.VecVirtual) {
		VMULPS(ln2High, n[i], t)
		VSUBPS(t, x, x)
	})
	each(n, func(_ int, n reg.VecVirtual) { VMULPS(ln2Low, n, n) })
	each(x, func(i int, x reg.VecVirtual) { VSUBPS(n[i], x, x) })
	each(shifted, func(_ int, y reg.VecVirtual) { VPADDD(exponentBias, y, y) })
	each(shifted, func(_ int, y reg.VecVirtual) { VPSLLD(operand.U8(23), y, y) })
	return x, shifted
}

// logarithm returns Log(x).
func logarithm(x reg.VecVirtual) reg.VecVirtual {
	shifted, e, r, square, t := YMM(), YMM(), YMM(), YMM(), YMM()
	VPSUBD(sqrtHalf, x, shifted)
	VPSRAD(operand.U8(23), shifted, e)
	VCVTDQ2PS(e, e)
	VPAND(mantissa, shifted, r)
	VPADDD(sqrtHalf, r, r)
	VSUBPS(one, r, r)
	y := horner(logSeries, vectors{r})[0]
	VMULPS(r, r, square)
	VMULPS(r, y, y)
	VMULPS(square, y, y)
	VMULPS(ln2Low, e, t)
	VADDPS(t, y, y)
	VMULPS(half, square, square)
	VSUBPS(square, y, y)
	VADDPS(r, y, y)
	VMULPS(ln2High, e, e)
	VADDPS(e, y, y)
	VCMPPS(operand.U8(notLessOrEqual), greatest, x, t)
	VBLENDVPS(t, x, y, y)
	return y
}

// Predicates of VCMPPS.
const (
	lessThan       = 0x11 // false for NaN
	greaterThan    = 0x1e // false for NaN
	notLessOrEqual = 0x16 // true for NaN
)
