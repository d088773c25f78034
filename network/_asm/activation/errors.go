package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"

	"wakesleep/network/_asm/lanes"
)

// errors writes the kernel of Errors or AddErrors for n units, a multiple of 8.
func errors(name string, add bool) {
	sum := ""
	if add {
		sum = "dst *float32, "
	}
	lanes.Kernel(name+"AVX2", "("+sum+"p *float32, states *uint64, weight float32, n int)",
		"is "+name+"Portable for the first n units, n being a multiple of 8.")
	p := lanes.Argument("p")
	dst := p
	if add {
		dst = lanes.Argument("dst")
	}
	states, n := lanes.Argument("states"), lanes.Argument("n")
	weight, bit, unit := lanes.Everywhere("weight"), YMM(), YMM()
	VMOVDQU(laneBits, bit)
	VMOVUPS(one, unit)
	SHRQ(U8(3), n)
	JZ(LabelRef("done"))
	Label("block")
	x := YMM()
	VPBROADCASTB(Mem{Base: states}, x)
	VPAND(bit, x, x)
	VPCMPEQD(bit, x, x)
	VANDPS(unit, x, x)
	VSUBPS(Mem{Base: p}, x, x)
	VMULPS(weight, x, x)
	if add {
		VADDPS(Mem{Base: dst}, x, x)
	}
	VMOVUPS(x, Mem{Base: dst})
	ADDQ(U8(32), p)
	if add {
		ADDQ(U8(32), dst)
	}
	INCQ(states)
	DECQ(n)
	JNZ(LabelRef("block"))
	Label("done")
	lanes.End()
}
