package bits

import (
	"fmt"
	"math/bits"
)

// Matrix is a matrix of bits, packed by rows. Bits past Cols in a row's last
// word are zero; code that writes into Words or Row must keep them so.
type Matrix struct {
	Rows, Cols int
	Stride     int // words in a row: Cols/64, rounded up
	Words      []uint64
}

// NewMatrix returns a matrix of zeros.
func NewMatrix(rows, cols int) *Matrix {
	m := new(Matrix)
	m.Resize(rows, cols)
	return m
}

// WordsFor returns the number of words that hold the given number of bits.
func WordsFor(cols int) int { return (cols + 63) / 64 }

// Resize gives m the shape rows × cols, in the storage it has if that is large
// enough. The same shape leaves everything as it is; another one clears all.
func (m *Matrix) Resize(rows, cols int) {
	if rows < 0 || cols < 0 {
		panic(fmt.Sprintf("bits: a matrix of %d×%d bits", rows, cols))
	}
	if m.Rows == rows && m.Cols == cols {
		return
	}
	m.Rows, m.Cols, m.Stride = rows, cols, WordsFor(cols)
	m.Words = resized(m.Words, rows*m.Stride)
}

// Clear sets every bit to zero.
func (m *Matrix) Clear() { clear(m.Words) }

// Row returns the words of row i, not a copy.
func (m *Matrix) Row(i int) []uint64 {
	if uint(i) >= uint(m.Rows) {
		panic(fmt.Sprintf("bits: row %d of %d", i, m.Rows))
	}
	return m.Words[i*m.Stride : (i+1)*m.Stride : (i+1)*m.Stride]
}

// Get reports whether bit j of row i is set.
func (m *Matrix) Get(i, j int) bool {
	m.checkColumn(j)
	return m.Row(i)[j/64]>>(j%64)&1 != 0
}

// Set sets bit j of row i to the given value.
func (m *Matrix) Set(i, j int, value bool) {
	m.checkColumn(j)
	word, bit := &m.Row(i)[j/64], uint64(1)<<(j%64)
	if value {
		*word |= bit
	} else {
		*word &^= bit
	}
}

func (m *Matrix) checkColumn(j int) {
	if uint(j) >= uint(m.Cols) {
		panic(fmt.Sprintf("bits: column %d of %d", j, m.Cols))
	}
}

// CopyRow copies row from of src, which has as many columns, into row i.
func (m *Matrix) CopyRow(i int, src *Matrix, from int) {
	if m.Cols != src.Cols {
		panic(fmt.Sprintf("bits: copy of a row of %d bits into one of %d", src.Cols, m.Cols))
	}
	copy(m.Row(i), src.Row(from))
}

// CopyRows copies count rows of src, which has as many columns, from row from
// on, into the rows from i on.
func (m *Matrix) CopyRows(i int, src *Matrix, from, count int) {
	for k := range count {
		m.CopyRow(i+k, src, from+k)
	}
}

// OnesInRows counts the bits that are set in the rows lo ≤ i < hi.
func (m *Matrix) OnesInRows(lo, hi int) int {
	ones := 0
	for _, w := range m.Words[lo*m.Stride : hi*m.Stride] {
		ones += bits.OnesCount64(w)
	}
	return ones
}

// Ones counts the bits that are set.
func (m *Matrix) Ones() int { return m.OnesInRows(0, m.Rows) }

// ColumnMeans returns, for each column, the share of rows whose bit is set.
func (m *Matrix) ColumnMeans() []float32 {
	counts := make([]int, m.Cols)
	for i := range m.Rows {
		for w, word := range m.Row(i) {
			for ; word != 0; word &= word - 1 {
				counts[64*w+bits.TrailingZeros64(word)]++
			}
		}
	}
	means := make([]float32, m.Cols)
	for j, count := range counts {
		means[j] = float32(float64(count) / float64(max(m.Rows, 1)))
	}
	return means
}

// FirstOne returns the lowest column whose bit is set in row i, or −1.
func (m *Matrix) FirstOne(i int) int {
	for w, word := range m.Row(i) {
		if word != 0 {
			return 64*w + bits.TrailingZeros64(word)
		}
	}
	return -1
}
