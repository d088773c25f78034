package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
)

// errors writes the kernel of Errors or AddErrors for n units, a multiple of 8.
func errors(name string, add bool) {
	if add {
		TEXT(name, NOSPLIT, "func(dst *float32, p *float32, states *uint64, weight float32, n int)")
		Doc(name + " is addErrorsPortable for the first n units, n being a multiple of 8.")
	} else {
		TEXT(name, NOSPLIT, "func(p *float32, states *uint64, weight float32, n int)")
		Doc(name + " is errorsPortable for the first n units, n being a multiple of 8.")
	}
	Pragma("noescape")
	p := Load(Param("p"), GP64())
	dst := p
	if add {
		dst = Load(Param("dst"), GP64())
	}
	states, n := Load(Param("states"), GP64()), Load(Param("n"), GP64())
	weight, bit, unit := YMM(), YMM(), YMM()
	VBROADCASTSS(address("weight"), weight)
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
	VZEROUPPER()
	RET()
}

// address is where a parameter lies in memory.
func address(parameter string) Mem {
	basic, err := Param(parameter).Resolve()
	if err != nil {
		panic(err)
	}
	return basic.Addr
}
