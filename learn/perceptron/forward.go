package perceptron

import (
	"fmt"

	"wakesleep/network"
	"wakesleep/network/activation"
	"wakesleep/network/bits"
)

// Probabilities gives p(class | image) for every image: a row for each.
func (p *Perceptron) Probabilities(x *bits.Matrix) *bits.Floats {
	all := bits.NewFloats(x.Rows, p.Classes)
	p.chunks(x, func(first int, b *pass) {
		for i := range b.x.Rows {
			copy(all.Row(first+i), b.outputs.Row(i))
		}
	})
	return all
}

// Classify gives the most probable class of every image, the lowest among
// equals.
func (p *Perceptron) Classify(x *bits.Matrix) []int {
	classes := make([]int, x.Rows)
	p.chunks(x, func(first int, b *pass) {
		for i := range b.x.Rows {
			classes[first+i] = network.Greatest(b.outputs.Row(i))
		}
	})
	return classes
}

// chunkRows is the number of images that are judged at a time: what stays in a
// processor's cache.
const chunkRows = 200

// chunks runs the forward pass over all rows of x, some at a time.
func (p *Perceptron) chunks(x *bits.Matrix, visit func(first int, b *pass)) {
	if x.Cols != p.Inputs {
		panic(fmt.Sprintf("perceptron: images of %d pixels for %d inputs", x.Cols, p.Inputs))
	}
	b := newPass(p)
	for first := 0; first < x.Rows; first += chunkRows {
		n := min(chunkRows, x.Rows-first)
		b.resize(n)
		b.x.CopyRows(0, x, first, n)
		b.forward()
		visit(first, b)
	}
}

// pass is the room for one batch.
type pass struct {
	p *Perceptron
	x *bits.Matrix
	// hidden are the activities of the hidden units, a row for each image, and
	// outputs the probabilities of the classes.
	hidden, outputs *bits.Floats
}

func newPass(p *Perceptron) *pass {
	b := &pass{p: p, x: new(bits.Matrix), hidden: new(bits.Floats), outputs: new(bits.Floats)}
	b.resize(0)
	return b
}

func (b *pass) resize(rows int) {
	b.x.Resize(rows, b.p.Inputs)
	b.hidden.Resize(rows, b.p.Hidden)
	b.outputs.Resize(rows, b.p.Classes)
}

// forward computes hidden and outputs from x.
func (b *pass) forward() {
	w := &b.p.weights
	s := bits.Choose(b.x.Rows, b.x.Cols, b.p.Hidden, b.x.Ones())
	bits.Multiply(b.hidden, b.x, w.first, w.firstBias, s, 0, b.x.Rows)
	for i := range b.x.Rows {
		rectify(b.hidden.Row(i))
		b.read(i)
	}
}

// rectify silences what is below zero.
func rectify(z []float32) {
	for i, v := range z {
		z[i] = max(v, 0)
	}
}

// read computes the outputs of image i from its hidden units.
func (b *pass) read(i int) {
	w, hidden, out := &b.p.weights, b.hidden.Row(i), b.outputs.Row(i)
	for c := range out {
		out[c] = w.secondBiases[c] + dot(w.second.Row(c), hidden)
	}
	softmax(out)
}

// dot adds up four interleaved sums, so that the processor need not wait for
// each addition.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	j := 0
	for ; j+4 <= len(a); j += 4 {
		s0 += float32(a[j] * b[j])
		s1 += float32(a[j+1] * b[j+1])
		s2 += float32(a[j+2] * b[j+2])
		s3 += float32(a[j+3] * b[j+3])
	}
	for ; j < len(a); j++ {
		s0 += float32(a[j] * b[j])
	}
	return (s0 + s1) + (s2 + s3)
}

// softmax turns logits into probabilities.
func softmax(z []float32) {
	top, sum := z[network.Greatest(z)], float32(0)
	for c, v := range z {
		z[c] = activation.Exp(v - top)
		sum += z[c]
	}
	for c := range z {
		z[c] /= sum
	}
}
