package main

import (
	"strconv"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"

	"wakesleep/network/_asm/lanes"
)

// addRows sums tiles of columns, as wide as registers allow first, down all the
// rows, so that sums stay in registers.
func addRows() {
	lanes.Kernel("addRowsAVX2", "(dst *float32, n int, rows *float32, count int, stride int)",
		"is addRowsPortable for the first n columns, n being a multiple of 8.")
	t := tiler{
		dst: lanes.Argument("dst"), rows: lanes.Argument("rows"), n: lanes.Argument("n"),
		count: lanes.Argument("count"), stride: lanes.Argument("stride"),
	}
	SHLQ(U8(2), t.stride)
	for _, registers := range []int{12, 4, 1} {
		t.tiles(registers)
	}
	lanes.End()
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
	sums := lanes.Vectors(registers)
	lanes.LoadAll(Mem{Base: t.dst}, sums)
	Label(name + "Row")
	lanes.AddAll(Mem{Base: row}, sums)
	ADDQ(t.stride, row)
	DECQ(left)
	JNZ(LabelRef(name + "Row"))
	lanes.StoreAll(sums, Mem{Base: t.dst})
	ADDQ(U32(4*columns), t.dst)
	ADDQ(U32(4*columns), t.rows)
	SUBQ(U8(columns), t.n)
	JMP(LabelRef(name))
	Label(name + "End")
}
