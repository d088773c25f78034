package bits

import "fmt"

// Strategy is a way to multiply. The two add in different orders, so the choice
// is part of the definition of a result.
type Strategy uint8

// The strategies; see the package documentation.
const (
	Walk Strategy = iota
	Tables
)

// Choose returns the faster strategy for a product of rows × inner bits, of
// which ones are set, with inner × cols floats. It looks at nothing else, so it
// gives the same answer on every processor. Call it once for a whole operation.
func Choose(rows, inner, _, ones int) Strategy {
	// In BenchmarkMultiply, adding a row of b takes 7/4 of the time of adding an
	// entry, and making a table as long as adding the entries of 28 rows.
	groups := (inner + 3) / 4
	if 7*ones <= 4*groups*(rows+28) {
		return Walk
	}
	return Tables
}

// Multiply computes the rows lo ≤ i < hi of a·b, plus an initial row:
//
//	dst[i][j] = initial[j] + Σ_k a[i][k]·b[k][j]
//
// a is rows × inner, b inner × cols, dst rows × cols and must not overlap b;
// initial has cols numbers (biases), or is nil for zeros. Other rows of dst are
// left alone, so workers can share a product by rows.
//
// With [Walk] the order of additions is
//
//	sum := initial[j]
//	for k := range inner { // ascending
//		if a[i][k] {
//			sum += b[k][j]
//		}
//	}
//
// and with [Tables], b being continued by rows of zeros to a multiple of four,
//
//	sum := initial[j]
//	for k := 0; k < inner; k += 4 {
//		sum += entry(nibble of a[i][k : k+4], lowest bit first)
//	}
//	entry(0) = 0
//	entry(m) = entry(m without its highest bit) + b[k+highest bit of m][j]
//
// where the entry of an empty nibble is added too, as +0.
func Multiply(dst *Floats, a *Matrix, b *Floats, initial []float32, s Strategy, lo, hi int) {
	checkProduct(dst, a, b, initial, lo, hi)
	if lo == hi || dst.Cols == 0 {
		return
	}
	setRows(dst, initial, lo, hi)
	if a.Cols == 0 {
		return
	}
	words := a.Words[lo*a.Stride : hi*a.Stride]
	sums := dst.Data[lo*dst.Stride : hi*dst.Stride]
	if s == Walk {
		walk(sums, dst.Stride, words, a.Stride, b.Data)
	} else {
		tables(sums, dst.Stride, words, a.Stride, b.Data)
	}
}

// setRows writes the initial row into the rows lo ≤ i < hi of dst.
func setRows(dst *Floats, initial []float32, lo, hi int) {
	if initial == nil {
		clear(dst.Data[lo*dst.Stride : hi*dst.Stride])
		return
	}
	for i := lo; i < hi; i++ {
		copy(dst.Row(i), initial)
	}
}

func checkProduct(dst *Floats, a *Matrix, b *Floats, initial []float32, lo, hi int) {
	if dst.Rows != a.Rows || dst.Cols != b.Cols || a.Cols != b.Rows {
		panic(fmt.Sprintf("bits: product of %d×%d bits and %d×%d floats into %d×%d",
			a.Rows, a.Cols, b.Rows, b.Cols, dst.Rows, dst.Cols))
	}
	if initial != nil && len(initial) != dst.Cols {
		panic(fmt.Sprintf("bits: initial row of %d numbers for %d columns", len(initial), dst.Cols))
	}
	if lo < 0 || lo > hi || hi > dst.Rows {
		panic(fmt.Sprintf("bits: product of rows %d to %d of %d", lo, hi, dst.Rows))
	}
}
