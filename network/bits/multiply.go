package bits

import "fmt"

// portable names the kernels that define the results.
const portable = "portable Go"

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

// ChooseFor is [Choose] for the product of a matrix of bits with floats.
func ChooseFor(a *Matrix, b *Floats) Strategy { return Choose(a.Rows, a.Cols, b.Cols, a.Ones()) }

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
	checkProduct(dst, a, b, initial)
	if lo < 0 || lo > hi || hi > dst.Rows {
		panic(fmt.Sprintf("bits: product of rows %d to %d of %d", lo, hi, dst.Rows))
	}
	multiply(dst, a, b, initial, s, region{lo, hi, 0, dst.Stride})
}

// MultiplyPart computes one of several parts of the product that Multiply
// describes, so that workers can share it: part k of n, counted from 0. Together
// the parts are the whole product, whatever n is; which numbers are in which
// part is chosen so that little is done twice.
func MultiplyPart(dst *Floats, a *Matrix, b *Floats, initial []float32, s Strategy, k, n int) {
	checkProduct(dst, a, b, initial)
	multiply(dst, a, b, initial, s, partOf(dst, s, k, n))
}

// AccumulatePart is [MultiplyPart] that starts from what dst holds: it adds a·b
// to dst, in the same order of additions.
func AccumulatePart(dst *Floats, a *Matrix, b *Floats, s Strategy, k, n int) {
	checkProduct(dst, a, b, nil)
	accumulate(dst, a, b, s, partOf(dst, s, k, n))
}

// ContinuePart is [MultiplyPart] where each row of dst starts from a row of initial, which
// serves as many rows of dst, one after the other, as each says.
func ContinuePart(dst, initial *Floats, each int, a *Matrix, b *Floats, s Strategy, k, n int) {
	checkProduct(dst, a, b, nil)
	r := partOf(dst, s, k, n)
	repeatRows(dst, initial, each, r)
	accumulate(dst, a, b, s, r)
}

// RepeatPart makes f the rows of from, each so many times; part k of n.
func (f *Floats) RepeatPart(from *Floats, each, k, n int) {
	repeatRows(f, from, each, partOf(f, Walk, k, n))
}

// repeatRows writes repeated rows into a region of dst.
func repeatRows(dst, from *Floats, each int, r region) {
	if dst.Cols != from.Cols || dst.Rows != each*from.Rows {
		panic(fmt.Sprintf("bits: %d×%d floats are not %d times %d×%d", dst.Rows, dst.Cols, each, from.Rows, from.Cols))
	}
	for i := r.rowLo; i < r.rowHi; i++ {
		copy(dst.Data[i*dst.Stride+r.colLo:i*dst.Stride+r.colHi], from.Data[i/each*from.Stride+r.colLo:])
	}
}

// region is a part of a matrix: rows and columns from lo on, without hi. The
// columns are multiples of the padding.
type region struct{ rowLo, rowHi, colLo, colHi int }

func (r region) empty() bool { return r.rowLo >= r.rowHi || r.colLo >= r.colHi }

// partOf cuts a product. Lists of bits serve all columns of a row, so walks are
// cut by rows; tables serve all rows of some columns.
func partOf(dst *Floats, s Strategy, k, n int) region {
	if n < 1 || k < 0 || k >= n {
		panic(fmt.Sprintf("bits: part %d of %d", k, n))
	}
	if s == Walk {
		return region{dst.Rows * k / n, dst.Rows * (k + 1) / n, 0, dst.Stride}
	}
	units := dst.Stride / paddedTo
	return region{0, dst.Rows, units * k / n * paddedTo, units * (k + 1) / n * paddedTo}
}

func multiply(dst *Floats, a *Matrix, b *Floats, initial []float32, s Strategy, r region) {
	if s == Tables && a.Cols > 0 && !r.empty() {
		p := productOf(dst, a, b, r)
		p.initial = zeros
		if initial != nil {
			p.initial = initial[min(r.colLo, len(initial)):]
		}
		p.tables()
		return
	}
	setRows(dst, initial, r)
	accumulate(dst, a, b, s, r)
}

// zeros is an initial row that has only its padding.
var zeros = []float32{}

// setRows writes the initial row into a region of dst.
func setRows(dst *Floats, initial []float32, r region) {
	for i := r.rowLo; i < r.rowHi; i++ {
		row := dst.Data[i*dst.Stride+r.colLo : i*dst.Stride+r.colHi]
		if initial == nil {
			clear(row)
		} else if r.colLo < len(initial) {
			copy(row, initial[r.colLo:])
		}
	}
}

func accumulate(dst *Floats, a *Matrix, b *Floats, s Strategy, r region) {
	if r.empty() || a.Cols == 0 {
		return
	}
	p := productOf(dst, a, b, r)
	p.add(s)
}

// add adds the product to dst.
func (p *product) add(s Strategy) {
	if s == Walk {
		p.walk()
	} else {
		p.tables()
	}
}

func productOf(dst *Floats, a *Matrix, b *Floats, r region) product {
	return product{
		dst: dst.Data[r.rowLo*dst.Stride+r.colLo:], b: b.Data[r.colLo:], stride: dst.Stride,
		words: a.Words[r.rowLo*a.Stride:], wordStride: a.Stride,
		rows: r.rowHi - r.rowLo, inner: a.Cols, cols: r.colHi - r.colLo,
	}
}

// product is what kernels work on: dst += bits·b, for rows and columns from the
// beginning of the slices on.
type product struct {
	// dst and b have rows of stride numbers, of which cols, a multiple of 16,
	// take part.
	dst, b []float32
	stride int
	// words has rows of wordStride words, of which as many take part as inner bits need.
	words             []uint64
	wordStride        int
	rows, inner, cols int
	// initial, for tables only, is the row that sums start from, without its
	// padding; where it is nil they start from what dst holds.
	initial []float32
}

func checkProduct(dst *Floats, a *Matrix, b *Floats, initial []float32) {
	if dst.Rows != a.Rows || dst.Cols != b.Cols || a.Cols != b.Rows {
		panic(fmt.Sprintf("bits: product of %d×%d bits and %d×%d floats into %d×%d",
			a.Rows, a.Cols, b.Rows, b.Cols, dst.Rows, dst.Cols))
	}
	if initial != nil && len(initial) != dst.Cols {
		panic(fmt.Sprintf("bits: initial row of %d numbers for %d columns", len(initial), dst.Cols))
	}
}
