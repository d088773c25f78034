package groups

import (
	"slices"

	"wakesleep/learn/neighbours"
)

// Graph joins rows by positive weights, which are the same both ways.
type Graph struct {
	// first is where each row's edges begin in to and weights; one number more says where
	// the last row's end. The edges of a row are in the order of the rows they lead to.
	first   []int
	to      []int32
	weights []float64
}

// Rows is the number of rows.
func (g *Graph) Rows() int { return len(g.first) - 1 }

// Edges is the number of edges, each counted once.
func (g *Graph) Edges() int { return len(g.to) / 2 }

// of are the edges of row i.
func (g *Graph) of(i int) ([]int32, []float64) {
	lo, hi := g.first[i], g.first[i+1]
	return g.to[lo:hi], g.weights[lo:hi]
}

// Shared is the graph of neighbours in common. Row i has an edge to row j of its list of k
// neighbours, of weight s/(2k − s), where s is how many rows both lists have: Jaccard's
// similarity of the lists. Where each is in the other's list the weight is twice that.
// Rows with no neighbour in common are not joined.
func Shared(l *neighbours.Lists) *Graph {
	n := len(l.Rows) / l.K
	sorted := slices.Clone(l.Rows)
	for i := range n {
		slices.Sort(sorted[i*l.K:][:l.K])
	}
	shares := make([]float64, len(l.Rows))
	degrees := make([]int, n)
	for i := range n {
		for at, j := range l.Of(i) {
			if s := common(sorted[i*l.K:][:l.K], sorted[int(j)*l.K:][:l.K]); s > 0 {
				shares[i*l.K+at] = float64(s) / float64(2*l.K-s)
				degrees[i]++
				degrees[j]++
			}
		}
	}
	b := newBuilder(degrees)
	for i := range n {
		for at, j := range l.Of(i) {
			if w := shares[i*l.K+at]; w > 0 {
				b.add(i, j, w)
				b.add(int(j), int32(i), w)
			}
		}
	}
	return b.graph()
}

// common is how many numbers two sorted lists have in common.
func common(a, b []int32) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// edge leads to a row.
type edge struct {
	to     int32
	weight float64
}

// builder collects edges of rows whose number of edges is known.
type builder struct {
	edges []edge
	// first and next are where a row's edges begin and where its next one goes.
	first, next []int
}

func newBuilder(degrees []int) *builder {
	b := &builder{first: make([]int, len(degrees)+1)}
	for i, d := range degrees {
		b.first[i+1] = b.first[i] + d
	}
	b.edges, b.next = make([]edge, b.first[len(degrees)]), slices.Clone(b.first)
	return b
}

func (b *builder) add(from int, to int32, weight float64) {
	b.edges[b.next[from]] = edge{to, weight}
	b.next[from]++
}

// graph sorts the edges of each row and adds up those to the same row.
func (b *builder) graph() *Graph {
	g := &Graph{first: make([]int, len(b.first))}
	for i := range len(b.first) - 1 {
		edges := b.edges[b.first[i]:b.next[i]]
		slices.SortStableFunc(edges, func(x, y edge) int { return int(x.to) - int(y.to) })
		for at, e := range edges {
			if at > 0 && edges[at-1].to == e.to {
				g.weights[len(g.weights)-1] += e.weight
				continue
			}
			g.to, g.weights = append(g.to, e.to), append(g.weights, e.weight)
		}
		g.first[i+1] = len(g.to)
	}
	return g
}

// components numbers the connected parts in the order of their first rows, and counts
// their rows.
func (g *Graph) components() (of []int32, sizes []int) {
	of = make([]int32, g.Rows())
	for i := range of {
		of[i] = -1
	}
	var open []int32
	for i := range of {
		if of[i] >= 0 {
			continue
		}
		c := int32(len(sizes))
		sizes = append(sizes, 0)
		of[i] = c
		for open = append(open[:0], int32(i)); len(open) > 0; {
			row := open[len(open)-1]
			open = open[:len(open)-1]
			sizes[c]++
			to, _ := g.of(int(row))
			for _, j := range to {
				if of[j] < 0 {
					of[j] = c
					open = append(open, j)
				}
			}
		}
	}
	return of, sizes
}

// only is the graph of some rows, which are whole components: their numbers in g, and the
// graph in which they are counted from 0.
func (g *Graph) only(keep func(row int) bool) ([]int32, *Graph) {
	var rows []int32
	number := make([]int32, g.Rows())
	for i := range number {
		if keep(i) {
			number[i] = int32(len(rows))
			rows = append(rows, int32(i))
		}
	}
	part := &Graph{first: []int{0}}
	for _, i := range rows {
		to, weights := g.of(int(i))
		for _, j := range to {
			part.to = append(part.to, number[j])
		}
		part.weights = append(part.weights, weights...)
		part.first = append(part.first, len(part.to))
	}
	return rows, part
}
