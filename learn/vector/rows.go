package vector

import (
	"fmt"

	"wakesleep/network/bits"
)

// AddRows adds the rows of a matrix, in order, to dst, which has as many numbers
// as the matrix has columns.
//
//	for i := range rows.Rows {
//		for j := range dst {
//			dst[j] += rows[i][j]
//		}
//	}
func AddRows(dst []float32, rows *bits.Floats) {
	if len(dst) != rows.Cols {
		panic(fmt.Sprintf("vector: AddRows: %d sums for %d columns", len(dst), rows.Cols))
	}
	addRows(dst, rows)
}

// addRowsPortable adds the columns from first on.
func addRowsPortable(dst []float32, rows *bits.Floats, first int) {
	if first == len(dst) {
		return
	}
	for i := range rows.Rows {
		row := rows.Row(i)
		for j := first; j < len(dst); j++ {
			dst[j] += row[j]
		}
	}
}
