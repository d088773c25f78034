package groups

import (
	"context"
	"math"

	"wakesleep/learn/parallel"
)

// matrix has rows of cols numbers, one after the other.
type matrix struct {
	rows, cols int
	data       []float64
}

func newMatrix(rows, cols int) *matrix { return &matrix{rows, cols, make([]float64, rows*cols)} }

func (m *matrix) row(i int) []float64 { return m.data[i*m.cols:][:m.cols] }

// blockRows is how many rows are summed together before the sums of blocks are added, in
// their order. It is part of the definition of every result.
const blockRows = 1024

// inBlocks calls do for blocks of rows, on some threads. Blocks are counted from 0.
func inBlocks(rows, threads int, do func(block, lo, hi int)) {
	// Nothing fails.
	_ = parallel.Ranges(context.Background(), rows, blockRows, threads, nil, func(lo, hi int) error {
		do(lo/blockRows, lo, hi)
		return nil
	})
}

// products is aᵀ·b, cols by cols, for matrices of the same shape.
func products(a, b *matrix, threads int) *matrix {
	blocks := make([]*matrix, (a.rows+blockRows-1)/blockRows)
	inBlocks(a.rows, threads, func(block, lo, hi int) {
		sum := newMatrix(a.cols, a.cols)
		for i := lo; i < hi; i++ {
			y := b.row(i)
			for j, x := range a.row(i) {
				addScaled(sum.row(j), x, y)
			}
		}
		blocks[block] = sum
	})
	total := newMatrix(a.cols, a.cols)
	for _, sum := range blocks {
		for i, x := range sum.data {
			total.data[i] += x
		}
	}
	return total
}

// addScaled adds x·y to dst.
func addScaled(dst []float64, x float64, y []float64) {
	y = y[:len(dst)]
	for k := range dst {
		dst[k] += float64(x * y[k])
	}
}

// times is m·b for a square b.
func (m *matrix) times(b *matrix, threads int) *matrix {
	product := newMatrix(m.rows, m.cols)
	inBlocks(m.rows, threads, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			for k, x := range m.row(i) {
				addScaled(product.row(i), x, b.row(k))
			}
		}
	})
	return product
}

// orthonormal makes the columns orthonormal, without changing what the first of them span:
// with Cholesky's factor R of mᵀ·m, m·R⁻¹. What depends on earlier columns becomes zero.
// Once more mends what rounding left (Fukaya, Nakatsukasa, Yanagisawa and Yamamoto,
// "CholeskyQR2", 2014).
func (m *matrix) orthonormal(threads int) *matrix {
	for range 2 {
		m = m.times(inverseOfCholesky(products(m, m, threads)), threads)
	}
	return m
}

// dependent is the share of a column's square below which what earlier columns leave of it
// counts as rounding.
const dependent = 1e-13

// inverseOfCholesky is R⁻¹ for the upper triangle R with RᵀR = a. Columns that depend on
// earlier ones are zero.
func inverseOfCholesky(a *matrix) *matrix {
	n := a.cols
	r, inverse := newMatrix(n, n), newMatrix(n, n)
	for j := range n {
		for i := range j {
			sum := a.row(i)[j]
			for k := range i {
				sum -= float64(r.row(k)[i] * r.row(k)[j])
			}
			if d := r.row(i)[i]; d > 0 {
				r.row(i)[j] = sum / d
			}
		}
		left := a.row(j)[j]
		for k := range j {
			left -= float64(r.row(k)[j] * r.row(k)[j])
		}
		if !(left > dependent*a.row(j)[j]) {
			continue
		}
		d := math.Sqrt(left)
		r.row(j)[j], inverse.row(j)[j] = d, 1/d
		for i := range j {
			sum := 0.0
			for k := i; k < j; k++ {
				sum -= float64(inverse.row(i)[k] * r.row(k)[j])
			}
			inverse.row(i)[j] = sum / d
		}
	}
	return inverse
}

// eigen are the eigenvalues of a symmetric matrix, the greatest first, and the eigenvectors
// as columns: Jacobi's method, turning one pair of axes after the other until nothing beside
// the diagonal is left.
func eigen(a *matrix) (values []float64, vectors *matrix) {
	n := a.cols
	a = &matrix{n, n, append([]float64(nil), a.data...)}
	v := newMatrix(n, n)
	for i := range n {
		v.row(i)[i] = 1
	}
	for range 100 {
		beside, total := 0.0, 0.0
		for i := range n {
			for j, x := range a.row(i) {
				total += float64(x * x)
				if i != j {
					beside += float64(x * x)
				}
			}
		}
		if !(beside > 1e-28*total) {
			break
		}
		for p := range n {
			for q := p + 1; q < n; q++ {
				turn(a, v, p, q)
			}
		}
	}
	return sorted(a, v)
}

// turn turns axes p and q so that what lies beside the diagonal there becomes zero.
func turn(a, v *matrix, p, q int) {
	x := a.row(p)[q]
	if x == 0 {
		return
	}
	theta := (a.row(q)[q] - a.row(p)[p]) / (2 * x)
	t := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	if theta < 0 {
		t = -t
	}
	cosine := 1 / math.Sqrt(float64(t*t)+1)
	sine := t * cosine
	for k := range a.cols {
		row := a.row(k)
		row[p], row[q] = turned(row[p], row[q], cosine, sine)
	}
	for k := range a.cols {
		a.row(p)[k], a.row(q)[k] = turned(a.row(p)[k], a.row(q)[k], cosine, sine)
		v.row(k)[p], v.row(k)[q] = turned(v.row(k)[p], v.row(k)[q], cosine, sine)
	}
}

func turned(x, y, cosine, sine float64) (float64, float64) {
	return float64(cosine*x) - float64(sine*y), float64(sine*x) + float64(cosine*y)
}

// sorted brings the eigenvalues on a's diagonal, and v's columns, into their order.
func sorted(a, v *matrix) (values []float64, vectors *matrix) {
	n := a.cols
	vectors = newMatrix(n, n)
	used := make([]bool, n)
	for at := range n {
		best := -1
		for i := range n {
			if !used[i] && (best < 0 || a.row(i)[i] > a.row(best)[best]) {
				best = i
			}
		}
		used[best] = true
		values = append(values, a.row(best)[best])
		for k := range n {
			vectors.row(k)[at] = v.row(k)[best]
		}
	}
	return values, vectors
}
