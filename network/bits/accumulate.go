package bits

// Accumulate is [Multiply] that starts from what dst holds: it adds the rows
// lo ≤ i < hi of a·b to dst, in the same order of additions.
func Accumulate(dst *Floats, a *Matrix, b *Floats, s Strategy, lo, hi int) {
	checkProduct(dst, a, b, nil, lo, hi)
	if lo == hi || dst.Cols == 0 || a.Cols == 0 {
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
