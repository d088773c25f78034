package neighbours

import (
	"context"
	"fmt"
	"math"

	"wakesleep/learn/parallel"
)

// infinite is further than any distance.
const infinite = math.MaxInt32

// Lists are the nearest rows of every row.
type Lists struct {
	// K is the length of a list.
	K int
	// Rows has list after list of row numbers, nearest first, and Distances their squared
	// distances.
	Rows, Distances []int32
}

// Of is the list of row i.
func (l *Lists) Of(i int) []int32 { return l.Rows[i*l.K:][:l.K] }

// Nearest lists for each row its k nearest other rows, nearest first, on as many threads.
// There must be more than k rows. Progress, unless nil, hears of rows done, never from two
// goroutines at once. The error is the context's.
func Nearest(ctx context.Context, c *Codes, k, threads int, progress func(done int)) (*Lists, error) {
	if k < 1 || k >= c.Rows {
		panic(fmt.Sprintf("neighbours: %d nearest of %d rows", k, c.Rows))
	}
	all := &Lists{k, make([]int32, c.Rows*k), make([]int32, c.Rows*k)}
	p := newPanels(c)
	err := parallel.Ranges(ctx, c.Rows, searchRows, threads, progress, func(lo, hi int) error {
		s := newSearch(c, lo, hi, k)
		if err := s.run(ctx, p); err != nil {
			return err
		}
		copy(all.Rows[lo*k:], s.rows)
		copy(all.Distances[lo*k:], s.distances)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// searchRows is how many rows are looked up at a time: as many as stay near while all
// panels pass by.
const searchRows = 32 * together

// search looks up the nearest rows of rows lo ≤ i < hi.
type search struct {
	codes  *Codes
	lo, hi int
	k      int
	// rows and distances are the lists so far, of which those of a row are sorted, and
	// limits say what a value of the kernel must stay below to be listed.
	rows, distances, limits []int32
}

func newSearch(c *Codes, lo, hi, k int) *search {
	n := hi - lo
	padded := (n + together - 1) / together * together
	s := &search{c, lo, hi, k, make([]int32, n*k), make([]int32, n*k), make([]int32, padded)}
	for i := range s.distances {
		s.distances[i] = infinite
	}
	for i := range s.limits {
		s.limits[i] = math.MinInt32
		if i < n {
			s.limits[i] = infinite - c.norms[lo+i]
		}
	}
	return s
}

// run compares with all panels. The error is the context's.
func (s *search) run(ctx context.Context, p panels) error {
	var found comparison
	size := panelRows * 2 * p.pairs
	for first := 0; first < len(p.norms); first += panelRows {
		if err := ctx.Err(); err != nil {
			return err
		}
		panel := p.data[first/panelRows*size:][:size]
		for i := 0; i < len(s.limits); i += together {
			compare(&found, s.codes.rows[2*p.pairs*(s.lo+i):], panel, p.pairs, p.norms[first:], s.limits[i:])
			for r, nearer := range found.nearer {
				if nearer != 0 {
					s.take(i+r, first, nearer, &found.values[r])
				}
			}
		}
	}
	return nil
}

// comparison is what the kernel finds for six rows and a panel.
type comparison struct {
	// values are the panel's norms less twice the products, which are squared distances
	// but for the norm of the row.
	values [together][panelRows]int32
	// nearer has a bit for every value below the row's limit.
	nearer [together]uint32
}

// comparePortable defines what the kernel finds. Rows is six rows, of which the second
// begins 2·pairs numbers behind the first.
func comparePortable(c *comparison, rows, panel []int16, pairs int, norms, limits []int32) {
	for r := range together {
		row, sums := rows[2*pairs*r:][:2*pairs], [panelRows]int32{}
		for k := range pairs {
			x, y := int32(row[2*k]), int32(row[2*k+1])
			both := (*[2 * panelRows]int16)(panel[2*panelRows*k:])
			for j := range sums {
				sums[j] += x*int32(both[2*j]) + y*int32(both[2*j+1])
			}
		}
		c.nearer[r] = 0
		for j, sum := range sums {
			c.values[r][j] = norms[j] - 2*sum
			if c.values[r][j] < limits[r] {
				c.nearer[r] |= 1 << j
			}
		}
	}
}

// take lists what of a panel is nearer to row i of the search than what is listed.
func (s *search) take(i, first int, nearer uint32, values *[panelRows]int32) {
	for j := range panelRows {
		other := first + j
		if nearer>>j&1 == 0 || other == s.lo+i {
			continue
		}
		s.insert(s.rows[i*s.k:][:s.k], s.distances[i*s.k:][:s.k], int32(other), values[j]+s.codes.norms[s.lo+i])
	}
	s.limits[i] = s.distances[(i+1)*s.k-1] - s.codes.norms[s.lo+i]
}

// insert puts a row into its place in a list, behind those as near: rows come in their order.
func (s *search) insert(rows, distances []int32, row, distance int32) {
	at := len(rows) - 1
	if distance >= distances[at] {
		return
	}
	for ; at > 0 && distances[at-1] > distance; at-- {
		rows[at], distances[at] = rows[at-1], distances[at-1]
	}
	rows[at], distances[at] = row, distance
}

// NearestTo lists the k rows that are nearest to a code, nearest first, on as many threads.
func (c *Codes) NearestTo(code []uint8, k, threads int) []int32 {
	if k < 1 || k > c.Rows || len(code) != c.Cols {
		panic(fmt.Sprintf("neighbours: %d of %d rows nearest to a code of %d numbers among codes of %d", k, c.Rows, len(code), c.Cols))
	}
	sought := make([]int16, 2*c.pairs)
	for j, x := range code {
		sought[j] = int16(x)
	}
	size := max(together, (c.Rows+threads-1)/max(1, threads))
	parts := make([]search, (c.Rows+size-1)/size)
	_ = parallel.Ranges(context.Background(), c.Rows, size, threads, nil, func(lo, hi int) error {
		parts[lo/size] = c.nearestOf(sought, lo, hi, k)
		return nil
	})
	whole := newSearch(c, 0, 1, k)
	for _, part := range parts {
		for at, row := range part.rows {
			whole.insert(whole.rows, whole.distances, row, part.distances[at])
		}
	}
	return whole.rows
}

// nearestOf lists the nearest of the rows lo ≤ i < hi.
func (c *Codes) nearestOf(sought []int16, lo, hi, k int) search {
	s := newSearch(c, 0, 1, k)
	for i := lo; i < hi; i++ {
		row, d := c.row(i)[:len(sought)], int32(0)
		for j, x := range sought {
			y := int32(x) - int32(row[j])
			d += y * y
		}
		s.insert(s.rows, s.distances, int32(i), d)
	}
	return *s
}
