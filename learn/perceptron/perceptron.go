// Package perceptron tells classes of binary images apart with one hidden layer:
// the judge of dreams, never a part of a machine.
//
//	hidden  = max(0, x·W1 + b1)
//	p(c|x)  = softmax(W2·hidden + b2)
//
// It is small enough to be written here because the first layer, nearly all of
// the work, is the same bits × floats product that the machine is made of, in
// both directions: the whole training on 10,000 images takes seconds.
//
// Data, settings and seed decide the result: training runs on one thread, sums
// have a fixed order, products are rounded before they are added, and no
// transcendental function of the standard library takes part.
package perceptron

import (
	"fmt"
	"math"

	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// Perceptron is a classifier of binary images. Reading it from several
// goroutines is safe while it is not being trained.
type Perceptron struct {
	// Inputs, Hidden and Classes are the numbers of units.
	Inputs, Hidden, Classes int
	weights                 parameters
}

// parameters are all weights and biases, or their gradients or moments.
type parameters struct {
	flat []float32
	// first is inputs × hidden, second classes × hidden.
	first, second           *bits.Floats
	firstBias, secondBiases []float32
}

func newParameters(inputs, hidden, classes int) parameters {
	stride := bits.PaddedStride(hidden)
	a, b := inputs*stride, classes*stride
	flat := make([]float32, a+b+hidden+classes)
	return parameters{
		flat:         flat,
		first:        bits.FloatsOver(flat[:a:a], inputs, hidden),
		second:       bits.FloatsOver(flat[a:a+b:a+b], classes, hidden),
		firstBias:    flat[a+b : a+b+hidden : a+b+hidden],
		secondBiases: flat[a+b+hidden:],
	}
}

// New makes a perceptron with uniform random weights (Glorot and Bengio 2010)
// and biases of zero.
func New(inputs, hidden, classes int, seed uint64) *Perceptron {
	p := empty(inputs, hidden, classes)
	s := random.New(seed, random.Classify, random.ClassifyWeights, 0)
	scatter(p.weights.first, inputs+hidden, &s)
	scatter(p.weights.second, hidden+classes, &s)
	return p
}

func empty(inputs, hidden, classes int) *Perceptron {
	if inputs < 1 || hidden < 1 || classes < 2 {
		panic(fmt.Sprintf("perceptron: %d inputs, %d hidden units, %d classes", inputs, hidden, classes))
	}
	return &Perceptron{inputs, hidden, classes, newParameters(inputs, hidden, classes)}
}

// scatter draws weights from ±√(6/fan).
func scatter(w *bits.Floats, fan int, s *random.Stream) {
	reach := float32(math.Sqrt(6 / float64(fan)))
	for i := range w.Rows {
		row := w.Row(i)
		for j := range row {
			row[j] = float32(reach * (2*s.Float32() - 1))
		}
	}
}
