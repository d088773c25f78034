package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"

	"wakesleep/network/_asm/lanes"
)

// transposeWords transposes 64×64 bits.
func transposeWords() {
	pairs := GLOBL("pairRows", RODATA|NOPTR)
	for lane := range 2 {
		for column := range 8 {
			// The bytes of a column in two rows become neighbours.
			DATA(16*lane+2*column, U16(column|(column+8)<<8))
		}
	}
	lanes.Kernel("transposeWords", "(dst, src *uint64)",
		"makes the 64 words at dst the transpose of the 64 words at src, which must not overlap.")
	dst, src := lanes.Argument("dst"), lanes.Argument("src")
	pair := YMM()
	VMOVDQU(pairs, pair)
	for half := range 2 {
		columns := byteColumns(Mem{Base: src, Disp: 256 * half}, pair)
		for c, column := range columns {
			for bit := 7; bit >= 0; bit-- {
				mask := GP32()
				VPMOVMSKB(column, mask)
				MOVL(mask, Mem{Base: dst, Disp: 8*(8*c+bit) + 4*half})
				if bit > 0 {
					VPADDB(column, column, column)
				}
			}
		}
	}
	lanes.End()
}

// byteColumns gathers each of the eight bytes of 32 words into a vector: byte c
// of word r becomes byte r of vector c.
func byteColumns(words Mem, pair reg.VecVirtual) []reg.VecVirtual {
	v := lanes.Vectors(8)
	for k := range v {
		VBROADCASTI128(words.Offset(16*k), v[k])
		VINSERTI128(U8(1), words.Offset(128+16*k), v[k], v[k])
		VPSHUFB(pair, v[k], v[k])
	}
	// Three rounds of interleaving transpose 8×8 numbers of 16 bits in each lane.
	v = interleave(v, 1, VPUNPCKLWD, VPUNPCKHWD)
	v = interleave(v, 2, VPUNPCKLDQ, VPUNPCKHDQ)
	v = interleave(v, 4, VPUNPCKLQDQ, VPUNPCKHQDQ)
	columns := make([]reg.VecVirtual, 8)
	for i := range v {
		// Vector i now holds the column whose number has i's bits in reverse.
		columns[i&1<<2|i&2|i>>2] = v[i]
	}
	return columns
}

// interleave pairs vectors that are apart by distance: a round moves one bit of
// the number of rows from the vector's number into the place, and one bit of the
// column's number from the place into the vector's number.
func interleave(v []reg.VecVirtual, distance int, low, high func(ops ...Op)) []reg.VecVirtual {
	next := make([]reg.VecVirtual, len(v))
	for i := range v {
		if i&distance != 0 {
			continue
		}
		l, h := YMM(), YMM()
		low(v[i|distance], v[i], l)
		high(v[i|distance], v[i], h)
		next[i], next[i|distance] = l, h
	}
	return next
}
