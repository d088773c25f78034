package bits

import "fmt"

// Transpose makes dst the transpose of src, with the shape that takes.
func Transpose(dst, src *Matrix) {
	dst.Resize(src.Cols, src.Rows)
	TransposeRange(dst, src, 0, dst.Rows)
}

// TransposeRange writes the rows lo ≤ i < hi of the transpose of src into dst,
// which has the shape already. Workers may share a transposition by rows of
// dst; multiples of 64 for lo and hi save work.
func TransposeRange(dst, src *Matrix, lo, hi int) {
	if dst.Rows != src.Cols || dst.Cols != src.Rows {
		panic(fmt.Sprintf("bits: transpose of %d×%d bits into %d×%d",
			src.Rows, src.Cols, dst.Rows, dst.Cols))
	}
	if lo < 0 || lo > hi || hi > dst.Rows {
		panic(fmt.Sprintf("bits: transposed rows %d to %d of %d", lo, hi, dst.Rows))
	}
	if lo == hi {
		return
	}
	for column := lo / 64; column <= (hi-1)/64; column++ {
		from, to := max(lo, 64*column), min(hi, 64*column+64)
		for block := range dst.Stride {
			transposeBlock(dst, src, column, block, from, to)
		}
	}
}

// transposeBlock transposes word column of the 64 rows of src that begin at
// 64·block, and keeps the rows from ≤ i < to of the result.
func transposeBlock(dst, src *Matrix, column, block, from, to int) {
	var square [64]uint64
	rows := min(64, src.Rows-64*block)
	for i := range rows {
		square[i] = src.Words[(64*block+i)*src.Stride+column]
	}
	square = transposed(&square)
	for i := from; i < to; i++ {
		dst.Words[i*dst.Stride+block] = square[i%64]
	}
}

// transposedPortable is the transpose of 64×64 bits, bit j of word i becoming bit
// i of word j.
func transposedPortable(square *[64]uint64) [64]uint64 {
	result := *square
	transposeSquare(&result)
	return result
}

// transposeSquare transposes 64×64 bits by exchanging ever smaller blocks off
// the diagonal (Warren, "Hacker's Delight", §7-3).
func transposeSquare(square *[64]uint64) {
	mask := uint64(0x00000000ffffffff)
	for width := 32; width > 0; width, mask = width/2, mask^mask<<(width/2) {
		for i := 0; i < 64; i = (i + width + 1) &^ width {
			upper, lower := &square[i&63], &square[(i+width)&63]
			swap := (*upper>>width ^ *lower) & mask
			*upper ^= swap << width
			*lower ^= swap
		}
	}
}
