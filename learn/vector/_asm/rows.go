package main

import (
	"strconv"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// addRows sums tiles of columns, as wide as registers allow first, down all the
// rows, so that sums stay in registers.
func addRows() {
	begin("addRowsAVX2", "addRowsPortable for the first n columns, n being a multiple of 8",
		"dst *float32, n int, rows *float32, count int, stride int")
	t := tiler{
		dst: Load(Param("dst"), GP64()), rows: Load(Param("rows"), GP64()), n: Load(Param("n"), GP64()),
		count: Load(Param("count"), GP64()), stride: Load(Param("stride"), GP64()),
	}
	SHLQ(U8(2), t.stride)
	for _, registers := range []int{12, 4, 1} {
		t.tiles(registers)
	}
	VZEROUPPER()
	RET()
}

type tiler struct {
	dst, rows, n, count, stride reg.Register
}

// tiles does tiles of the given width while the columns left hold one.
func (t tiler) tiles(registers int) {
	name, columns := "tile"+strconv.Itoa(registers), 8*registers
	Label(name)
	CMPQ(t.n, U8(columns))
	JLT(LabelRef(name + "End"))
	row, left := GP64(), GP64()
	MOVQ(t.rows, row)
	MOVQ(t.count, left)
	sums := make([]reg.VecVirtual, registers)
	for i := range sums {
		sums[i] = YMM()
		VMOVUPS(Mem{Base: t.dst, Disp: 32 * i}, sums[i])
	}
	Label(name + "Row")
	for i, sum := range sums {
		VADDPS(Mem{Base: row, Disp: 32 * i}, sum, sum)
	}
	ADDQ(t.stride, row)
	DECQ(left)
	JNZ(LabelRef(name + "Row"))
	for i, sum := range sums {
		VMOVUPS(sum, Mem{Base: t.dst, Disp: 32 * i})
	}
	ADDQ(U32(4*columns), t.dst)
	ADDQ(U32(4*columns), t.rows)
	SUBQ(U8(columns), t.n)
	JMP(LabelRef(name))
	Label(name + "End")
}
