package groups

import (
	"context"
	"math"

	"wakesleep/network/random"
)

const (
	// layoutEpochs is how often all rows move, each time less far, and pushes is how many
	// others push a row away each time.
	layoutEpochs, pushes = 300, 5
	// longestPush bounds what one other row does to a row in a step.
	longestPush = 4
	// layoutWidth is how wide the layout is at the beginning.
	layoutWidth = 20
)

// Layout is a place in the plane for each row.
type Layout struct{ X, Y []float32 }

// LayOut places rows in the plane, so that those which are joined lie together: joined rows
// attract each other by their weights, and rows chosen at random push each other away. It
// begins with the eigenvectors that part the graph most roughly. Progress hears what share is
// done. The error is the context's.
//
// Source: McInnes, Healy and Melville, "UMAP" (2018), with the curve 1/(1+d²). All rows move
// at the same time there, so that threads do not change the result.
func (g *Graph) LayOut(ctx context.Context, threads int, seed uint64, progress func(share float64)) (*Layout, error) {
	places, err := g.roughly(ctx, threads, seed, func(share float64) { progress(.3 * share) })
	if err != nil {
		return nil, err
	}
	greatest := 0.0
	for _, w := range g.weights {
		greatest = max(greatest, w)
	}
	for epoch := range layoutEpochs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		next := newMatrix(places.rows, 2)
		rate := 1 - float64(epoch)/layoutEpochs
		inBlocks(places.rows, threads, func(block, lo, hi int) {
			stream := random.New(seed, random.Group, random.GroupLayout+uint64(epoch), uint32(block))
			for i := lo; i < hi; i++ {
				x, y := g.pull(places, i, greatest, &stream)
				place := places.row(i)
				next.row(i)[0], next.row(i)[1] = place[0]+float64(rate*x), place[1]+float64(rate*y)
			}
		})
		places = next
		progress(.3 + float64(.7*float64(epoch+1))/layoutEpochs)
	}
	l := &Layout{make([]float32, places.rows), make([]float32, places.rows)}
	for i := range l.X {
		l.X[i], l.Y[i] = float32(places.row(i)[0]), float32(places.row(i)[1])
	}
	return l, nil
}

// roughly places the rows of each component by the eigenvectors behind the first, and
// components beside each other; a little at random parts what would lie in one place.
func (g *Graph) roughly(ctx context.Context, threads int, seed uint64, progress func(float64)) (*matrix, error) {
	places := newMatrix(g.Rows(), 2)
	rows, part := g.only(func(row int) bool { to, _ := g.of(row); return len(to) > 0 })
	if len(rows) > 0 {
		e, err := part.embed(ctx, 3, threads, random.New(seed, random.Group, random.GroupVectors, 1), progress)
		if err != nil {
			return nil, err
		}
		for axis := 1; axis < len(e.values); axis++ {
			widest := 0.0
			for i := range rows {
				widest = max(widest, math.Abs(e.vectors.row(i)[axis]))
			}
			for i, row := range rows {
				if widest > 0 {
					places.row(int(row))[axis-1] = layoutWidth / 2 * e.vectors.row(i)[axis] / widest
				}
			}
		}
	}
	stream := random.New(seed, random.Group, random.GroupVectors, 2)
	for i := range places.data {
		places.data[i] += float64(stream.Float32()) - .5
	}
	return places, nil
}

// pull is where row i is drawn, the sum over the rows joined with it and some others.
func (g *Graph) pull(places *matrix, i int, greatest float64, stream *random.Stream) (x, y float64) {
	here := places.row(i)
	to, weights := g.of(i)
	total := 0.0
	for at, j := range to {
		there, weight := places.row(int(j)), weights[at]/greatest
		dx, dy := there[0]-here[0], there[1]-here[1]
		force := float64(2*weight) / (1 + float64(dx*dx) + float64(dy*dy))
		x += float64(force * dx)
		y += float64(force * dy)
		total += weight
	}
	for range pushes {
		there := places.row(stream.IntN(places.rows))
		dx, dy := here[0]-there[0], here[1]-there[1]
		square := float64(dx*dx) + float64(dy*dy)
		if square == 0 {
			continue
		}
		force := float64(2*total) / float64((.001+square)*(1+square))
		x += float64(max(-longestPush, min(longestPush, float64(force*dx))))
		y += float64(max(-longestPush, min(longestPush, float64(force*dy))))
	}
	return x, y
}
