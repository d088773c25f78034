package bits

import "math/bits"

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

// ColumnMeans returns the mean of each column.
func (f *Floats) ColumnMeans() []float32 {
	sums := make([]float64, f.Cols)
	for i := range f.Rows {
		for j, v := range f.Row(i) {
			sums[j] += float64(v)
		}
	}
	means := make([]float32, f.Cols)
	for j, sum := range sums {
		means[j] = float32(sum / float64(max(f.Rows, 1)))
	}
	return means
}
