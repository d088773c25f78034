package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"

	"wakesleep/network/_asm/lanes"
)

// A mode is what a kernel of a row does besides writing probabilities.
type mode int

const (
	probabilities mode = iota
	sample
	score
)

var (
	toUnit = lanes.Float("toUnit", 1.0/(1<<24))
	zero   = lanes.Float("zero", 0)
	// toHighest has in lane l the shift of bit l of the highest byte to the
	// highest bit.
	toHighest = lanes.Vector("toHighest", 7, 6, 5, 4, 3, 2, 1, 0)
	// laneBits has in lane l the bit of unit l.
	laneBits = lanes.Vector("laneBits", 1, 2, 4, 8, 16, 32, 64, 128)
	// firstLanes, read from word 8-n, is a mask of the first n lanes.
	firstLanes = lanes.Vector("firstLanes", ^uint32(0), ^uint32(0), ^uint32(0), ^uint32(0),
		^uint32(0), ^uint32(0), ^uint32(0), ^uint32(0), 0, 0, 0, 0, 0, 0, 0, 0)
)

// several is how many blocks of eight the registers suffice for.
var several = map[mode]int{probabilities: 4, sample: 3, score: 3}

// rowKernel is one kernel in the making.
type rowKernel struct {
	mode                 mode
	probs, logits, words reg.Register
	stream               lanes.Xoshiro
	sums, products       reg.VecVirtual
}

var signatures = map[mode]string{
	probabilities: "(probs *float32, logits *float32, n int)",
	sample: "(probs *float32, logits *float32, n int, words *uint64, " +
		"sums *[8]float32, products *[8]float32, state *[4][8]uint32)",
	score: "(probs *float32, logits *float32, n int, words *uint64, " +
		"sums *[8]float32, products *[8]float32)",
}

// row writes a kernel for a row of units: several blocks of eight at a time,
// then one at a time, and the rest of the units under a mask.
func row(name, does string, m mode) {
	lanes.Kernel(name, signatures[m], does+".")
	k := rowKernel{mode: m}
	k.probs, k.logits = lanes.Argument("probs"), lanes.Argument("logits")
	n := lanes.Argument("n")
	k.load()
	k.blocks("several", n, several[m])
	k.blocks("block", n, 1)
	TESTQ(n, n)
	JZ(LabelRef("done"))
	k.rest(n)
	Label("done")
	k.store()
	lanes.End()
}

// load brings what a kernel keeps in registers there.
func (k *rowKernel) load() {
	if k.mode == probabilities {
		return
	}
	k.words = lanes.Argument("words")
	k.sums, k.products = YMM(), YMM()
	VMOVUPS(Mem{Base: lanes.Argument("sums")}, k.sums)
	VMOVUPS(Mem{Base: lanes.Argument("products")}, k.products)
	if k.mode == sample {
		k.stream = lanes.LoadXoshiro(lanes.Argument("state"))
	}
}

// store folds the products into the sums and writes back what load read.
func (k *rowKernel) store() {
	if k.mode == probabilities {
		return
	}
	if k.mode == sample {
		k.stream.Store()
	}
	VADDPS(logarithm(k.products), k.sums, k.sums)
	VMOVUPS(k.sums, Mem{Base: lanes.Argument("sums")})
	VMOVUPS(one, k.products)
	VMOVUPS(k.products, Mem{Base: lanes.Argument("products")})
}

// blocks does count blocks at a time, while n units hold as many.
func (k *rowKernel) blocks(label string, n reg.Register, count int) {
	SUBQ(U8(8*count), n)
	JLT(LabelRef(label + "End"))
	Label(label)
	z := lanes.Vectors(count)
	each(z, func(i int, z reg.VecVirtual) { VMOVUPS(Mem{Base: k.logits, Disp: 32 * i}, z) })
	e := exponential(z)
	for i := range count {
		z := YMM() // again, before probs, which may be logits, get theirs
		VMOVUPS(Mem{Base: k.logits, Disp: 32 * i}, z)
		p, factor := k.probability(z, e[i])
		VMOVUPS(p, Mem{Base: k.probs, Disp: 32 * i})
		if k.mode != probabilities {
			k.tally(z, factor, k.firings(p, nil, i))
		}
	}
	k.advance(count)
	SUBQ(U8(8*count), n)
	JGE(LabelRef(label))
	Label(label + "End")
	ADDQ(U8(8*count), n)
}

func (k *rowKernel) advance(count int) {
	ADDQ(U8(32*count), k.logits)
	ADDQ(U8(32*count), k.probs)
	if k.mode != probabilities {
		ADDQ(U8(count), k.words)
	}
}

// rest does the last, n units. Logits of zero in the other lanes add nothing to
// the sums; the factors of these lanes are replaced by one.
func (k *rowKernel) rest(n reg.Register) {
	table, mask, z, x := GP64(), YMM(), YMM(), YMM()
	LEAQ(firstLanes.Offset(32), table)
	NEGQ(n)
	VMOVUPS(Mem{Base: table, Index: n, Scale: 4}, mask)
	VMASKMOVPS(Mem{Base: k.logits}, mask, z)
	VMOVAPS(z, x)
	p, factor := k.probability(z, exponential(vectors{x})[0])
	VMASKMOVPS(p, mask, Mem{Base: k.probs})
	if k.mode != probabilities {
		fired := k.firings(p, mask, 0)
		unit := YMM()
		VMOVUPS(one, unit)
		VBLENDVPS(mask, factor, unit, factor)
		k.tally(z, factor, fired)
	}
}

// probability returns the probabilities and 1+e^-|z|, where e is e^-|z|.
func (k *rowKernel) probability(z, e reg.VecVirtual) (p, factor reg.VecVirtual) {
	p, factor = YMM(), YMM()
	VADDPS(one, e, factor)
	VMOVUPS(one, p)
	VBLENDVPS(z, e, p, p)
	VDIVPS(factor, p, p)
	return p, factor
}

// firings returns lanes whose highest bit reports whether a unit of a block fires,
// drawing and packing them where that is the task. Only the lanes under mask, if
// there is one, are drawn.
func (k *rowKernel) firings(p, mask reg.Register, block int) reg.VecVirtual {
	fired, byteOf := YMM(), Mem{Base: k.words, Disp: block}
	if k.mode == score {
		VPBROADCASTB(byteOf, fired)
		VPSLLVD(toHighest, fired, fired)
		return fired
	}
	u := k.stream.Next()
	VPSRLD(U8(8), u, u)
	VCVTDQ2PS(u, u)
	VMULPS(toUnit, u, u)
	VCMPPS(U8(lessThan), p, u, fired)
	if mask != nil {
		VANDPS(mask, fired, fired)
	}
	bits := GP32()
	VMOVMSKPS(fired, bits)
	MOVB(bits.As8(), byteOf)
	return fired
}

// tally adds |z| to the sums where a unit did the less likely thing, and
// multiplies the products. Of fired, and of whether it did as expected, only the
// highest bits count.
func (k *rowKernel) tally(z, factor, fired reg.VecVirtual) {
	asExpected, size := YMM(), YMM()
	VPXOR(fired, z, asExpected)
	VANDPS(sizeBits, z, size)
	VBLENDVPS(asExpected, zero, size, size)
	VADDPS(size, k.sums, k.sums)
	VMULPS(factor, k.products, k.products)
}
