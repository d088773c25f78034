package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"

	"wakesleep/network/_asm/lanes"
)

var (
	leastUniform = lanes.Float("leastUniform", 1.0/(1<<25))
	// minusZero is what added to any number leaves it as it is.
	minusZero = signBit
)

// thresholds writes the kernel that draws the logits above which units fire.
func thresholds() {
	lanes.Kernel("thresholdsAVX2", "(thresholds *float32, apart int, blocks int, state *[4][8]uint32)",
		"is thresholdsPortable for at least one block.")
	dst, apart, blocks := lanes.Argument("thresholds"), lanes.Argument("apart"), lanes.Argument("blocks")
	stream := lanes.LoadXoshiro(lanes.Argument("state"))
	SHLQ(U8(2), apart)
	Label("block")
	u, rest := stream.Next(), YMM()
	VPSRLD(U8(8), u, u)
	VCVTDQ2PS(u, u)
	VMULPS(toUnit, u, u)
	VMAXPS(leastUniform, u, u)
	VMOVUPS(one, rest)
	VSUBPS(u, rest, rest)
	threshold, other := logarithm(u), logarithm(rest)
	VSUBPS(other, threshold, threshold)
	VMOVUPS(threshold, Mem{Base: dst})
	ADDQ(apart, dst)
	DECQ(blocks)
	JNZ(LabelRef("block"))
	stream.Store()
	lanes.End()
}

// turnKernel fires rows side by side: of one alone, each unit would wait for what the
// one before it adds.
type turnKernel struct {
	rows                               int
	logits, pitch, triple              reg.Register
	thresholds, fired, weights, stride reg.Register
	// units is how many are left.
	units reg.Register
}

// turn writes the kernel of several rows.
func turn(rows int) {
	lanes.Kernel(fmt.Sprintf("turn%dAVX2", rows), "(logits *float32, pitch int, thresholds *float32, fired *uint8, "+
		"weights *float32, stride int, units int)",
		fmt.Sprintf("is turnPortable for %d rows of at least one unit.", rows))
	k := turnKernel{
		rows: rows, logits: lanes.Argument("logits"), thresholds: lanes.Argument("thresholds"), fired: lanes.Argument("fired"),
		weights: lanes.Argument("weights"), stride: lanes.Argument("stride"), units: lanes.Argument("units"),
	}
	SHLQ(U8(2), k.stride)
	if rows > 1 {
		k.pitch, k.triple = lanes.Argument("pitch"), GP64()
		SHLQ(U8(2), k.pitch)
		LEAQ(Mem{Base: k.pitch, Index: k.pitch, Scale: 2}, k.triple)
	}
	Label("block")
	k.block()
	next := GP64()
	LEAQ(Mem{Base: k.weights, Index: k.stride, Scale: 8, Disp: 32}, next)
	MOVQ(next, k.weights)
	ADDQ(U8(32), k.logits)
	ADDQ(U32(32*turnRows), k.thresholds)
	ADDQ(U8(8), k.fired)
	TESTQ(k.units, k.units)
	JG(LabelRef("block"))
	lanes.End()
}

// turnRows is how many rows' thresholds lie side by side.
const turnRows = 5

// row is where the logits of a row's block begin.
func (k *turnKernel) row(r int) Mem {
	return []Mem{
		{Base: k.logits},
		{Base: k.logits, Index: k.pitch, Scale: 1},
		{Base: k.logits, Index: k.pitch, Scale: 2},
		{Base: k.logits, Index: k.triple, Scale: 1},
		{Base: k.logits, Index: k.pitch, Scale: 4},
	}[r]
}

// block fires eight units of each row, and adds to the logits behind them.
func (k *turnKernel) block() {
	z, nothing := lanes.Vectors(k.rows), YMM()
	for r, z := range z {
		VMOVUPS(k.row(r), z)
	}
	VMOVUPS(minusZero, nothing)
	driving := GP64()
	MOVQ(k.weights, driving)
	for unit := range 7 {
		k.unit(z, unit, driving, nothing)
		k.nextRow(driving)
	}
	DECQ(k.units)
	fires := YMM()
	for r, z := range z {
		VMOVUPS(z, k.row(r))
		VCMPPS(U8(greaterThan), k.threshold(r), z, fires)
		mask := GP32()
		VMOVMSKPS(fires, mask)
		MOVB(mask.As8(), Mem{Base: k.fired, Disp: r})
		k.behind(r, mask)
	}
}

// nextRow goes to the weights of the next unit. Behind the last there are none: it stays
// with that, which adds nothing any more, since no unit behind it fires.
func (k *turnKernel) nextRow(driving reg.Register) {
	DECQ(k.units)
	CMOVQEQ(zero, k.stride)
	ADDQ(k.stride, driving)
}

func (k *turnKernel) threshold(r int) Mem { return Mem{Base: k.thresholds, Disp: 32 * r} }

// unit adds what one unit does to those after it in the block, without a branch.
func (k *turnKernel) unit(z []reg.VecVirtual, unit int, driving reg.Register, nothing reg.VecVirtual) {
	weights, everywhere := YMM(), YMM()
	VMOVUPS(Mem{Base: driving}, weights)
	VBLENDPS(U8(1<<(unit+1)-1), nothing, weights, weights)
	VMOVDQU(lanes.Word(fmt.Sprintf("turn%dUnit%d", k.rows, unit), uint32(unit)), everywhere)
	fires := lanes.Vectors(k.rows)
	for r, fires := range fires {
		VCMPPS(U8(greaterThan), k.threshold(r), z[r], fires)
	}
	for _, fires := range fires {
		VPERMPS(fires, everywhere, fires)
	}
	for _, fires := range fires {
		VBLENDVPS(fires, weights, nothing, fires)
	}
	for r, fires := range fires {
		VADDPS(fires, z[r], z[r])
	}
}

// behind adds the weights of the units that fire, those in mask, to the logits of a row
// in the blocks behind theirs.
func (k *turnKernel) behind(r int, mask reg.GPVirtual) {
	name := fmt.Sprintf("row%d", r)
	end, logits := GP64(), GP64()
	TESTL(mask, mask)
	JZ(LabelRef(name + "End"))
	LEAQ(Mem{Base: k.units, Disp: 7 + 8}, end)
	ANDQ(I8(-8), end)
	SHLQ(U8(2), end)
	CMPQ(end, U8(32))
	JLE(LabelRef(name + "End"))
	LEAQ(k.row(r), logits)
	Label(name)
	unit, less, at, x := GP64(), GP32(), GP64(), YMM()
	TZCNTL(mask, unit.As32())
	LEAL(Mem{Base: mask.As64(), Disp: -1}, less)
	IMULQ(k.stride, unit)
	ADDQ(k.weights, unit)
	MOVQ(U32(32), at)
	Label(name + "Vector")
	VMOVUPS(Mem{Base: unit, Index: at, Scale: 1}, x)
	VADDPS(Mem{Base: logits, Index: at, Scale: 1}, x, x)
	VMOVUPS(x, Mem{Base: logits, Index: at, Scale: 1})
	ADDQ(U8(32), at)
	CMPQ(at, end)
	JNE(LabelRef(name + "Vector"))
	ANDL(less, mask)
	JNZ(LabelRef(name))
	Label(name + "End")
}
