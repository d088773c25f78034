//go:build !amd64 || purego

package bits

func walk(dst []float32, stride int, words []uint64, wordStride int, b []float32) {
	walkPortable(dst, stride, words, wordStride, b)
}

func tables(dst []float32, stride int, words []uint64, wordStride int, b []float32) {
	tablesPortable(dst, stride, words, wordStride, b)
}
