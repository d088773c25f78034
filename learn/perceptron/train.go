package perceptron

import (
	"context"
	"fmt"
	"math"

	"wakesleep/learn/vector"
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// Settings say how a perceptron is trained.
type Settings struct {
	Hidden, Epochs, Batch int
	// Rate is Adam's in the first step; it falls linearly to zero.
	Rate float64
	// Seed draws the starting weights and the order of the examples.
	Seed uint64
}

// Examples are what a perceptron learns from.
type Examples struct {
	// Labels has the class of each example.
	Labels []uint8
	// Pixels and Classes are the numbers of pixels and of classes.
	Pixels, Classes int
	// Draw writes the pixels of an example, which may differ in every epoch,
	// into packed words.
	Draw func(words []uint64, example, epoch int)
}

// Fixed are examples that are the same in each epoch.
func Fixed(x *bits.Matrix, labels []uint8, classes int) Examples {
	if len(labels) != x.Rows {
		panic(fmt.Sprintf("perceptron: %d labels for %d images", len(labels), x.Rows))
	}
	draw := func(words []uint64, i, _ int) { copy(words, x.Row(i)) }
	return Examples{Labels: labels, Pixels: x.Cols, Classes: classes, Draw: draw}
}

// Train makes a perceptron learn from examples. The last incomplete batch of an
// epoch is left out. Watch, unless nil, hears of each epoch done. The error is the
// context's.
func Train(ctx context.Context, e Examples, s Settings, watch func(epochs int)) (*Perceptron, error) {
	if s.Batch < 1 || s.Batch > len(e.Labels) || s.Epochs < 1 {
		panic(fmt.Sprintf("perceptron: %d epochs in batches of %d of %d examples", s.Epochs, s.Batch, len(e.Labels)))
	}
	t := newTraining(e, s)
	for epoch := range s.Epochs {
		stream := random.New(s.Seed, random.Classify, random.ClassifyEpochs+uint64(epoch), 0)
		order := stream.Perm(len(e.Labels))
		for first := 0; first+s.Batch <= len(order); first += s.Batch {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			t.step(order[first:first+s.Batch], epoch)
		}
		if watch != nil {
			watch(epoch + 1)
		}
	}
	return t.p, nil
}

// training is a perceptron that learns.
type training struct {
	settings Settings
	examples Examples
	p        *Perceptron
	pass     *pass
	// labels are those of the batch.
	labels []uint8
	// errors is the slope at the hidden units, and columns the batch on its side.
	errors                  *bits.Floats
	columns                 *bits.Matrix
	gradient, first, second parameters
	steps, total            int
}

func newTraining(e Examples, s Settings) *training {
	p := New(e.Pixels, s.Hidden, e.Classes, s.Seed)
	room := func() parameters { return newParameters(p.Inputs, p.Hidden, p.Classes) }
	return &training{
		settings: s, examples: e, p: p, pass: newPass(p, s.Batch), labels: make([]uint8, s.Batch),
		errors: bits.NewFloats(s.Batch, s.Hidden), columns: new(bits.Matrix),
		gradient: room(), first: room(), second: room(),
		total: s.Epochs * (len(e.Labels) / s.Batch),
	}
}

// step learns from one batch.
func (t *training) step(batch []int32, epoch int) {
	for row, i := range batch {
		t.examples.Draw(t.pass.x.Row(row), int(i), epoch)
		t.labels[row] = t.examples.Labels[i]
	}
	t.pass.forward()
	t.differentiate()
	t.update()
}

// differentiate computes the gradient of the mean log p(label | image) over the
// batch. It spoils the pass's outputs.
func (t *training) differentiate() {
	g, b := &t.gradient, t.pass
	clear(g.flat)
	for i, label := range t.labels {
		t.backward(i, label)
	}
	bits.Transpose(t.columns, b.x)
	s := bits.Choose(t.columns.Rows, t.columns.Cols, t.p.Hidden, t.columns.Ones())
	bits.Multiply(g.first, t.columns, t.errors, nil, s, 0, t.columns.Rows)
	vector.AddRows(g.firstBias, t.errors)
}

// backward turns the probabilities of image i into the slope at the logits and takes it
// on to the hidden units. It adds up the gradient of the second layer on the way.
func (t *training) backward(i int, label uint8) {
	hidden, slope, outputs := t.pass.hidden.Row(i), t.errors.Row(i), t.pass.outputs.Row(i)
	clear(slope)
	share := 1 / float32(len(t.labels))
	for c, p := range outputs {
		outputs[c] = -float32(share * p)
	}
	outputs[label] += share
	for c, e := range outputs {
		vector.AddScaled(slope, t.p.weights.second.Row(c), e)
		vector.AddScaled(t.gradient.second.Row(c), hidden, e)
		t.gradient.secondBiases[c] += e
	}
	for j, h := range hidden {
		if h <= 0 {
			slope[j] = 0
		}
	}
}

// update takes a step of Adam.
func (t *training) update() {
	rate := t.settings.Rate * (1 - float64(t.steps)/float64(t.total))
	t.steps++
	w := &t.p.weights
	m := 1 - vector.Power(vector.AdamFirst, t.steps)
	v := math.Sqrt(1 - vector.Power(vector.AdamSecond, t.steps))
	vector.Adam(w.flat, t.gradient.flat, t.first.flat, t.second.flat,
		float32(rate*v/m), float32(vector.AdamEpsilon*v))
}
