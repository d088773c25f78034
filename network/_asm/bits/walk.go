package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"

	"wakesleep/network/_asm/lanes"
)

const (
	// runRegisters is the greatest width of a packed tile, in vectors of eight
	// numbers, and runPitch the distance in bytes between its rows: three cache
	// lines.
	runRegisters = 6
	runPitch     = 32 * runRegisters
	// directRegisters is the greatest width of a tile that is read in place.
	directRegisters = 14
)

// walkRun adds listed rows of a packed tile to rows of dst.
func walkRun(registers int) {
	lanes.Kernel(fmt.Sprintf("walkRun%d", 8*registers),
		"(dst *float32, rows *uint32, count int, tile *float32, list *uint16, length int)",
		fmt.Sprintf("adds to the %d numbers from dst[rows[i]] on, for each i < count, the rows of the tile", 8*registers),
		"whose positions, in units of eight bytes, are the next length > 0 ones of the list.")
	dst, rows, count := lanes.Argument("dst"), lanes.Argument("rows"), lanes.Argument("count")
	tile, list, length := lanes.Argument("tile"), lanes.Argument("list"), lanes.Argument("length")
	sums := lanes.Vectors(registers)
	row, at, left := GP64(), GP64(), GP64()
	Label("row")
	MOVL(Mem{Base: rows}, row.As32())
	LEAQ(Mem{Base: dst, Index: row, Scale: 4}, row)
	lanes.LoadAll(Mem{Base: row}, sums)
	MOVQ(length, left)
	Label("bit")
	MOVWLZX(Mem{Base: list}, at.As32())
	lanes.AddAll(Mem{Base: tile, Index: at, Scale: 8}, sums)
	ADDQ(I8(2), list)
	DECQ(left)
	JNE(LabelRef("bit"))
	lanes.StoreAll(sums, Mem{Base: row})
	ADDQ(I8(4), rows)
	DECQ(count)
	JNE(LabelRef("row"))
	lanes.End()
}

// walkDirect adds rows of b, read in place, to one row of dst.
func walkDirect(registers int) {
	lanes.Kernel(fmt.Sprintf("walkDirect%d", 8*registers), "(dst, b *float32, stride int, list *uint16, length int)",
		fmt.Sprintf("adds to dst the first %d numbers of the rows of b, stride apart, whose positions", 8*registers),
		"are the length > 0 ones of the list.")
	dst, b, stride := lanes.Argument("dst"), lanes.Argument("b"), lanes.Argument("stride")
	list, left := lanes.Argument("list"), lanes.Argument("length")
	sums := lanes.Vectors(registers)
	lanes.LoadAll(Mem{Base: dst}, sums)
	at := GP64()
	Label("bit")
	MOVWLZX(Mem{Base: list}, at.As32())
	IMULQ(stride, at)
	lanes.AddAll(Mem{Base: b, Index: at, Scale: 4}, sums)
	ADDQ(I8(2), list)
	DECQ(left)
	JNE(LabelRef("bit"))
	lanes.StoreAll(sums, Mem{Base: dst})
	lanes.End()
}

// listBits lists the bits that are set.
func listBits() {
	positions := GLOBL("positionsInByte", RODATA|NOPTR)
	for b := range 256 {
		var packed uint64
		n := 0
		for bit := range 8 {
			if b>>bit&1 == 1 {
				packed |= uint64(bit) << (8 * n)
				n++
			}
		}
		DATA(8*b, U64(packed))
	}
	lanes.Kernel("listBits", "(list *uint16, words *uint64, bytes, unit int) int",
		"writes the positions, times unit, of the bits that are set in the given number of bytes, at least one,",
		"and returns how many there are. It may write 16 bytes more than those.")
	list, words, n := lanes.Argument("list"), lanes.Argument("words"), lanes.Argument("bytes")
	unit := GP64()
	Load(Param("unit"), unit)
	start, table := GP64(), GP64()
	MOVQ(list, start)
	LEAQ(positions, table)
	scale, base, step, x := XMM(), XMM(), XMM(), XMM()
	VMOVD(unit.As32(), scale)
	VPBROADCASTW(scale, scale)
	VPSLLW(U8(3), scale, step)
	VPXOR(base, base, base)
	b, ones := GP64(), GP64()
	Label("byte")
	MOVBLZX(Mem{Base: words}, b.As32())
	VPMOVZXBW(Mem{Base: table, Index: b, Scale: 8}, x)
	VPMULLW(scale, x, x)
	VPADDW(base, x, x)
	VMOVDQU(x, Mem{Base: list})
	VPADDW(step, base, base)
	POPCNTL(b.As32(), ones.As32())
	LEAQ(Mem{Base: list, Index: ones, Scale: 2}, list)
	INCQ(words)
	DECQ(n)
	JNE(LabelRef("byte"))
	SUBQ(start, list)
	SHRQ(U8(1), list)
	Store(list, ReturnIndex(0))
	RET()
}

// packTile copies a tile out of b.
func packTile() {
	lanes.Kernel("packTile", "(tile, b *float32, stride, rows, vectors int)",
		fmt.Sprintf("copies vectors·8 numbers of each of the rows of b, stride apart, to rows of the tile, %d apart.", runPitch/4))
	tile, b, stride := lanes.Argument("tile"), lanes.Argument("b"), lanes.Argument("stride")
	rows, n := lanes.Argument("rows"), lanes.Argument("vectors")
	SHLQ(U8(2), stride)
	SHLQ(U8(5), n)
	at, x := GP64(), YMM()
	Label("row")
	XORQ(at, at)
	Label("vector")
	VMOVUPS(Mem{Base: b, Index: at, Scale: 1}, x)
	VMOVUPS(x, Mem{Base: tile, Index: at, Scale: 1})
	ADDQ(U8(32), at)
	CMPQ(at, n)
	JNE(LabelRef("vector"))
	ADDQ(stride, b)
	ADDQ(U32(runPitch), tile)
	DECQ(rows)
	JNE(LabelRef("row"))
	lanes.End()
}
