package perceptron

import (
	"fmt"

	"wakesleep/network"
	"wakesleep/network/activation"
	"wakesleep/network/bits"
)

// Classify gives the most probable class of every image, the lowest among
// equals.
func (p *Perceptron) Classify(x *bits.Matrix) []int {
	if x.Cols != p.Inputs {
		panic(fmt.Sprintf("perceptron: images of %d pixels for %d inputs", x.Cols, p.Inputs))
	}
	classes := make([]int, x.Rows)
	b := newPass(p, 0)
	for first := 0; first < x.Rows; first += chunkRows {
		n := min(chunkRows, x.Rows-first)
		b.resize(n)
		b.x.CopyRows(0, x, first, n)
		b.forward()
		for i := range n {
			classes[first+i] = network.Greatest(b.outputs.Row(i))
		}
	}
	return classes
}

// chunkRows is the number of images that are judged at a time: what stays in a
// processor's cache.
const chunkRows = 200

// pass is the room for one batch.
type pass struct {
	p *Perceptron
	x *bits.Matrix
	// hidden are the activities of the hidden units, a row for each image, and
	// outputs the probabilities of the classes.
	hidden, outputs *bits.Floats
}

func newPass(p *Perceptron, rows int) *pass {
	b := &pass{p: p, x: new(bits.Matrix), hidden: new(bits.Floats), outputs: new(bits.Floats)}
	b.resize(rows)
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
		hidden, out := b.hidden.Row(i), b.outputs.Row(i)
		for j, z := range hidden {
			hidden[j] = max(z, 0)
		}
		for c := range out {
			out[c] = w.secondBiases[c] + dot(w.second.Row(c), hidden)
		}
		softmax(out)
	}
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
