package bits

import "fmt"

const (
	// triangleBits is how many bits of a row a walk through a triangle takes together, and
	// triangleRows how many rows of a gradient: fewer would leave out more of what is zero,
	// but list and pack more often.
	triangleBits = 64
	triangleRows = 128
	// triangleCols is how many columns tables of a triangle serve together, which is what
	// kernels do at once.
	triangleCols = 32
	// tableCost is how long making a table takes, in rows that are added from it.
	tableCost = 28
	// listCost is how long listing the bits of a row takes, in columns that are added.
	listCost = 64
)

// TrianglePart is [AccumulatePart] for a square b that has zeros on its diagonal and below:
// column j depends on the bits before j alone, and about half of the additions are left
// out. Those that are made come in the order of AccumulatePart. With [Tables] the result is
// the same as well; with [Walk] a −0 in dst may stay where AccumulatePart adds +0:
//
//	for k := range min(inner, 64*(j/64+1)) { // ascending
//		if a[i][k] {
//			dst[i][j] += b[k][j]
//		}
//	}
func TrianglePart(dst *Floats, a *Matrix, b *Floats, s Strategy, k, n int) {
	checkProduct(dst, a, b, nil)
	checkSquare(b)
	if s == Walk {
		walkTriangle(dst, a, b, partOf(dst, s, k, n))
		return
	}
	columns := cut(dst.Stride/paddedTo, k, n, func(unit int) int { return min(triangleInner((unit+1)*paddedTo), b.Rows) })
	for lo := columns.lo * paddedTo; lo < columns.hi*paddedTo; lo += triangleCols {
		r := region{0, dst.Rows, lo, min(lo+triangleCols, columns.hi*paddedTo)}
		if r.empty() {
			continue
		}
		p := productOf(dst, a, b, r)
		p.inner = min(triangleInner(r.colHi), b.Rows)
		p.tables()
	}
}

// triangleInner is how many rows of a triangle tables take for columns before hi. Rows
// behind those hold zeros, which change no sum that an entry was added to.
func triangleInner(hi int) int { return (hi + triangleCols - 1) &^ (triangleCols - 1) }

// walkTriangle walks through the triangle of some rows, as many bits at a time as a word has.
func walkTriangle(dst *Floats, a *Matrix, b *Floats, r region) {
	for first := 0; first < b.Rows; first += triangleBits {
		r.colLo = first
		if r.empty() {
			return
		}
		p := productOf(dst, a, b, r)
		p.words, p.b = p.words[first/64:], p.b[first*b.Stride:]
		p.inner = min(triangleBits, b.Rows-first)
		p.walk()
	}
}

// TriangleGradientPart is [MultiplyPart] for a square dst, of which it computes what lies
// above the diagonal. The rest becomes zero.
func TriangleGradientPart(dst *Floats, a *Matrix, b *Floats, s Strategy, k, n int) {
	checkProduct(dst, a, b, nil)
	checkSquare(dst)
	if s == Walk {
		rows := cut(dst.Rows, k, n, func(row int) int { return dst.Stride - row + listCost })
		for lo := rows.lo; lo < rows.hi; lo += triangleRows {
			multiply(dst, a, b, nil, s, region{lo, min(lo+triangleRows, rows.hi), lo &^ (paddedTo - 1), dst.Stride})
		}
		clearBelow(dst, region{rows.lo, rows.hi, 0, dst.Stride})
		return
	}
	columns := cut(dst.Stride/paddedTo, k, n, func(unit int) int { return (unit+1)*paddedTo + tableCost })
	for lo := columns.lo * paddedTo; lo < columns.hi*paddedTo; lo += triangleCols {
		hi := min(lo+triangleCols, columns.hi*paddedTo)
		multiply(dst, a, b, nil, s, region{0, min(hi, dst.Rows), lo, hi})
	}
	clearBelow(dst, region{0, dst.Rows, columns.lo * paddedTo, columns.hi * paddedTo})
}

// clearBelow makes zeros of what a region has on the diagonal and below.
func clearBelow(dst *Floats, r region) {
	for i := r.rowLo; i < r.rowHi; i++ {
		if hi := min(i+1, r.colHi); hi > r.colLo {
			clear(dst.Data[i*dst.Stride+r.colLo : i*dst.Stride+hi])
		}
	}
}

// span are things lo ≤ i < hi.
type span struct{ lo, hi int }

// cut is part k of n of things whose costs differ: each part costs about the same.
func cut(things, k, n int, cost func(thing int) int) span {
	if n < 1 || k < 0 || k >= n {
		panic(fmt.Sprintf("bits: part %d of %d", k, n))
	}
	total := 0
	for i := range things {
		total += cost(i)
	}
	var s span
	before := 0
	for i := range things {
		// A thing belongs to the part that its middle lies in.
		middle := before + cost(i)/2
		before += cost(i)
		if middle*n < total*k {
			s.lo = i + 1
		}
		if middle*n < total*(k+1) {
			s.hi = i + 1
		}
	}
	return s
}

func checkSquare(f *Floats) {
	if f.Rows != f.Cols {
		panic(fmt.Sprintf("bits: %d×%d floats are no triangle", f.Rows, f.Cols))
	}
}
