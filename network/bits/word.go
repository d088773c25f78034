package bits

import "fmt"

// AddWord adds to the rows lo ≤ i < hi of dst the rows of b whose bits are set in one word
// of a, in ascending order, in the columns behind that word's bits:
//
//	for k := 64*word; k < min(64*(word+1), a.Cols); k++ {
//		if a[i][k] {
//			for j := 64*(word+1); j < dst.Cols; j++ {
//				dst[i][j] += b[k][j]
//			}
//		}
//	}
func AddWord(dst *Floats, a *Matrix, word int, b *Floats, lo, hi int) {
	checkProduct(dst, a, b, nil)
	checkSquare(b)
	if lo < 0 || lo > hi || hi > dst.Rows || word < 0 || word >= a.Stride {
		panic(fmt.Sprintf("bits: word %d in rows %d to %d of %d×%d bits", word, lo, hi, a.Rows, a.Cols))
	}
	r := region{lo, hi, 64 * (word + 1), dst.Stride}
	if r.empty() {
		return
	}
	p := productOf(dst, a, b, r)
	p.words, p.b, p.inner = p.words[word:], p.b[64*word*b.Stride:], 64
	p.walk()
}
