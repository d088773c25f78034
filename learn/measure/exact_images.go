package measure

import (
	"context"
	"math"
	stdbits "math/bits"

	"wakesleep/learn/parallel"

	"gonum.org/v1/gonum/floats"

	"wakesleep/network/bits"
)

const (
	// exactStates is the number of states of layer 1, and exactImages that of
	// images, that are worked on together: so many that neither a table of
	// logits leaves the cache nor driving the pixels counts.
	exactStates = 128
	exactImages = 1000
)

// LogProbabilities is log p(x) in nats of every row of pixels. The number of
// threads has no influence on it.
func (e *Exact) LogProbabilities(ctx context.Context, pixels *bits.Matrix, threads int) ([]float64, error) {
	logs := make([]float64, pixels.Rows)
	err := parallel.Ranges(ctx, pixels.Rows, exactImages, threads, nil, func(lo, hi int) error {
		e.logProbabilities(ctx, logs, pixels, lo, hi)
		return ctx.Err()
	})
	return logs, err
}

// logProbabilities does the images lo ≤ i < hi, a block of states at a time.
func (e *Exact) logProbabilities(ctx context.Context, logs []float64, pixels *bits.Matrix, lo, hi int) {
	sums := make([]logSum, hi-lo)
	for i := range sums {
		sums[i] = newLogSum()
	}
	for first := 0; first < len(e.states) && ctx.Err() == nil; first += exactStates {
		block := e.newBlock(first, min(first+exactStates, len(e.states)))
		for i := range sums {
			sums[i].add(block.sum(pixels.Row(lo + i)))
		}
	}
	for i := range sums {
		logs[lo+i] = sums[i].log()
	}
}

// stateBlock has what images need of some neighbouring states of layer 1.
type stateBlock struct {
	// blank is log p(h, blank image) of each state.
	blank []float64
	// logits[j] is, for each state, what pixel j adds to that if it is on.
	logits [][]float64
	// logP is scratch: log p(h, x) of each state.
	logP []float64
}

func (e *Exact) newBlock(lo, hi int) *stateBlock {
	n := e.machine.Pixels()
	b := &stateBlock{blank: make([]float64, hi-lo), logP: make([]float64, hi-lo), logits: make([][]float64, n)}
	table := make([]float64, n*(hi-lo))
	for j := range b.logits {
		b.logits[j] = table[j*(hi-lo) : (j+1)*(hi-lo)]
	}
	nothing := make([]bool, n)
	for s, h := range e.states[lo:hi] {
		logits := drive(e.machine, 0, h)
		b.blank[s] = math.Log(e.probabilities[lo+s]) + bernoulliLog(logits, nothing)
		for j, z := range logits {
			b.logits[j][s] = z
		}
	}
	return b
}

// sum is the block's part of p(x).
func (b *stateBlock) sum(x []uint64) logSum {
	copy(b.logP, b.blank)
	for w, word := range x {
		for ; word != 0; word &= word - 1 {
			floats.Add(b.logP, b.logits[64*w+stdbits.TrailingZeros64(word)])
		}
	}
	sum := logSum{greatest: floats.Max(b.logP)}
	if math.IsInf(sum.greatest, -1) {
		return sum
	}
	for _, log := range b.logP {
		sum.scaled += math.Exp(log - sum.greatest)
	}
	return sum
}
