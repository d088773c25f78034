package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
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

// vectors allocates n registers of eight numbers.
func vectors(n int) []reg.VecVirtual {
	v := make([]reg.VecVirtual, n)
	for i := range v {
		v[i] = YMM()
	}
	return v
}

func load(at Mem, v []reg.VecVirtual) {
	for i := range v {
		VMOVUPS(at.Offset(32*i), v[i])
	}
}

func store(v []reg.VecVirtual, at Mem) {
	for i := range v {
		VMOVUPS(v[i], at.Offset(32*i))
	}
}

func add(at Mem, v []reg.VecVirtual) {
	for i := range v {
		VADDPS(at.Offset(32*i), v[i], v[i])
	}
}

// walkRun adds listed rows of a packed tile to rows of dst.
func walkRun(registers int) {
	TEXT(fmt.Sprintf("walkRun%d", 8*registers), NOSPLIT,
		"func(dst *float32, rows *uint32, count int, tile *float32, list *uint16, length int)")
	Pragma("noescape")
	Doc(fmt.Sprintf("walkRun%d adds to the %d numbers from dst[rows[i]] on, for each i < count, the rows of the tile", 8*registers, 8*registers),
		"whose positions, in units of eight bytes, are the next length > 0 ones of the list.")
	dst := Load(Param("dst"), GP64())
	rows := Load(Param("rows"), GP64())
	count := Load(Param("count"), GP64())
	tile := Load(Param("tile"), GP64())
	list := Load(Param("list"), GP64())
	length := Load(Param("length"), GP64())
	sums := vectors(registers)
	row, at, left := GP64(), GP64(), GP64()
	Label("row")
	MOVL(Mem{Base: rows}, row.As32())
	LEAQ(Mem{Base: dst, Index: row, Scale: 4}, row)
	load(Mem{Base: row}, sums)
	MOVQ(length, left)
	Label("bit")
	MOVWLZX(Mem{Base: list}, at.As32())
	add(Mem{Base: tile, Index: at, Scale: 8}, sums)
	ADDQ(I8(2), list)
	DECQ(left)
	JNE(LabelRef("bit"))
	store(sums, Mem{Base: row})
	ADDQ(I8(4), rows)
	DECQ(count)
	JNE(LabelRef("row"))
	VZEROUPPER()
	RET()
}

// walkDirect adds rows of b, read in place, to one row of dst.
func walkDirect(registers int) {
	TEXT(fmt.Sprintf("walkDirect%d", 8*registers), NOSPLIT, "func(dst, b *float32, stride int, list *uint16, length int)")
	Pragma("noescape")
	Doc(fmt.Sprintf("walkDirect%d adds to dst the first %d numbers of the rows of b, stride apart, whose positions", 8*registers, 8*registers),
		"are the length > 0 ones of the list.")
	dst := Load(Param("dst"), GP64())
	b := Load(Param("b"), GP64())
	stride := Load(Param("stride"), GP64())
	list := Load(Param("list"), GP64())
	left := Load(Param("length"), GP64())
	sums := vectors(registers)
	load(Mem{Base: dst}, sums)
	at := GP64()
	Label("bit")
	MOVWLZX(Mem{Base: list}, at.As32())
	IMULQ(stride, at)
	add(Mem{Base: b, Index: at, Scale: 4}, sums)
	ADDQ(I8(2), list)
	DECQ(left)
	JNE(LabelRef("bit"))
	store(sums, Mem{Base: dst})
	VZEROUPPER()
	RET()
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
	TEXT("listBits", NOSPLIT, "func(list *uint16, words *uint64, bytes, unit int) int")
	Pragma("noescape")
	Doc("listBits writes the positions, times unit, of the bits that are set in the given number of bytes, at least one,",
		"and returns how many there are. It may write 16 bytes more than those.")
	list := Load(Param("list"), GP64())
	words := Load(Param("words"), GP64())
	n := Load(Param("bytes"), GP64())
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
	TEXT("packTile", NOSPLIT, "func(tile, b *float32, stride, rows, vectors int)")
	Pragma("noescape")
	Doc(fmt.Sprintf("packTile copies vectors·8 numbers of each of the rows of b, stride apart, to rows of the tile, %d apart.", runPitch/4))
	tile := Load(Param("tile"), GP64())
	b := Load(Param("b"), GP64())
	stride := Load(Param("stride"), GP64())
	rows := Load(Param("rows"), GP64())
	n := Load(Param("vectors"), GP64())
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
	VZEROUPPER()
	RET()
}
