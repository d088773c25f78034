//go:build !purego

package bits

import (
	"sync"

	"wakesleep/internal/cpu"
)

const (
	// tableRows is the number of rows of b whose tables are used together, half
	// a word's, and tableCols the columns of an entry.
	tableRows = 32
	tableCols = 32
)

// tabler is the memory that a product by tables works in: the tables, 16 kB, of
// whose entries those of empty nibbles stay zero; room for the last rows of b,
// continued by zeros; and the initial row, continued by zeros.
type tabler struct {
	table   [tableRows / 4 * 16 * tableCols]float32
	rest    [tableRows * tableCols]float32
	initial [tableCols]float32
}

var tablers = sync.Pool{New: func() any { return new(tabler) }}

// tablesAVX2 is tablesPortable, in the wider vectors of AVX-512 where the processor has
// them. It always takes eight groups together; groups behind the last row of b only add +0
// to sums that are no longer −0.
func (p *product) tablesAVX2() {
	t := tablers.Get().(*tabler)
	defer tablers.Put(t)
	for j := 0; j < p.cols; j += tableCols {
		from, fromStride := &p.dst[j], p.stride
		if p.initial != nil {
			clear(t.initial[copy(t.initial[:], p.initial[min(j, len(p.initial)):]):])
			from, fromStride = &t.initial[0], 0
		}
		for k := 0; k < p.inner; k += tableRows {
			t.add(p, j, k, from, fromStride)
			from, fromStride = &p.dst[j], p.stride
		}
	}
}

// add adds to from what rows of b from k on give in the columns from j on.
func (t *tabler) add(p *product, j, k int, from *float32, fromStride int) {
	cols := min(tableCols, p.cols-j)
	t.fill(p.b[k*p.stride+j:], p.stride, min(tableRows, p.inner-k), cols)
	p.prefetchNext(j, k)
	word, half := &p.words[k/64], k/tableRows%2
	switch {
	case cols == tableCols && cpu.AVX512:
		addTables32Wide(&p.dst[j], p.stride, from, fromStride, &t.table[0], word, half, p.wordStride, p.rows)
	case cols == tableCols:
		addTables32(&p.dst[j], p.stride, from, fromStride, &t.table[0], word, half, p.wordStride, p.rows)
	default:
		addTables16(&p.dst[j], p.stride, from, fromStride, &t.table[0], word, half, p.wordStride, p.rows)
	}
}

// fill makes the tables of the given rows of b, zeros behind them.
func (t *tabler) fill(b []float32, stride, rows, cols int) {
	if rows < tableRows {
		clear(t.rest[rows*tableCols:])
		for i := range rows {
			copy(t.rest[i*tableCols:i*tableCols+cols], b[i*stride:])
		}
		b, stride = t.rest[:], tableCols
	}
	switch {
	case cols == tableCols && cpu.AVX512:
		fillTables32Wide(&t.table[0], &b[0], stride, tableRows/4)
	case cols == tableCols:
		fillTables32(&t.table[0], &b[0], stride, tableRows/4)
	default:
		fillTables16(&t.table[0], &b[0], stride, tableRows/4)
	}
}

// prefetchNext asks for the rows of b that the next tables are made of, while these are in use.
func (p *product) prefetchNext(j, k int) {
	if k += tableRows; k >= p.inner {
		j, k = j+tableCols, 0
	}
	if j < p.cols {
		prefetchRows(&p.b[k*p.stride+j], p.stride, min(tableRows, p.inner-k))
	}
}
