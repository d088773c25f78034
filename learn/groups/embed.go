package groups

import (
	"context"
	"math"

	"wakesleep/network/random"
)

const (
	// extraVectors are iterated beside those that are asked for, which makes these converge.
	extraVectors = 10
	// degree is how often the graph is applied between two orthonormalisations, of which there
	// are at most rounds; they end when no eigenvalue that is asked for moves by more than
	// settled.
	degree, rounds = 20, 40
	settled        = 1e-8
)

// embedding has for each row its numbers in the leading eigenvectors.
type embedding struct {
	values  []float64
	vectors *matrix
}

// embed finds the leading eigenvectors of N = D^−½·A·D^−½, where A are the weights and D their
// sums over rows: random vectors are filtered again and again, and in what they span at last
// the eigenvectors are found (subspace iteration with Chebyshev's polynomials and
// Rayleigh–Ritz; Zhou, Saad, Tiago and Chelikowsky 2006). Every row must have an edge.
// Progress hears what share is done.
func (g *Graph) embed(ctx context.Context, vectors, threads int, stream random.Stream, progress func(share float64)) (*embedding, error) {
	n := g.normalised()
	cols := min(vectors+extraVectors, n.Rows())
	q := newMatrix(n.Rows(), cols)
	for i := range q.data {
		q.data[i] = float64(stream.Float32()) - .5
	}
	q = q.orthonormal(threads)
	var last *embedding
	for round := range rounds {
		now := n.ritz(q, threads)
		if last != nil && now.isNear(last, min(vectors, cols)) {
			break
		}
		last = now
		var err error
		if q, err = n.filter(ctx, q, now.values[cols-1], threads); err != nil {
			return nil, err
		}
		q = q.orthonormal(threads)
		progress(float64(round+1) / rounds)
	}
	progress(1)
	last = n.ritz(q, threads)
	vectors = min(vectors, cols)
	return &embedding{last.values[:vectors], q.times(last.vectors, threads).columns(vectors)}, nil
}

// filter applies Chebyshev's polynomial of g that stays small between −1 and the bound, and
// grows fast above: what belongs to eigenvalues above the bound stands out.
func (g *Graph) filter(ctx context.Context, q *matrix, bound float64, threads int) (*matrix, error) {
	centre, half := (bound-1)/2, max((bound+1)/2, 1e-3)
	before, now := q, g.step(q, nil, 1/half, -centre/half, threads)
	for range degree - 1 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		before, now = now, g.step(now, before, 2/half, -2*centre/half, threads)
	}
	return now, nil
}

// step is a·g·q + b·q − before; a before that is nil counts as zero.
func (g *Graph) step(q, before *matrix, a, b float64, threads int) *matrix {
	out := newMatrix(q.rows, q.cols)
	inBlocks(q.rows, threads, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			row := out.row(i)
			to, weights := g.of(i)
			for at, j := range to {
				addScaled(row, float64(a*weights[at]), q.row(int(j)))
			}
			addScaled(row, b, q.row(i))
			if before != nil {
				addScaled(row, -1, before.row(i))
			}
		}
	})
	return out
}

// normalised divides each weight by the roots of both rows' sums.
func (g *Graph) normalised() *Graph {
	n := &Graph{g.first, g.to, make([]float64, len(g.weights))}
	roots := make([]float64, g.Rows())
	for i := range roots {
		_, weights := g.of(i)
		for _, w := range weights {
			roots[i] += w
		}
		roots[i] = math.Sqrt(roots[i])
	}
	for i := range roots {
		to, weights := g.of(i)
		for at, j := range to {
			n.weights[g.first[i]+at] = weights[at] / (roots[i] * roots[j])
		}
	}
	return n
}

// ritz are the eigenvalues of g in what q spans, and q's combinations that belong to them.
func (g *Graph) ritz(q *matrix, threads int) *embedding {
	t := products(q, g.step(q, nil, 1, 0, threads), threads)
	for i := range t.rows {
		for j := range i {
			mean := (t.row(i)[j] + t.row(j)[i]) / 2
			t.row(i)[j], t.row(j)[i] = mean, mean
		}
	}
	values, combinations := eigen(t)
	return &embedding{values, combinations}
}

// isNear tells whether the first eigenvalues are about the same.
func (e *embedding) isNear(other *embedding, first int) bool {
	for i, v := range e.values[:first] {
		if !(math.Abs(v-other.values[i]) <= settled) {
			return false
		}
	}
	return true
}

// columns are the first columns.
func (m *matrix) columns(n int) *matrix {
	first := newMatrix(m.rows, n)
	for i := range m.rows {
		copy(first.row(i), m.row(i))
	}
	return first
}

// normalise makes each row's length one; rows of zeros stay.
func (m *matrix) normalise() {
	for i := range m.rows {
		row, square := m.row(i), 0.0
		for _, x := range row {
			square += float64(x * x)
		}
		if square > 0 {
			length := math.Sqrt(square)
			for k := range row {
				row[k] /= length
			}
		}
	}
}
