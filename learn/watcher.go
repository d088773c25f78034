package learn

import (
	"math"
	"slices"
)

// Trouble is what a [Watcher] finds wrong with the course of a training.
type Trouble uint8

const (
	// NoTrouble means that nothing is wrong, or that it was told already.
	NoTrouble Trouble = iota
	// AboveOneBit means that an epoch's images cost more than one bit a pixel, which is
	// what they cost without a machine: steps are too large, or the machine does not
	// suit the images.
	AboveOneBit
	// Plateau means that the description length has not fallen for long.
	Plateau
)

// String is the trouble's name in what commands print for programs; empty for none.
func (t Trouble) String() string { return [...]string{"", "above_one_bit_a_pixel", "plateau"}[t] }

const (
	// plateauEpochs is the least number of epochs that a plateau lasts.
	plateauEpochs = 10
	// plateauShare is the part of a training's epochs that a plateau lasts at least:
	// progress slows down as a training goes on, and more so where the rate falls.
	plateauShare = 4
	// plateauGain is how much of a description length must be saved over the epochs of
	// plateauEpochs and plateauShare for them not to be a plateau. Recipes save three times
	// as much up to their last epochs.
	plateauGain = 0.001
)

// At first, for startEpochs and startCycles, images may cost startOverPixels as much as
// they do where only the mean of each pixel is known.
const (
	startOverPixels = 2
	startEpochs     = 2
	startCycles     = 500
)

// Watcher follows the bounds of a training's epochs and tells of trouble, of each kind
// once. It is not safe for concurrent use.
type Watcher struct {
	// oneBit is what an image costs in nats at one bit a pixel, and start what it may
	// cost at first.
	oneBit, start float64
	// cycles is the number of cycles of an epoch, and last the number of epochs among
	// which a plateau would be one.
	cycles, last int
	bounds       []float64
	told         []Trouble
	// sum adds up the bounds of seen cycles of the epoch under way.
	sum  float64
	seen int
}

// NewWatcher makes a watcher of images with the given number of pixels. The number of
// cycles of an epoch is needed for Cycle alone.
func NewWatcher(pixels, epochCycles int) *Watcher {
	oneBit := float64(pixels) * math.Ln2
	return &Watcher{oneBit: oneBit, start: oneBit, cycles: max(1, epochCycles), last: math.MaxInt}
}

// Watcher makes a watcher of the training, for reports of Train or for results of Cycle.
// Epochs of joint training may cost more and more bits: no plateau is told there.
func (t *Trainer) Watcher() *Watcher {
	cycles := 0
	for _, m := range t.members {
		cycles = max(cycles, m.epochCycles())
	}
	w := NewWatcher(t.members[0].machine.Pixels(), cycles)
	for _, m := range t.members {
		w.start = max(w.start, startOverPixels*independent(m.mean))
	}
	if t.joint != nil {
		w.last = t.settings.Epochs - t.reported
	}
	return w
}

// Cycle takes in what [Trainer.Cycle] returned, in nats, and judges whenever that makes
// another epoch. Not-a-number, from a cycle without a wake step, is passed over.
func (w *Watcher) Cycle(nats float64) Trouble {
	if math.IsNaN(nats) {
		return NoTrouble
	}
	w.sum += nats
	if w.seen++; w.seen < w.cycles {
		return NoTrouble
	}
	mean := w.sum / float64(w.seen)
	w.sum, w.seen = 0, 0
	return w.Epoch(mean)
}

// Epoch takes in the bound of an epoch in nats and judges. Not-a-number, from an epoch
// without wake steps, is passed over.
func (w *Watcher) Epoch(nats float64) Trouble {
	if math.IsNaN(nats) {
		return NoTrouble
	}
	w.bounds = append(w.bounds, nats)
	for _, trouble := range []Trouble{AboveOneBit, Plateau} {
		if w.finds(trouble) && !slices.Contains(w.told, trouble) {
			w.told = append(w.told, trouble)
			return trouble
		}
	}
	return NoTrouble
}

func (w *Watcher) finds(t Trouble) bool {
	if t == AboveOneBit {
		return w.aboveOneBit()
	}
	return w.plateau()
}

// aboveOneBit judges the last epoch. An untrained machine knows how often each pixel is
// on, and spends some more on causes that mean nothing yet.
func (w *Watcher) aboveOneBit() bool {
	limit := w.oneBit
	if n := len(w.bounds); n <= startEpochs || n*w.cycles <= startCycles {
		limit = w.start
	}
	return w.bounds[len(w.bounds)-1] > limit
}

// independent is what an image costs in nats if only the mean of each pixel is known.
func independent(mean []float32) float64 {
	sum := 0.0
	for _, v := range mean {
		for _, p := range []float64{float64(v), 1 - float64(v)} {
			if p > 0 {
				sum -= p * math.Log(p)
			}
		}
	}
	return sum
}

// plateau compares the mean of the last epochs with that of as many before them. Means
// are hardly moved by chance, so a training that goes on slowly is not taken for one
// that stands.
func (w *Watcher) plateau() bool {
	n := len(w.bounds)
	length := max(plateauEpochs, n/plateauShare)
	if n < 2*length || n > w.last {
		return false
	}
	before, now := mean(w.bounds[n-2*length:n-length]), mean(w.bounds[n-length:])
	return before-now < plateauGain*math.Abs(before)
}

func mean(list []float64) float64 {
	sum := 0.0
	for _, x := range list {
		sum += x
	}
	return sum / float64(len(list))
}
