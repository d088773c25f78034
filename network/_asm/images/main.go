// Command images writes the AVX2 kernel of package images.
package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"

	"wakesleep/network/_asm/lanes"
)

// threeTimes repeats a byte in the lower three bytes of a word.
var threeTimes = lanes.Word("threeTimes", 0x010101)

func main() {
	ConstraintExpr("!purego")
	binarise()
	Generate()
}

// binarise writes the kernel of Binarise. For integers u below 2²⁴,
//
//	255·u < g·2²⁴  ⇔  u < ⌈g·2²⁴/255⌉ = g·0x010101 + [g > 0]
//
// because 2²⁴ = 255·0x010101 + 1.
func binarise() {
	lanes.Kernel("binariseAVX2", "(words *uint64, grey *uint8, n int, state *[4][8]uint32)",
		"is binarisePortable for the first n pixels, n being a multiple of 8.")
	words, grey, n := lanes.Argument("words"), lanes.Argument("grey"), lanes.Argument("n")
	stream := lanes.LoadXoshiro(lanes.Argument("state"))
	zero, factor := YMM(), YMM()
	VPXOR(zero, zero, zero)
	VMOVDQU(threeTimes, factor)
	SHRQ(U8(3), n)
	JZ(LabelRef("done"))
	Label("block")
	level, notBlack, bits := YMM(), YMM(), GP32()
	u := stream.Next()
	VPSRLD(U8(8), u, u)
	VPMOVZXBD(Mem{Base: grey}, level)
	VPCMPGTD(zero, level, notBlack) // −1 where it holds
	VPMULLD(factor, level, level)
	VPSUBD(notBlack, level, level)
	VPCMPGTD(u, level, level)
	VMOVMSKPS(level, bits)
	MOVB(bits.As8(), Mem{Base: words})
	ADDQ(U8(8), grey)
	INCQ(words)
	DECQ(n)
	JNZ(LabelRef("block"))
	Label("done")
	stream.Store()
	lanes.End()
}
