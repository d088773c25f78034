package groups

import (
	"context"
	"math"

	"golang.org/x/sync/errgroup"

	"wakesleep/network/random"
)

const (
	// starts is how often k-means begins, each time at most meansRounds long, on at most
	// sampleRows rows.
	starts, meansRounds, sampleRows = 20, 50, 20_000
)

// means finds k centres of rows that are as near to the rows as may be: the best of several
// starts of k-means, each of which begins with rows that lie apart (k-means++).
func means(ctx context.Context, rows *matrix, k, threads int, streams func(shard uint32) random.Stream) (*matrix, error) {
	sample := rows
	if rows.rows > sampleRows {
		stream := streams(starts)
		sample = newMatrix(sampleRows, rows.cols)
		for i, row := range stream.Perm(rows.rows)[:sampleRows] {
			copy(sample.row(i), rows.row(int(row)))
		}
	}
	found := make([]centres, starts)
	var group errgroup.Group
	group.SetLimit(max(1, threads))
	for start := range found {
		group.Go(func() error {
			stream := streams(uint32(start))
			found[start] = startMeans(sample, k, &stream)
			found[start].improve(ctx, sample)
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	best := 0
	for i := range found {
		if found[i].inertia < found[best].inertia {
			best = i
		}
	}
	return found[best].at, nil
}

// centres have the sum of squared distances of rows to their nearest one.
type centres struct {
	at      *matrix
	inertia float64
}

// startMeans chooses rows as centres, each with a probability that grows with the squared
// distance to those chosen before.
func startMeans(rows *matrix, k int, stream *random.Stream) centres {
	c := centres{at: newMatrix(k, rows.cols)}
	copy(c.at.row(0), rows.row(stream.IntN(rows.rows)))
	nearest := make([]float64, rows.rows)
	for i := range nearest {
		nearest[i] = math.Inf(1)
	}
	for next := 1; next < k; next++ {
		total := 0.0
		for i := range nearest {
			nearest[i] = min(nearest[i], squared(rows.row(i), c.at.row(next-1)))
			total += nearest[i]
		}
		copy(c.at.row(next), rows.row(choose(nearest, total, stream)))
	}
	return c
}

// choose draws a number with a probability in proportion to the weights.
func choose(weights []float64, total float64, stream *random.Stream) int {
	left := float64(float64(stream.Uint64()>>11) / (1 << 53) * total)
	last := 0
	for i, w := range weights {
		if w > 0 {
			last = i
			if left -= w; left < 0 {
				break
			}
		}
	}
	return last
}

// improve moves each centre to the mean of the rows it is nearest to, until none changes. A
// centre without rows stays.
func (c *centres) improve(ctx context.Context, rows *matrix) {
	of := make([]int32, rows.rows)
	for round := range meansRounds {
		if ctx.Err() != nil {
			return
		}
		c.inertia = 0
		moved := false
		sums, counts := newMatrix(c.at.rows, c.at.cols), make([]float64, c.at.rows)
		for i := range of {
			g, d := c.nearest(rows.row(i))
			moved = moved || g != of[i]
			of[i] = g
			c.inertia += d
			counts[g]++
			addScaled(sums.row(int(g)), 1, rows.row(i))
		}
		if !moved && round > 0 {
			return
		}
		for g, n := range counts {
			if n > 0 {
				for k, x := range sums.row(g) {
					c.at.row(g)[k] = x / n
				}
			}
		}
	}
}

// nearest is the centre nearest to a row, the first of equals, and its squared distance.
func (c *centres) nearest(row []float64) (centre int32, distance float64) {
	distance = math.Inf(1)
	for g := range c.at.rows {
		if d := squared(row, c.at.row(g)); d < distance {
			centre, distance = int32(g), d
		}
	}
	return centre, distance
}

// squared is the squared distance of two rows.
func squared(a, b []float64) float64 {
	b = b[:len(a)]
	sum := 0.0
	for k, x := range a {
		y := x - b[k]
		sum += float64(y * y)
	}
	return sum
}
