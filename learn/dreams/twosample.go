package dreams

import (
	"context"
	"fmt"
	"math"
	"sync"

	"golang.org/x/sync/errgroup"

	"wakesleep/learn/perceptron"
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// The classifier of the two-sample test. It must not change, or figures could not
// be compared.
const (
	hidden = 256
	epochs = 20
	batch  = 100
	rate   = 1e-3
	seed   = 2017
)

// LeastImages is the number of images that the test needs on each side, so that
// each half of the control fills a batch.
const LeastImages = 2 * batch

// Accuracy is how often a classifier is right about images that it has not seen.
type Accuracy struct {
	// Percent is 50 where the samples cannot be told apart, and StdErrPercent the
	// standard error over images.
	Percent, StdErrPercent float64
}

// Comparison is the two-sample test of dreams against real images.
type Comparison struct {
	// Dreams compares dreams with real images, and Control one half of the real
	// images with the other: what it differs from 50 by is chance.
	Dreams, Control Accuracy
}

// Options say how to run a test. They do not change its result.
type Options struct {
	Threads int
	// Progress, unless nil, hears of the share of the work that is done, never from
	// two goroutines at once.
	Progress func(share float64)
}

// TwoSample trains a fixed classifier to tell dreams from real images and measures
// it on others: on half of both it learns, on the other half it is measured, and
// then the halves change places, so that every image counts. Width is that of an
// image; where it is not 0, the classifier is shown, beside the pixels, which of
// them are loose, by which it finds dreams out much better.
//
// There must be as many dreams as real images, at least LeastImages. Order makes no
// difference to what is compared: halves are drawn at random.
//
// Source: Lopez-Paz and Oquab, "Revisiting classifier two-sample tests", ICLR
// (2017).
func TwoSample(ctx context.Context, dreams, real *bits.Matrix, width int, o Options) (*Comparison, error) {
	if dreams.Rows != real.Rows || real.Rows < LeastImages {
		panic(fmt.Sprintf("dreams: two-sample test of %d dreams and %d images", dreams.Rows, real.Rows))
	}
	if width > 0 {
		dreams, real = withLoose(dreams, width), withLoose(real, width)
	}
	one, other := halves(real, 2)
	trials := append(trialsOf(real, dreams), trialsOf(one, other)...)
	if err := judgeAll(ctx, trials, o); err != nil {
		return nil, err
	}
	return &Comparison{Dreams: accuracyOf(trials[:2]), Control: accuracyOf(trials[2:])}, nil
}

// halves cuts the rows of x at random in two; which says how.
func halves(x *bits.Matrix, which uint64) (one, other *bits.Matrix) {
	s := random.New(seed, random.Classify, random.ClassifyHalves-which, 0)
	order := s.Perm(x.Rows)
	cut := x.Rows / 2
	return rows(x, order[:cut]), rows(x, order[cut:2*cut])
}

func rows(x *bits.Matrix, which []int32) *bits.Matrix {
	y := bits.NewMatrix(len(which), x.Cols)
	for i, row := range which {
		y.CopyRow(i, x, int(row))
	}
	return y
}

// sample is images of two kinds, labelled 0 and 1.
type sample struct {
	x      *bits.Matrix
	labels []uint8
}

func sampleOf(zeros, ones *bits.Matrix) sample {
	s := sample{bits.NewMatrix(zeros.Rows+ones.Rows, zeros.Cols), make([]uint8, zeros.Rows+ones.Rows)}
	s.x.CopyRows(0, zeros, 0, zeros.Rows)
	s.x.CopyRows(zeros.Rows, ones, 0, ones.Rows)
	for i := range ones.Rows {
		s.labels[zeros.Rows+i] = 1
	}
	return s
}

// trial is a classifier's training on one sample and its test on another.
type trial struct {
	learn, test sample
	right       int
}

// trialsOf cuts both kinds of images in half for the trial and its counterpart.
func trialsOf(zeros, ones *bits.Matrix) []*trial {
	z0, z1 := halves(zeros, 0)
	o0, o1 := halves(ones, 1)
	a, b := sampleOf(z0, o0), sampleOf(z1, o1)
	return []*trial{{learn: a, test: b}, {learn: b, test: a}}
}

// run trains and tests the trial's classifier.
func (t *trial) run(ctx context.Context, watch func(epoch int)) error {
	p, err := perceptron.Train(ctx, perceptron.Fixed(t.learn.x, t.learn.labels, 2), perceptron.Settings{
		Hidden: hidden, Epochs: epochs, Batch: batch, Rate: rate, Seed: seed,
	}, watch)
	if err != nil {
		return err
	}
	for i, c := range p.Classify(t.test.x) {
		if c == int(t.test.labels[i]) {
			t.right++
		}
	}
	return nil
}

// judgeAll runs trials, as many at a time as there are threads.
func judgeAll(ctx context.Context, trials []*trial, o Options) error {
	var group errgroup.Group
	group.SetLimit(max(1, o.Threads))
	var reporting sync.Mutex
	done, total := 0, 0
	for _, t := range trials {
		total += epochs * t.learn.x.Rows
	}
	for _, t := range trials {
		group.Go(func() error {
			return t.run(ctx, func(int) {
				reporting.Lock()
				defer reporting.Unlock()
				done += t.learn.x.Rows
				if o.Progress != nil {
					o.Progress(float64(done) / float64(total))
				}
			})
		})
	}
	return group.Wait()
}

// accuracyOf takes trials together. The images are counted as independent.
func accuracyOf(trials []*trial) Accuracy {
	right, all := 0, 0
	for _, t := range trials {
		right += t.right
		all += t.test.x.Rows
	}
	p := float64(right) / float64(all)
	return Accuracy{100 * p, 100 * math.Sqrt(p*(1-p)/float64(all))}
}

// withLoose is images of the given width with a second bit for each pixel, behind
// all pixels: whether it is loose, that is on while at most one of its four
// neighbours is.
func withLoose(x *bits.Matrix, width int) *bits.Matrix {
	wide := bits.NewMatrix(x.Rows, 2*x.Cols)
	on := make([]bool, x.Cols)
	for i := range x.Rows {
		for j := range on {
			on[j] = x.Get(i, j)
		}
		for j := range on {
			wide.Set(i, j, on[j])
			wide.Set(i, x.Cols+j, loose(on, j, width))
		}
	}
	return wide
}

func loose(on []bool, j, width int) bool {
	if !on[j] {
		return false
	}
	count := 0
	for _, neighbour := range []bool{
		j%width > 0 && on[j-1],
		j%width < width-1 && on[j+1],
		j >= width && on[j-width],
		j+width < len(on) && on[j+width],
	} {
		if neighbour {
			count++
		}
	}
	return count <= 1
}
