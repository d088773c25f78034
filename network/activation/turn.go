package activation

import (
	"fmt"
	"math"
	"sync"

	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// turnRows is how many rows the kernels fire side by side.
const turnRows = 5

// FireInTurn draws rows lo ≤ i < hi of units that drive those after them in their row. The
// logits, to which nothing has been added of what units of the row itself do, are completed
// unit by unit: where a unit fires, its row of weights is added to the logits behind it.
// Weights on the diagonal and below have no part in this. The firings become the rows of
// states.
//
// Mask has the units that are held in all rows, and held what they do, packed like a row
// of states; nil holds none. The stream gives each row in turn one block for every eight
// units, the last, incomplete ones included, whatever is held.
//
// Definition, for a row and its units j ascending, where u is the uniform number of lane
// j%8 in block j/8:
//
//	u = max(u, 2^-25)
//	threshold := Log(u)-Log(1-u)
//	if mask has j {
//		threshold = held has j ? -∞ : +∞
//	}
//	if logits[j] > threshold {
//		states has j
//		for i > j: logits[i] += weights[j][i]
//	}
//
// which is a unit that fires with its probability, since u is below a probability p where
// log u/(1−u) is below its logit.
func FireInTurn(logits *bits.Floats, states *bits.Matrix, lo, hi int, weights *bits.Floats, mask, held []uint64, s *random.Stream) {
	n := logits.Cols
	if lo < 0 || lo > hi || hi > min(logits.Rows, states.Rows) || states.Cols != n || weights.Rows != n || weights.Cols != n ||
		mask != nil && (len(mask) < wordsFor(n) || len(held) < wordsFor(n)) {
		panic(fmt.Sprintf("activation: FireInTurn: rows %d to %d of %d×%d logits and %d×%d states by %d×%d weights, %d and %d words held",
			lo, hi, logits.Rows, n, states.Rows, states.Cols, weights.Rows, weights.Cols, len(mask), len(held)))
	}
	if n == 0 {
		return
	}
	t := turns.Get().(*turn)
	defer turns.Put(t)
	for ; lo < hi; lo += turnRows {
		end := min(lo+turnRows, hi)
		t.draw(end-lo, n, mask, held, s)
		t.fire(logits, states, lo, end, weights)
	}
}

// turn is the memory that FireInTurn works in.
type turn struct {
	// thresholds are the logits above which units fire: those of eight units of each of
	// the rows side by side, then those of the next eight.
	thresholds [][turnRows][lanes]float32
	fired      firings
}

// firings are what the units of a word fire: eight units of a row are a byte, those of
// all rows lie side by side.
type firings [8][8]uint8

var turns = sync.Pool{New: func() any { return new(turn) }}

// draw draws the thresholds of rows of n units.
func (t *turn) draw(rows, n int, mask, held []uint64, s *random.Stream) {
	blocks := (n + lanes - 1) / lanes
	if cap(t.thresholds) < blocks {
		t.thresholds = make([][turnRows][lanes]float32, blocks)
	}
	t.thresholds = t.thresholds[:blocks]
	for row := range rows {
		drawThresholds(t.thresholds, row, s)
		if mask != nil {
			t.hold(row, n, mask, held)
		}
		// What lies behind the last unit never fires.
		for lane := (n-1)%lanes + 1; lane < lanes; lane++ {
			t.thresholds[blocks-1][row][lane] = infinity
		}
	}
}

var infinity = float32(math.Inf(1))

// hold makes the units of a row that mask has do what held says.
func (t *turn) hold(row, n int, mask, held []uint64) {
	for j := range n {
		if mask[j/64]>>(j%64)&1 == 0 {
			continue
		}
		threshold := infinity
		if held[j/64]>>(j%64)&1 == 1 {
			threshold = -infinity
		}
		t.thresholds[j/lanes][row][j%lanes] = threshold
	}
}

// fire fires the units of at most turnRows rows, a word at a time.
func (t *turn) fire(logits *bits.Floats, states *bits.Matrix, lo, hi int, weights *bits.Floats) {
	for i := range states.Stride {
		first := i * 64
		w := word{
			logits: logits.Data[lo*logits.Stride+first:], pitch: logits.Stride, rows: hi - lo,
			units: min(64, logits.Cols-first), thresholds: t.thresholds[first/lanes:],
			weights: weights.Data[first*weights.Stride+first:], stride: weights.Stride,
		}
		w.fire(&t.fired)
		for row := range hi - lo {
			states.Words[(lo+row)*states.Stride+i] = t.fired.word(row, w.units)
		}
		bits.AddWord(logits, states, i, weights, lo, hi)
	}
}

// word packs what the units of a row fire.
func (f *firings) word(row, units int) (w uint64) {
	for block := 0; block*lanes < units; block++ {
		w |= uint64(f[block][row]) << (block * lanes)
	}
	return w
}

// thresholdsPortable draws the thresholds of a row's blocks.
func thresholdsPortable(thresholds [][turnRows][lanes]float32, row int, s *random.Stream) {
	var block [lanes]uint32
	for i := range thresholds {
		s.Block(&block)
		for lane, b := range block {
			u := max(random.ToFloat32(b), 1.0/(1<<25))
			thresholds[i][row][lane] = Log(u) - Log(1-u)
		}
	}
}

// word is a task of the kernels: to fire up to 64 units of at most turnRows rows, and add
// the weights of those that fire to the logits behind them among the units.
type word struct {
	// logits are those of the first row from the word's first unit on, and pitch how many
	// numbers apart the rows are; thresholds are those of the units.
	logits     []float32
	pitch      int
	rows       int
	units      int
	thresholds [][turnRows][lanes]float32
	// weights begin with the first unit's on itself; their rows are stride numbers apart.
	weights []float32
	stride  int
}

// firePortable defines what the kernels do.
func (w *word) firePortable(fired *firings) {
	*fired = firings{}
	for row := range w.rows {
		z := w.logits[row*w.pitch:][:w.units]
		for j := range z {
			if z[j] > w.thresholds[j/lanes][row][j%lanes] {
				fired[j/lanes][row] |= 1 << (j % lanes)
				addTail(z[j+1:], w.weights[j*w.stride+j+1:])
			}
		}
	}
}

// addTail adds numbers to logits.
func addTail(logits, numbers []float32) {
	numbers = numbers[:len(logits)]
	for i := range logits {
		logits[i] += numbers[i]
	}
}
