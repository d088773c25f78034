//go:build !purego

package bits

import (
	"math/bits"
	"sync"
)

const (
	// runVectors is the greatest width of a packed tile in vectors of eight
	// numbers, and runPitch the distance between its rows.
	runVectors = 6
	runPitch   = 8 * runVectors
	// runUnit is that distance as kernels count it, in eight bytes.
	runUnit = runPitch * 4 / 8
	// blockWords is the number of words of bits, and so 64 times that of rows of
	// b, that a packed tile serves: 24 kB, which stay in the first-level cache.
	blockWords = 2
	blockBits  = 64 * blockWords
	// runRows is the number of rows of dst that are served together.
	runRows = 512
	// directRows is the number of rows below which packing does not pay.
	directRows = 48
	// directVectors is the greatest width of a tile that is not packed, and
	// directWords the number of words whose bits are listed together.
	directVectors = 14
	directWords   = 64
)

// walker is the memory that a walk works in.
type walker struct {
	tile [blockBits * runPitch]float32
	// list has the positions of the bits of all rows, row after row in order.
	list [runRows*blockBits + 8]uint16
	// order has the rows by their number of bits, starts the place in it of the
	// first row with each number.
	order  [runRows]uint32
	counts [runRows]uint8
	starts [blockBits + 2]int32
}

var walkers = sync.Pool{New: func() any { return new(walker) }}

// walkAVX2 is walkPortable. It cuts b into tiles that fit the first-level cache
// and takes, for each, the rows of dst in the order of their numbers of bits:
// loops over as many bits as before end as predicted.
func (p *product) walkAVX2() {
	w := walkers.Get().(*walker)
	defer walkers.Put(w)
	if p.rows < directRows {
		w.direct(p)
		return
	}
	for first := 0; first < p.rows; first += runRows {
		some := *p
		some.dst, some.words = p.dst[first*p.stride:], p.words[first*p.wordStride:]
		some.rows = min(runRows, p.rows-first)
		w.walk(&some)
	}
}

// walk walks at most runRows rows.
func (w *walker) walk(p *product) {
	words := WordsFor(p.inner)
	for first := 0; first < words; first += blockWords {
		n := min(blockWords, words-first)
		w.sort(p, first, n)
		w.listAll(p, first, n)
		rows := min(64*n, p.inner-64*first)
		for j := 0; j < p.cols; {
			vectors := tileWidth(p.cols-j, runVectors)
			packTile(&w.tile[0], &p.b[64*first*p.stride+j], p.stride, rows, vectors)
			w.run(p.dst[j:], vectors)
			j += 8 * vectors
		}
	}
}

// tileWidth is the number of vectors of the next tile when cols columns are
// left: they are cut into as few tiles as possible, as even as possible.
func tileWidth(cols, widest int) int {
	vectors := cols / 8
	tiles := (vectors + widest - 1) / widest
	return (vectors + tiles - 1) / tiles
}

// sort counts the bits of every row in n words from first on, and orders the
// rows by them.
func (w *walker) sort(p *product, first, n int) {
	clear(w.starts[:])
	for row := range p.rows {
		count := 0
		for _, word := range p.words[row*p.wordStride+first:][:n] {
			count += bits.OnesCount64(word)
		}
		w.counts[row] = uint8(count)
		w.starts[count+1]++
	}
	for count := 1; count < len(w.starts); count++ {
		w.starts[count] += w.starts[count-1]
	}
	next := w.starts
	for row := range p.rows {
		count := w.counts[row]
		w.order[next[count]] = uint32(row)
		next[count]++
	}
}

// listAll lists the bits of the rows in order, and turns rows into their places
// in dst.
func (w *walker) listAll(p *product, first, n int) {
	at := 0
	for i, row := range w.order[:p.rows] {
		at += listBits(&w.list[at], &p.words[int(row)*p.wordStride+first], 8*n, runUnit)
		w.order[i] = row * uint32(p.stride)
	}
}

// run adds a packed tile's rows to dst.
func (w *walker) run(dst []float32, vectors int) {
	at := 0
	for count := 1; count <= blockBits; count++ {
		first, end := int(w.starts[count]), int(w.starts[count+1])
		if first < end {
			walkRun(vectors, &dst[0], &w.order[first], end-first, &w.tile[0], &w.list[at], count)
			at += count * (end - first)
		}
	}
}

// direct walks few rows, reading b in place.
func (w *walker) direct(p *product) {
	count := WordsFor(p.inner)
	for row := range p.rows {
		dst := p.dst[row*p.stride:]
		for first := 0; first < count; first += directWords {
			words := p.words[row*p.wordStride+first:][:min(directWords, count-first)]
			n := listBits(&w.list[0], &words[0], 8*len(words), 1)
			if n == 0 {
				continue
			}
			for j := 0; j < p.cols; {
				vectors := tileWidth(p.cols-j, directVectors) &^ 1
				walkDirect(vectors, &dst[j], &p.b[64*first*p.stride+j], p.stride, &w.list[0], n)
				j += 8 * vectors
			}
		}
	}
}

func walkRun(vectors int, dst *float32, rows *uint32, count int, tile *float32, list *uint16, length int) {
	switch vectors {
	case 1:
		walkRun8(dst, rows, count, tile, list, length)
	case 2:
		walkRun16(dst, rows, count, tile, list, length)
	case 3:
		walkRun24(dst, rows, count, tile, list, length)
	case 4:
		walkRun32(dst, rows, count, tile, list, length)
	case 5:
		walkRun40(dst, rows, count, tile, list, length)
	case 6:
		walkRun48(dst, rows, count, tile, list, length)
	}
}

func walkDirect(vectors int, dst, b *float32, stride int, list *uint16, length int) {
	switch vectors {
	case 2:
		walkDirect16(dst, b, stride, list, length)
	case 4:
		walkDirect32(dst, b, stride, list, length)
	case 6:
		walkDirect48(dst, b, stride, list, length)
	case 8:
		walkDirect64(dst, b, stride, list, length)
	case 10:
		walkDirect80(dst, b, stride, list, length)
	case 12:
		walkDirect96(dst, b, stride, list, length)
	case 14:
		walkDirect112(dst, b, stride, list, length)
	}
}
