package bits

import "math/bits"

// chunk is the number of columns whose sums the portable kernels keep in
// registers. It divides paddedTo.
const chunk = 8

// walkPortable adds to every row of dst the rows of b whose bits are set, in
// ascending order:
//
//	for i := range rows {
//		for k := range inner {
//			if bit k of words[i*wordStride:] {
//				for j := range cols {
//					dst[i*stride+j] += b[k*stride+j]
//				}
//			}
//		}
//	}
func (p *product) walkPortable() {
	for i := range p.rows {
		words := p.words[i*p.wordStride:][:WordsFor(p.inner)]
		for j := 0; j < p.cols; j += chunk {
			walkChunk((*[chunk]float32)(p.dst[i*p.stride+j:]), words, p.b[j:], p.stride)
		}
	}
}

// walkChunk is walkPortable for one row and eight columns.
func walkChunk(dst *[chunk]float32, words []uint64, b []float32, stride int) {
	s0, s1, s2, s3, s4, s5, s6, s7 := dst[0], dst[1], dst[2], dst[3], dst[4], dst[5], dst[6], dst[7]
	for i, w := range words {
		base := i * 64 * stride
		for ; w != 0; w &= w - 1 {
			r := (*[chunk]float32)(b[base+bits.TrailingZeros64(w)*stride:])
			s0 += r[0]
			s1 += r[1]
			s2 += r[2]
			s3 += r[3]
			s4 += r[4]
			s5 += r[5]
			s6 += r[6]
			s7 += r[7]
		}
	}
	dst[0], dst[1], dst[2], dst[3], dst[4], dst[5], dst[6], dst[7] = s0, s1, s2, s3, s4, s5, s6, s7
}
