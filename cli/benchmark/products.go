package benchmark

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"wakesleep/network/bits"
)

// shapes are products that training has: with batches of 100 images, 5 samples
// and layers of 784-200-200-200, with batches of 20, and with single images.
var shapes = []Product{
	{Use: "forward", Rows: 500, Inner: 784, Cols: 200},
	{Use: "forward", Rows: 500, Inner: 200, Cols: 784},
	{Use: "forward", Rows: 500, Inner: 200, Cols: 200},
	{Use: "forward", Rows: 100, Inner: 784, Cols: 200},
	{Use: "forward", Rows: 100, Inner: 200, Cols: 784},
	{Use: "forward", Rows: 20, Inner: 784, Cols: 200},
	{Use: "forward", Rows: 1, Inner: 784, Cols: 200},
	{Use: "gradient", Rows: 200, Inner: 500, Cols: 784},
	{Use: "gradient", Rows: 200, Inner: 500, Cols: 200},
	{Use: "gradient", Rows: 784, Inner: 100, Cols: 200},
}

// densities are the shares of bits that are set: pixels have .13, hidden layers
// from .25 to .5.
var densities = []float64{.05, .13, .25, .4, .5}

var strategies = [...]bits.Strategy{bits.Walk, bits.Tables}

var strategyNames = map[bits.Strategy]string{bits.Walk: "walk", bits.Tables: "tables"}

func (b *bench) productSteps() []step {
	var steps []step
	for _, p := range shapes {
		what := fmt.Sprintf("products %d×%d·%d×%d", p.Rows, p.Inner, p.Inner, p.Cols)
		steps = append(steps, step{what, func(ctx context.Context) error {
			for _, p.Density = range densities {
				if err := ctx.Err(); err != nil {
					return err
				}
				b.report.Products = append(b.report.Products, b.product(p))
			}
			return nil
		}})
	}
	return steps
}

// product times a product with either strategy.
func (b *bench) product(p Product) Product {
	r := rand.New(rand.NewPCG(1, 1))
	states, weights := randomBits(r, p), randomFloats(r, p)
	dst, biases := bits.NewFloats(p.Rows, p.Cols), make([]float32, p.Cols)
	chosen := bits.Choose(p.Rows, p.Inner, p.Cols, states.Ones())
	for _, s := range strategies {
		took := b.fastest(func() { bits.Multiply(dst, states, weights, biases, s, 0, p.Rows) })
		gflops := 2 * float64(p.Rows) * float64(p.Inner) * float64(p.Cols) / took.Seconds() / 1e9
		if s == bits.Walk {
			p.Walk = gflops
		} else {
			p.Tables = gflops
		}
		if s == chosen {
			p.Strategy, p.GFLOPS = strategyNames[s], gflops
			p.Microseconds = took.Seconds() * 1e6
		}
	}
	return p
}

func randomBits(r *rand.Rand, p Product) *bits.Matrix {
	m := bits.NewMatrix(p.Rows, p.Inner)
	for i := range p.Rows {
		for j := range p.Inner {
			m.Set(i, j, r.Float64() < p.Density)
		}
	}
	return m
}

func randomFloats(r *rand.Rand, p Product) *bits.Floats {
	f := bits.NewFloats(p.Inner, p.Cols)
	for i := range p.Inner {
		row := f.Row(i)
		for j := range row {
			row[j] = float32(r.NormFloat64())
		}
	}
	return f
}

// shortest is the least time that the clock measures well.
const shortest = 20 * time.Microsecond

// fastest is the time of one call of f, in the fastest of the runs that fit into
// the span, or of a few. A run repeats f until it can be measured.
func (b *bench) fastest(f func()) time.Duration {
	repeat := 1
	best := clock(f, repeat)
	for ; best < shortest; best = clock(f, repeat) {
		repeat *= 2
	}
	for end, i := time.Now().Add(b.span), 0; i < 3 || time.Now().Before(end); i++ {
		best = min(best, clock(f, repeat))
	}
	return best / time.Duration(repeat)
}

func clock(f func(), repeat int) time.Duration {
	began := time.Now()
	for range repeat {
		f()
	}
	return time.Since(began)
}
