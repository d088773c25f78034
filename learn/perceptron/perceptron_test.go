package perceptron

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"wakesleep/network/bits"
)

// randomExamples are images and labels without any meaning.
func randomExamples(r *rand.Rand, n, pixels, classes int) (*bits.Matrix, []uint8) {
	x, labels := bits.NewMatrix(n, pixels), make([]uint8, n)
	for i := range n {
		labels[i] = uint8(r.IntN(classes))
		for j := range pixels {
			x.Set(i, j, r.IntN(3) == 0)
		}
	}
	return x, labels
}

// loss is the mean of −log p(label | image), by the book and in float64.
func loss(p *Perceptron, x *bits.Matrix, labels []uint8) float64 {
	sum := 0.0
	for i, label := range labels {
		sum -= math.Log(outputsOf(p, x, i)[label])
	}
	return sum / float64(len(labels))
}

func outputsOf(p *Perceptron, x *bits.Matrix, i int) []float64 {
	w, out, total := &p.weights, make([]float64, p.Classes), 0.0
	for c := range out {
		z := float64(w.secondBiases[c])
		for k := range p.Hidden {
			h := float64(w.firstBias[k])
			for j := range p.Inputs {
				if x.Get(i, j) {
					h += float64(w.first.Row(j)[k])
				}
			}
			z += max(h, 0) * float64(w.second.Row(c)[k])
		}
		out[c] = math.Exp(z)
		total += out[c]
	}
	for c := range out {
		out[c] /= total
	}
	return out
}

func TestProbabilitiesByTheBook(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	x, _ := randomExamples(r, chunkRows+7, 30, 2)
	p := New(30, 9, 4, 3)
	b, classes := newPass(p, x.Rows), p.Classify(x)
	b.x.CopyRows(0, x, 0, x.Rows)
	b.forward()
	got := b.outputs
	for i := range x.Rows {
		want := outputsOf(p, x, i)
		best := 0
		for c, v := range want {
			if math.Abs(v-float64(got.Row(i)[c])) > 1e-5 {
				t.Fatalf("image %d: %v, want %v", i, got.Row(i), want)
			}
			if v > want[best]+1e-5 {
				best = c
			}
		}
		if want[classes[i]] < want[best]-1e-5 {
			t.Errorf("image %d: class %d of %v", i, classes[i], want)
		}
	}
}

func TestGradientAgainstFiniteDifferences(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	x, labels := randomExamples(r, 12, 20, 3)
	tr := newTraining(Fixed(x, labels, 3), Settings{Hidden: 7, Epochs: 1, Batch: 12, Rate: 1, Seed: 5})
	w := &tr.p.weights
	for j := range w.firstBias {
		w.firstBias[j] = float32(r.NormFloat64() / 4)
	}
	tr.pass.x.CopyRows(0, x, 0, 12)
	copy(tr.labels, labels)
	tr.pass.forward()
	tr.differentiate()
	const step = 1e-3
	for i := range w.flat {
		was := w.flat[i]
		w.flat[i] = was + step
		above, plus := loss(tr.p, x, labels), float64(w.flat[i])
		w.flat[i] = was - step
		below, minus := loss(tr.p, x, labels), float64(w.flat[i])
		w.flat[i] = was
		// The gradient climbs, the loss is to fall. Padding has no influence.
		want := -(above - below) / (plus - minus)
		if got := float64(tr.gradient.flat[i]); math.Abs(got-want) > 2e-4 {
			t.Errorf("parameter %d: slope %g, want %g", i, got, want)
		}
	}
}

// Which of two pixels are on is parity, which no single layer learns.
func TestTrainLearnsParity(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	x, labels := randomExamples(r, 1000, 10, 2)
	for i := range labels {
		labels[i] = 0
		if x.Get(i, 2) != x.Get(i, 7) {
			labels[i] = 1
		}
	}
	p := train(t, Fixed(x, labels, 2))
	for i, c := range p.Classify(x) {
		if c != int(labels[i]) {
			t.Fatalf("image %d is taken for %d", i, c)
		}
	}
}

func train(t *testing.T, e Examples) *Perceptron {
	t.Helper()
	p, err := Train(t.Context(), e, Settings{Hidden: 16, Epochs: 40, Batch: 50, Rate: 1e-2, Seed: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSameSeedSamePerceptron(t *testing.T) {
	x, labels := randomExamples(rand.New(rand.NewPCG(1, 4)), 120, 70, 3)
	one, two := train(t, Fixed(x, labels, 3)), train(t, Fixed(x, labels, 3))
	if !slices.Equal(one.weights.flat, two.weights.flat) {
		t.Error("two trainings with one seed differ")
	}
}

func TestTrainStops(t *testing.T) {
	x, labels := randomExamples(rand.New(rand.NewPCG(1, 5)), 100, 10, 2)
	ctx, stop := context.WithCancel(t.Context())
	p, err := Train(ctx, Fixed(x, labels, 2), Settings{Hidden: 4, Epochs: 1 << 30, Batch: 10, Rate: 1e-2, Seed: 1},
		func(epochs int) {
			if epochs == 3 {
				stop()
			}
		})
	if p != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", p, err)
	}
}

func TestArraysComeBack(t *testing.T) {
	p := New(70, 21, 3, 9)
	q, err := FromArrays(p.Arrays())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(p.weights.flat, q.weights.flat) {
		t.Error("the weights changed")
	}
}

func TestFromArraysRefuses(t *testing.T) {
	for i := range 4 {
		all := New(5, 4, 3, 9).Arrays()
		if _, err := FromArrays(slices.Delete(all, i, i+1)); err == nil {
			t.Errorf("array %d is missing, and nobody notices", i)
		}
		all = New(5, 4, 3, 9).Arrays()
		all[i].Shape = append([]int{2}, all[i].Shape...)
		if _, err := FromArrays(all); err == nil {
			t.Errorf("array %d has a wrong shape, and nobody notices", i)
		}
	}
	all := New(5, 4, 3, 9).Arrays()
	all[0].Shape = []int{1 << 40, 1 << 40}
	if _, err := FromArrays(all); err == nil {
		t.Error("a perceptron without bounds")
	}
}
