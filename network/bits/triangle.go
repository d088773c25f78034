package bits

import "fmt"

// blockedBy is how many rows of a triangle's columns are cut together: the bits of a word.
const blockedBy = 64

// TrianglePart is [AccumulatePart] for a square b that has zeros on its diagonal and below:
// column j depends on the bits before j alone, and about half of the additions are left
// out. The order of those that are made is that of AccumulatePart.
func TrianglePart(dst *Floats, a *Matrix, b *Floats, s Strategy, k, n int) {
	checkProduct(dst, a, b, nil)
	checkSquare(b)
	part := partOf(dst, s, k, n)
	for first := 0; first < b.Rows; first += blockedBy {
		r := part
		r.colLo = max(r.colLo, first)
		if r.empty() {
			continue
		}
		p := productOf(dst, a, b, r)
		p.words, p.b = p.words[first/64:], p.b[first*b.Stride:]
		p.inner = min(blockedBy, b.Rows-first)
		p.add(s)
	}
}

// TriangleGradientPart is [MultiplyPart] for a square dst, of which it computes what lies
// above the diagonal. The rest becomes zero.
func TriangleGradientPart(dst *Floats, a *Matrix, b *Floats, s Strategy, k, n int) {
	checkProduct(dst, a, b, nil)
	checkSquare(dst)
	part := partOf(dst, s, k, n)
	for first := 0; first < dst.Rows; first += blockedBy {
		r := part
		r.rowLo, r.rowHi = max(r.rowLo, first), min(r.rowHi, first+blockedBy)
		if r.empty() {
			continue
		}
		setRows(dst, nil, r)
		above := r
		above.colLo = max(r.colLo, first)
		accumulate(dst, a, b, s, above)
		for i := r.rowLo; i < r.rowHi; i++ {
			if clearTo := min(i+1, r.colHi); clearTo > r.colLo {
				clear(dst.Data[i*dst.Stride+r.colLo : i*dst.Stride+clearTo])
			}
		}
	}
}

func checkSquare(f *Floats) {
	if f.Rows != f.Cols {
		panic(fmt.Sprintf("bits: %d×%d floats are no triangle", f.Rows, f.Cols))
	}
}
