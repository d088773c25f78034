// Command neighbours writes the AVX2 kernel of package neighbours.
package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"

	"wakesleep/network/_asm/lanes"
)

// together is how many rows are compared with a panel of vectors·8 rows.
const (
	together = 6
	vectors  = 2
)

func main() {
	ConstraintExpr("!purego")
	compare()
	Generate()
}

// compare writes the kernel. Products of pairs and their sums stay in registers, a vector
// for eight rows of the panel.
func compare() {
	lanes.Kernel("compareAVX2",
		"(values *int32, nearer *uint32, rows, panel *int16, pairs int, norms, limits *int32)", "is comparePortable.")
	values, nearer := lanes.Argument("values"), lanes.Argument("nearer")
	rows, panel, n := lanes.Argument("rows"), lanes.Argument("panel"), lanes.Argument("pairs")
	norms, limits := lanes.Argument("norms"), lanes.Argument("limits")
	// Rows 0 to 2 lie behind low, and 3 to 5 behind high.
	stride, low, high := GP64(), rows, GP64()
	MOVQ(n, stride)
	SHLQ(U8(2), stride)
	LEAQ(Mem{Base: stride, Index: stride, Scale: 2}, high)
	ADDQ(low, high)
	var sums [together][vectors]reg.VecVirtual
	for r := range sums {
		for v := range sums[r] {
			sums[r][v] = YMM()
			VPXOR(sums[r][v], sums[r][v], sums[r][v])
		}
	}
	pair, product := YMM(), YMM()
	both := [vectors]reg.VecVirtual{YMM(), YMM()}
	Label("pair")
	for v := range both {
		VMOVDQU(Mem{Base: panel, Disp: 32 * v}, both[v])
	}
	for r := range sums {
		VPBROADCASTD(row(r, low, high, stride), pair)
		for v := range both {
			if v+1 < vectors {
				VPMADDWD(both[v], pair, product)
				VPADDD(product, sums[r][v], sums[r][v])
			} else {
				VPMADDWD(both[v], pair, pair)
				VPADDD(pair, sums[r][v], sums[r][v])
			}
		}
	}
	ADDQ(U8(4), low)
	ADDQ(U8(4), high)
	ADDQ(U8(32*vectors), panel)
	DECQ(n)
	JNZ(LabelRef("pair"))
	for r := range sums {
		mask := [vectors]reg.GPVirtual{GP32(), GP32()}
		VPBROADCASTD(Mem{Base: limits, Disp: 4 * r}, pair)
		for v, sum := range sums[r] {
			VPADDD(sum, sum, sum)
			VMOVDQU(Mem{Base: norms, Disp: 32 * v}, product)
			VPSUBD(sum, product, sum)
			VMOVDQU(sum, Mem{Base: values, Disp: 64*r + 32*v})
			VPCMPGTD(sum, pair, sum)
			VMOVMSKPS(sum, mask[v])
		}
		SHLL(U8(8), mask[1])
		ORL(mask[1], mask[0])
		MOVL(mask[0], Mem{Base: nearer, Disp: 4 * r})
	}
	lanes.End()
}

// row is where the next pair of a row lies.
func row(r int, low, high, stride reg.Register) Mem {
	base := low
	if r >= together/2 {
		base, r = high, r-together/2
	}
	if r == 0 {
		return Mem{Base: base}
	}
	return Mem{Base: base, Index: stride, Scale: uint8(r)}
}
