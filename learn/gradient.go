package learn

import (
	"wakesleep/learn/vector"
	"wakesleep/network"
	"wakesleep/network/bits"
)

// shardImages is the number of images that draw from one stream of random
// numbers. It is part of the definition of every result.
const shardImages = 5

// gradient collects the gradient of log-probabilities from an activity whose
// probabilities were turned into errors, weight·(state − probability). Every
// product is bits × floats: the transposed states of the layer that drives, by
// the errors of the layer that is driven.
type gradient struct {
	activity *network.Activity
	// transposed holds each layer's states, units × rows.
	transposed []*bits.Matrix
}

func newGradient(a *network.Activity) *gradient {
	g := &gradient{activity: a, transposed: make([]*bits.Matrix, len(a.States))}
	for l, states := range a.States {
		g.transposed[l] = bits.NewMatrix(states.Cols, states.Rows)
	}
	return g
}

// transposing are the jobs that transpose the states of layers lo ≤ l ≤ hi.
func (g *gradient) transposing(lo, hi int) []func() {
	var jobs []func()
	for l := lo; l <= hi; l++ {
		to, from := g.transposed[l], g.activity.States[l]
		jobs = append(jobs, share(to.Rows, 256, func(lo, hi int) { bits.TransposeRange(to, from, lo, hi) })...)
	}
	return jobs
}

// generative are the jobs that write the gradient of log p into dst.
func (g *gradient) generative(w *workers, dst *network.Parameters) []func() {
	a := g.activity
	var jobs []func()
	for l := range a.States {
		others, lateral := dst.Drive(l)
		for _, link := range others {
			jobs = append(jobs, g.weights(w, link.Weights, link.From, a.Down[l], false)...)
		}
		if lateral != nil {
			jobs = append(jobs, g.triangle(w, lateral, l)...)
		}
	}
	top := len(a.States) - 1
	for l := range top {
		jobs = append(jobs, func() { sumRows(dst.Biases[l], a.Down[l], false) })
	}
	if !a.Machine().Categorical() {
		// A categorical top's prior stays uniform, so its gradient stays zero.
		jobs = append(jobs, func() { sumRows(dst.Biases[top], a.Down[top], false) })
	}
	return jobs
}

// recognition are the jobs that write the gradient of log q into dst, or add it
// to what dst holds.
func (g *gradient) recognition(w *workers, dst *network.Parameters, add bool) []func() {
	a := g.activity
	var jobs []func()
	for l := 1; l < len(a.States); l++ {
		for _, link := range dst.Into[l] {
			errors := a.Up[l]
			if link.From == 0 && l > 1 && a.Samples > 1 {
				errors = a.FromPixels[l]
			}
			jobs = append(jobs, g.weights(w, link.Weights, link.From, errors, add)...)
		}
		jobs = append(jobs, func() { sumRows(dst.Biases[l], a.Up[l], add) })
	}
	return jobs
}

// weights are the jobs of one weight matrix: dst = statesᵀ·errors, where the
// states are those of the driving layer.
func (g *gradient) weights(w *workers, dst *bits.Floats, driving int, errors *bits.Floats, add bool) []func() {
	states := g.transposed[driving]
	return w.parts(func(k, n int) {
		strategy := bits.ChooseFor(states, errors)
		if add {
			bits.AccumulatePart(dst, states, errors, strategy, k, n)
		} else {
			bits.MultiplyPart(dst, states, errors, nil, strategy, k, n)
		}
	})
}

// triangle are the jobs of the lateral weights of layer l.
func (g *gradient) triangle(w *workers, dst *bits.Floats, l int) []func() {
	states, errors := g.transposed[l], g.activity.Down[l]
	return w.parts(func(k, n int) {
		bits.TriangleGradientPart(dst, states, errors, bits.ChooseFor(states, errors), k, n)
	})
}

// sumRows writes the sum of the rows, in order, into dst, or adds it.
func sumRows(dst []float32, rows *bits.Floats, add bool) {
	if !add {
		clear(dst)
	}
	vector.AddRows(dst, rows)
}
