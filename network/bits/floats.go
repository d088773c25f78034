package bits

import "fmt"

// Rows are padded to a multiple of paddedTo float32, a cache line of 64 bytes.
const paddedTo = 16

// Floats is a matrix of float32, row by row. The numbers of a row past Cols are
// zero; code that writes into Data must keep them so.
type Floats struct {
	Rows, Cols int
	Stride     int // numbers in a row: PaddedStride(Cols)
	Data       []float32
}

// PaddedStride returns cols rounded up to a multiple of 16.
func PaddedStride(cols int) int { return (cols + paddedTo - 1) &^ (paddedTo - 1) }

// NewFloats returns a matrix of zeros.
func NewFloats(rows, cols int) *Floats {
	f := new(Floats)
	f.Resize(rows, cols)
	return f
}

// FloatsOver returns a rows × cols matrix that lives in data, whose length must
// be rows·PaddedStride(cols) and whose padding must be zero.
func FloatsOver(data []float32, rows, cols int) *Floats {
	stride := PaddedStride(cols)
	if rows < 0 || cols < 0 || len(data) != rows*stride {
		panic(fmt.Sprintf("bits: %d×%d floats need %d numbers with their padding, got %d",
			rows, cols, rows*stride, len(data)))
	}
	return &Floats{Rows: rows, Cols: cols, Stride: stride, Data: data}
}

// Resize gives f the shape rows × cols, in the storage it has if that is large
// enough. The same shape leaves everything as it is; another one clears all.
func (f *Floats) Resize(rows, cols int) {
	if rows < 0 || cols < 0 {
		panic(fmt.Sprintf("bits: a matrix of %d×%d floats", rows, cols))
	}
	if f.Rows == rows && f.Cols == cols {
		return
	}
	f.Rows, f.Cols, f.Stride = rows, cols, PaddedStride(cols)
	f.Data = resized(f.Data, rows*f.Stride)
}

// resized is n zeros, in the storage of s if that is large enough.
func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// Unpadded copies the numbers, row by row without the padding.
func (f *Floats) Unpadded() []float32 {
	data := make([]float32, 0, f.Rows*f.Cols)
	for i := range f.Rows {
		data = append(data, f.Row(i)...)
	}
	return data
}

// SetUnpadded takes numbers as [Floats.Unpadded] returns them.
func (f *Floats) SetUnpadded(data []float32) { f.SetPart(0, data) }

// SetPart takes a part of the numbers that [Floats.Unpadded] returns, which begins at
// number from.
func (f *Floats) SetPart(from int, part []float32) {
	if from < 0 || from+len(part) > f.Rows*f.Cols {
		panic(fmt.Sprintf("bits: numbers %d to %d of %d×%d", from, from+len(part), f.Rows, f.Cols))
	}
	for len(part) > 0 {
		n := copy(f.Row(from / f.Cols)[from%f.Cols:], part)
		from, part = from+n, part[n:]
	}
}

// Row returns the Cols numbers of row i, not a copy.
func (f *Floats) Row(i int) []float32 {
	if uint(i) >= uint(f.Rows) {
		panic(fmt.Sprintf("bits: row %d of %d", i, f.Rows))
	}
	start := i * f.Stride
	return f.Data[start : start+f.Cols : start+f.Cols]
}

// Zero sets every number to zero.
func (f *Floats) Zero() { clear(f.Data) }

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
