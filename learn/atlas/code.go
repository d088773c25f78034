package atlas

import (
	"cmp"
	"context"
	"slices"

	"wakesleep/learn/neighbours"
	"wakesleep/network"
	"wakesleep/network/images"
)

const (
	// mostUnits is how many units make a code at most: those that vary most over images.
	mostUnits = 512
	// sampleImages tell how much a unit varies.
	sampleImages = 2000
)

// coder makes the codes by which images are compared.
type coder struct {
	machines []*network.Machine
	seed     uint64
	// units has those of each machine's first layer that make the code.
	units [][]int
	err   error
}

// newCoder chooses the units for the images of a set.
func newCoder(ctx context.Context, e *network.Ensemble, set *images.Set, seed uint64, threads int) *coder {
	c := &coder{machines: e.Machines, seed: seed}
	width := e.Machines[0].Layers[1].Units
	if e.Count()*width <= mostUnits {
		all := make([]int, width)
		for u := range all {
			all[u] = u
		}
		c.units = slices.Repeat([][]int{all}, e.Count())
		return c
	}
	c.choose(ctx, set.Spread(sampleImages), threads)
	return c
}

// unit is one of a machine's first layer, with how much it varies.
type unit struct {
	machine, unit int
	variance      int64
}

// choose chooses the units that vary most over a sample, of those that vary as much the first.
func (c *coder) choose(ctx context.Context, sample *images.Set, threads int) {
	var all []unit
	for k, m := range c.machines {
		codes, err := neighbours.CodesOf(ctx, m, sample, threads, c.seed, nil)
		if err != nil {
			c.err = err
			return
		}
		sums, squares := make([]int64, codes.Cols), make([]int64, codes.Cols)
		for i := range codes.Rows {
			for u, x := range codes.Code(i) {
				sums[u] += int64(x)
				squares[u] += int64(x) * int64(x)
			}
		}
		for u := range sums {
			all = append(all, unit{k, u, int64(codes.Rows)*squares[u] - sums[u]*sums[u]})
		}
	}
	slices.SortStableFunc(all, func(a, b unit) int { return cmp.Compare(b.variance, a.variance) })
	c.units = make([][]int, len(c.machines))
	for _, u := range all[:min(len(all), mostUnits)] {
		c.units[u.machine] = append(c.units[u.machine], u.unit)
	}
	for _, units := range c.units {
		slices.Sort(units)
	}
}

// length is that of a code.
func (c *coder) length() (n int) {
	for _, units := range c.units {
		n += len(units)
	}
	return n
}

// codes are those of a set's images. Progress, unless nil, hears of images done.
func (c *coder) codes(ctx context.Context, set *images.Set, threads int, progress func(done int)) (*neighbours.Codes, error) {
	if c.err != nil {
		return nil, c.err
	}
	if len(c.machines) == 1 && len(c.units[0]) == c.machines[0].Layers[1].Units {
		return neighbours.CodesOf(ctx, c.machines[0], set, threads, c.seed, progress)
	}
	n, count := c.length(), set.Count()
	rows, first := make([]uint8, n*count), 0
	for k, m := range c.machines {
		if len(c.units[k]) == 0 {
			continue
		}
		part, err := neighbours.CodesOf(ctx, m, set, threads, c.seed, func(done int) {
			if progress != nil {
				progress((k*count + done) / len(c.machines))
			}
		})
		if err != nil {
			return nil, err
		}
		for i := range count {
			code := part.Code(i)
			for at, u := range c.units[k] {
				rows[i*n+first+at] = code[u]
			}
		}
		first += len(c.units[k])
	}
	codes := neighbours.NewCodes(count, n)
	for i := range count {
		codes.Set(i, rows[i*n:][:n])
	}
	return codes, nil
}
