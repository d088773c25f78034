package groups

import (
	"cmp"
	"context"
	"slices"

	"wakesleep/learn/neighbours"
	"wakesleep/network/random"
)

// Groups are what a cut finds.
type Groups struct {
	// Of is the group of each row. Groups are counted from 0, the largest first.
	Of []int32
	// Sizes are the groups' numbers of rows.
	Sizes []int
	// Eigenvalues are the leading ones of the normalised weights, the greatest first: 1 for
	// each part of the graph that nothing joins to the others, and less the more joins the
	// groups.
	Eigenvalues []float64
	// Components is how many parts the graph falls into, of which Small are too small for a
	// group of their own: Attached rows, which went to the group of their nearest neighbour.
	Components, Small, Attached int
	// Together is the share of the graph's weight that joins rows of the same group, from 0 to 1:
	// near 1 where there are groups, and little where rows are as near to others as to their own.
	Together float64
}

// smallShare is the share of a mean group below which a component is small: it can be no
// group, and would use up an eigenvector.
const smallShare = .1

// Cut cuts the graph into at most k groups of rows. Codes and lists are what the graph was
// made of: rows of small components go to the group of their nearest row. Progress hears what
// share is done. The error is the context's.
func (g *Graph) Cut(ctx context.Context, codes *neighbours.Codes, k, threads int, seed uint64, progress func(share float64)) (*Groups, error) {
	component, sizes := g.components()
	isSmall := func(size int) bool { return size == 1 || float64(size*k) < smallShare*float64(g.Rows()) }
	rows, part := g.only(func(row int) bool { return !isSmall(sizes[component[row]]) })
	found := &Groups{Of: make([]int32, g.Rows()), Components: len(sizes), Attached: g.Rows() - len(rows)}
	for _, size := range sizes {
		if isSmall(size) {
			found.Small++
		}
	}
	for i := range found.Of {
		found.Of[i] = -1
	}
	if err := part.group(ctx, found, rows, min(k, len(rows)), threads, seed, progress); err != nil {
		return nil, err
	}
	if err := found.attach(ctx, codes, rows); err != nil {
		return nil, err
	}
	found.sort(k)
	found.Together = g.together(found.Of)
	return found, nil
}

// together is the share of the weight that joins rows of the same group.
func (g *Graph) together(of []int32) float64 {
	inside, all := 0.0, 0.0
	for i := range g.Rows() {
		to, weights := g.of(i)
		for e, j := range to {
			all += weights[e]
			if of[i] == of[j] {
				inside += weights[e]
			}
		}
	}
	if all == 0 {
		return 0
	}
	return inside / all
}

// group finds the groups of the rows of a graph without small components.
func (g *Graph) group(ctx context.Context, found *Groups, rows []int32, k, threads int, seed uint64, progress func(float64)) error {
	if len(rows) == 0 {
		return nil
	}
	streams := func(shard uint32) random.Stream { return random.New(seed, random.Group, random.GroupMeans, shard) }
	e, err := g.embed(ctx, k, threads, random.New(seed, random.Group, random.GroupVectors, 0), func(share float64) { progress(.8 * share) })
	if err != nil {
		return err
	}
	found.Eigenvalues = e.values
	e.vectors.normalise()
	at, err := means(ctx, e.vectors, k, threads, streams)
	if err != nil {
		return err
	}
	c := centres{at: at}
	for i, row := range rows {
		found.Of[row], _ = c.nearest(e.vectors.row(i))
	}
	progress(1)
	return nil
}

// attach gives rows without a group the group of the nearest row that has one from the cut.
// Where the cut found none all are one group.
func (f *Groups) attach(ctx context.Context, codes *neighbours.Codes, cut []int32) error {
	if len(cut) == 0 {
		clear(f.Of)
		return nil
	}
	for i, group := range f.Of {
		if group >= 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		nearest := cut[0]
		for _, j := range cut {
			if codes.Distance(i, int(j)) < codes.Distance(i, int(nearest)) {
				nearest = j
			}
		}
		f.Of[i] = f.Of[nearest]
	}
	return nil
}

// sort counts the groups, and numbers them by their sizes; empty ones are left out.
func (f *Groups) sort(k int) {
	sizes := make([]int, k)
	for _, group := range f.Of {
		sizes[group]++
	}
	order := make([]int32, 0, k)
	for group, size := range sizes {
		if size > 0 {
			order = append(order, int32(group))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(sizes[b], sizes[a]) })
	number := make([]int32, k)
	for at, group := range order {
		number[group] = int32(at)
		f.Sizes = append(f.Sizes, sizes[group])
	}
	for i, group := range f.Of {
		f.Of[i] = number[group]
	}
}
