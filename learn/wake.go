package learn

import (
	"math"

	"wakesleep/network"
	"wakesleep/network/activation"
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// wakeStep sees a batch of images, recognises it, and finds the gradients of
// log p, and of log q by importance weights where that is asked for.
type wakeStep struct {
	activity *network.Activity
	gradient *gradient
	streams  []random.Stream
	// bounds has each shard's sum of the free energy in nats over images and
	// samples.
	bounds []float64
	// logWeights holds the rows' log p − log q in nats, and weights their
	// normalised importance weights over N.
	logWeights []float64
	weights    []float32
	// reweighted tells whether q learns too.
	reweighted bool
	// combined collects the error of an image's samples in layer 1.
	combined [][]float32
}

func newWakeStep(m *network.Machine, batch, samples int) *wakeStep {
	a := network.NewActivity(m, batch, samples)
	shards := (batch + shardImages - 1) / shardImages
	w := &wakeStep{
		activity: a, gradient: newGradient(a),
		streams: make([]random.Stream, shards), bounds: make([]float64, shards),
		logWeights: make([]float64, a.Rows()), weights: make([]float32, a.Rows()),
		combined: make([][]float32, shards),
	}
	for i := range w.combined {
		w.combined[i] = make([]float32, m.Layers[1].Units)
	}
	return w
}

// plan lays out the step's phases.
func (w *wakeStep) plan(m *member) plan {
	a, top := w.activity, m.machine.Top()
	var p plan
	p.add(share(a.Images, shardImages, w.begin(m))...)
	p.add(m.workers.drive(1, top, a.PixelStep, func(l, k, n int) { a.DriveUpStep(l, 0, k, n) })...)
	for l := 1; l <= top; l++ {
		for step := range a.UpSteps(l) {
			if step > 0 || !a.PixelStep(l) {
				p.add(m.workers.parts(func(k, n int) { a.DriveUpStep(l, step, k, n) })...)
			}
		}
		p.add(share(a.Images, shardImages, func(lo, hi int) {
			a.FireUp(l, lo, hi, &w.streams[lo/shardImages])
		})...)
	}
	p = append(p, m.workers.steps(0, top, a.DownSteps, a.DriveDownStep)...)
	p.add(m.workers.drive(1, top, a.Lateral, a.DriveLaterally)...)
	p.add(share(a.Images, shardImages, w.settle)...)
	p.add(w.gradient.transposing(0, top)...)
	return p
}

// begin loads a shard of images and names its stream.
func (w *wakeStep) begin(m *member) func(lo, hi int) {
	return func(lo, hi int) {
		m.feed.fill(w.activity.States[0], m.cycles, lo, hi)
		w.streams[lo/shardImages] = random.New(m.settings.Seed, random.Wake, m.cycles, uint32(lo/shardImages))
	}
}

// settle scores a shard's states under p, weighs its samples and turns
// probabilities into errors.
func (w *wakeStep) settle(lo, hi int) {
	a := w.activity
	first, last := lo*a.Samples, hi*a.Samples
	for l := range a.States {
		a.ScoreDown(l, first, last)
	}
	bound := 0.0
	for image := lo; image < hi; image++ {
		bound += w.weigh(image)
	}
	w.bounds[lo/shardImages] = bound
	for l := range a.States {
		for row := first; row < last; row++ {
			activation.Errors(a.Down[l].Row(row), a.States[l].Row(a.StateRow(l, row)), w.weights[row])
		}
	}
	if w.reweighted {
		w.settleRecognition(lo, hi)
	}
}

// settleRecognition turns a shard's recognition probabilities into errors; the
// samples of an image share theirs in layer 1.
func (w *wakeStep) settleRecognition(lo, hi int) {
	a := w.activity
	sum := w.combined[lo/shardImages]
	for image := lo; image < hi; image++ {
		clear(sum)
		for row := image * a.Samples; row < (image+1)*a.Samples; row++ {
			activation.AddErrors(sum, a.Up[1].Row(image), a.States[1].Row(row), w.weights[row])
		}
		copy(a.Up[1].Row(image), sum)
	}
	for l := 2; l < len(a.States); l++ {
		for row := lo * a.Samples; row < hi*a.Samples; row++ {
			activation.Errors(a.Up[l].Row(row), a.States[l].Row(row), w.weights[row])
		}
	}
	for l := 2; l < len(a.States); l++ {
		if a.FromPixels[l] != nil && a.Samples > 1 {
			sumOverSamples(a.FromPixels[l], a.Up[l], lo, hi)
		}
	}
}

// sumOverSamples makes rows lo to hi of sums the sums of the rows of an image's samples.
func sumOverSamples(sums, rows *bits.Floats, lo, hi int) {
	samples := rows.Rows / sums.Rows
	for image := lo; image < hi; image++ {
		sum := sums.Row(image)
		copy(sum, rows.Row(image*samples))
		for row := image*samples + 1; row < (image+1)*samples; row++ {
			for j, v := range rows.Row(row) {
				sum[j] += v
			}
		}
	}
}

// weigh sets the weights of an image's samples, in proportion to
// p(x,h)/q(h|x) and with sum 1/N, and returns the sum of their free energies in
// nats.
func (w *wakeStep) weigh(image int) float64 {
	a := w.activity
	lo, hi := image*a.Samples, (image+1)*a.Samples
	free, greatest := 0.0, math.Inf(-1)
	for row := lo; row < hi; row++ {
		logWeight := a.LogWeight(row)
		w.logWeights[row] = logWeight
		free -= logWeight
		greatest = max(greatest, logWeight)
	}
	var sum float32
	for row := lo; row < hi; row++ {
		w.weights[row] = activation.Exp(float32(w.logWeights[row] - greatest))
		sum += w.weights[row]
	}
	for row := lo; row < hi; row++ {
		w.weights[row] /= sum * float32(a.Images)
	}
	return free
}

// bound is the batch's mean free energy in nats.
func (w *wakeStep) bound() float64 {
	sum := 0.0
	for _, b := range w.bounds {
		sum += b
	}
	return sum / float64(w.activity.Rows())
}
