package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"

	"wakesleep/network/_asm/lanes"
)

const (
	// tableEntry is the distance in bytes between the entries of a table: room for
	// 32 numbers. A nibble shifted by tableShift is an entry's place.
	tableEntry = 128
	tableShift = 7
	tableGroup = 16 * tableEntry
	// tableGroups is the number of groups of four rows whose tables are used
	// together: 16 kB.
	tableGroups = 8
)

// vector makes a register of some width.
type vector func() reg.VecVirtual

// bytes is the width.
func (v vector) bytes() int { return int(v().Size()) }

// fillTables makes the entries of groups of four rows, in vectors of the given width.
func fillTables(name string, registers int, width vector) {
	lanes.Kernel(name, "(table, b *float32, stride, groups int)",
		fmt.Sprintf("makes the sums of the first %d numbers of every subset, but the empty one, of four rows of b,", width.bytes()/4*registers),
		"stride apart, for each of the groups of four.")
	table, b := lanes.Argument("table"), lanes.Argument("b")
	stride, n := lanes.Argument("stride"), lanes.Argument("groups")
	SHLQ(U8(2), stride)
	triple := GP64()
	LEAQ(Mem{Base: stride, Index: stride, Scale: 2}, triple)
	zero := width()
	if width.bytes() > 32 {
		VPXORD(zero, zero, zero)
	} else {
		VXORPS(zero, zero, zero)
	}
	Label("group")
	rows := [4]Mem{
		{Base: b},
		{Base: b, Index: stride, Scale: 1},
		{Base: b, Index: stride, Scale: 2},
		{Base: b, Index: triple, Scale: 1},
	}
	for c := range registers {
		fillEntries(Mem{Base: table, Disp: width.bytes() * c}, rows, width.bytes()*c, zero, width)
	}
	LEAQ(Mem{Base: b, Index: stride, Scale: 4}, b)
	ADDQ(U32(tableGroup), table)
	DECQ(n)
	JNE(LabelRef("group"))
	lanes.End()
}

// fillEntries makes the fifteen sums for the columns of a vector.
func fillEntries(table Mem, rows [4]Mem, column int, zero reg.VecVirtual, width vector) {
	entries := [16]reg.VecVirtual{zero}
	for bit, row := range rows {
		x := width()
		VMOVUPS(row.Offset(column), x)
		for m := range 1 << bit {
			entry := m | 1<<bit
			entries[entry] = width()
			VADDPS(x, entries[m], entries[entry])
			VMOVUPS(entries[entry], table.Offset(entry*tableEntry))
		}
	}
}

// prefetchRows asks for the rows that fillTables reads next: they lie too far apart for
// processors to guess.
func prefetchRows() {
	lanes.Kernel("prefetchRows", "(b *float32, stride, rows int)",
		"asks for the first 32 numbers of rows of b, stride apart, before they are needed.")
	b, stride, rows := lanes.Argument("b"), lanes.Argument("stride"), lanes.Argument("rows")
	SHLQ(U8(2), stride)
	Label("row")
	PREFETCHT0(Mem{Base: b})
	PREFETCHT0(Mem{Base: b, Disp: 64})
	ADDQ(stride, b)
	DECQ(rows)
	JNE(LabelRef("row"))
	lanes.End()
}

// addTables adds the entries that eight nibbles select, in vectors of the given width.
func addTables(name string, registers int, width vector) {
	lanes.Kernel(name,
		"(dst *float32, stride int, from *float32, fromStride int, table *float32, words *uint64, half, wordStride, rows int)",
		fmt.Sprintf("adds to the first %d numbers of each of the rows of from, fromStride apart, the entries that the", width.bytes()/4*registers),
		"eight nibbles of one half of a word select, and puts the sums into the rows of dst, stride apart; words are",
		"wordStride apart.")
	dst, stride := lanes.Argument("dst"), lanes.Argument("stride")
	from, fromStride := lanes.Argument("from"), lanes.Argument("fromStride")
	table, words, half := lanes.Argument("table"), lanes.Argument("words"), lanes.Argument("half")
	wordStride, rows := lanes.Argument("wordStride"), lanes.Argument("rows")
	SHLQ(U8(2), stride)
	SHLQ(U8(2), fromStride)
	LEAQ(Mem{Base: words, Index: half, Scale: 4}, words)
	SHLQ(U8(3), wordStride)
	sums := make([]reg.VecVirtual, registers)
	for i := range sums {
		sums[i] = width()
	}
	w := GP64()
	places := [2]reg.GPVirtual{GP64(), GP64()}
	Label("row")
	MOVL(Mem{Base: words}, w.As32())
	SHLQ(U8(tableShift), w)
	lanes.LoadAll(Mem{Base: from}, sums)
	for g := range tableGroups {
		place := places[g%2]
		MOVL(w.As32(), place.As32())
		ANDL(U32(15*tableEntry), place.As32())
		if g+1 < tableGroups {
			SHRQ(U8(4), w)
		}
		lanes.AddAll(Mem{Base: table, Index: place, Scale: 1, Disp: g * tableGroup}, sums)
	}
	lanes.StoreAll(sums, Mem{Base: dst})
	ADDQ(stride, dst)
	ADDQ(fromStride, from)
	ADDQ(wordStride, words)
	DECQ(rows)
	JNE(LabelRef("row"))
	lanes.End()
}
