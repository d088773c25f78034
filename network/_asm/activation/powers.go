package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"

	"wakesleep/network/_asm/lanes"
)

// powers writes the kernel of what a row of categories needs for its softmax.
func powers(name string) {
	lanes.Kernel(name, "(powers *float32, logits *float32, greatest float32, n int)",
		"is powersPortable for the first n units, n being a multiple of 8.")
	dst, logits, n := lanes.Argument("powers"), lanes.Argument("logits"), lanes.Argument("n")
	most := lanes.Everywhere("greatest")
	powerBlocks("several", dst, logits, n, most, 4)
	powerBlocks("block", dst, logits, n, most, 1)
	lanes.End()
}

// powerBlocks does count blocks at a time, while n units hold as many. No logit is
// above the greatest, so the exponential of minus the distance is what is wanted.
func powerBlocks(label string, dst, logits, n, most reg.Register, count int) {
	SUBQ(U8(8*count), n)
	JLT(LabelRef(label + "End"))
	Label(label)
	z := lanes.Vectors(count)
	each(z, func(i int, z reg.VecVirtual) { VMOVUPS(Mem{Base: logits, Disp: 32 * i}, z) })
	each(z, func(_ int, z reg.VecVirtual) { VSUBPS(most, z, z) })
	each(exponential(z), func(i int, e reg.VecVirtual) { VMOVUPS(e, Mem{Base: dst, Disp: 32 * i}) })
	ADDQ(U8(32*count), logits)
	ADDQ(U8(32*count), dst)
	SUBQ(U8(8*count), n)
	JGE(LabelRef(label))
	Label(label + "End")
	ADDQ(U8(8*count), n)
}
