package learn

import (
	"sort"

	"wakesleep/network/bits"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// DataSeed draws the fixed binarisation of grey images. It belongs to the data,
// not to a training, so that all machines are taught and measured on the same
// binary images.
const DataSeed = 1995

// distributionEpoch is the number of cycles that count as an epoch of data
// without an end.
const distributionEpoch = 10_000

// feed serves the binary images of each cycle, as a pure function of seed and
// cycle.
type feed struct {
	set   *images.Set
	seed  uint64
	batch int
	// fixed holds all images drawn once; nil where they are drawn each epoch.
	fixed *bits.Matrix
	// order is the permutation of the images in an epoch.
	order []int32
	epoch uint64
	// moved has room for a moved image in each shard of a batch; nil where images
	// stay in place.
	moved [][]uint8
	shift int
	// cumulative has the running sums of a distribution's probabilities; nil
	// for finite data.
	cumulative []float64
	// own are the images of a machine that competes for them, and steps is the number of steps
	// of its epochs; zero for other machines.
	own   []int32
	steps int
}

func newFeed(set *images.Set, s Settings) *feed {
	f := &feed{set: set, seed: s.Seed, batch: s.Batch}
	if set.Probabilities != nil {
		sum := 0.0
		for _, p := range set.Probabilities {
			sum += p
			f.cumulative = append(f.cumulative, sum)
		}
	} else {
		f.order = f.permutation(0)
	}
	if s.Shift > 0 {
		f.makeRoom(s)
	} else if !s.Rebinarise || set.Binary() {
		f.fixed = Binary(set)
	}
	return f
}

// makeRoom readies the feed for images that move.
func (f *feed) makeRoom(s Settings) {
	f.shift = s.Shift
	for lo := 0; lo < s.Batch; lo += shardImages {
		f.moved = append(f.moved, make([]uint8, f.set.Pixels()))
	}
}

// Binary is the images of a set drawn on or off once, with the data's own seed: the
// fixed binarisation on which all machines are taught and measured.
func Binary(set *images.Set) *bits.Matrix {
	m := bits.NewMatrix(set.Count(), set.Pixels())
	for i := range m.Rows {
		binariseFixed(m.Row(i), set, i)
	}
	return m
}

// binariseFixed draws image i as the fixed binarisation has it.
func binariseFixed(words []uint64, set *images.Set, i int) {
	s := random.New(DataSeed, random.Binarise, random.BinariseFixed, uint32(i))
	images.Binarise(words, set.Image(i), &s)
}

// epochCycles is the number of cycles in an epoch.
func (f *feed) epochCycles() int {
	switch {
	case f.cumulative != nil:
		return distributionEpoch
	case f.competes():
		return f.steps
	}
	return f.set.Count() / f.batch
}

// prepare readies the order of the epoch that the cycle lies in. It must be
// called before fill.
func (f *feed) prepare(cycle uint64) {
	epoch := cycle / uint64(f.epochCycles())
	if f.order != nil && epoch != f.epoch {
		f.order, f.epoch = f.permutation(epoch), epoch
	}
}

// permutation is the order of the images in an epoch.
func (f *feed) permutation(epoch uint64) []int32 {
	s := random.New(f.seed, random.Shuffle, epoch, 0)
	return s.Perm(f.set.Count())
}

// fill writes the cycle's images lo ≤ i < hi, one shard, into the rows of dst.
func (f *feed) fill(dst *bits.Matrix, cycle uint64, lo, hi int) {
	if f.cumulative != nil {
		f.draw(dst, cycle, lo, hi)
		return
	}
	if f.competes() {
		f.drawOwn(dst, cycle, lo, hi)
		return
	}
	first := int(cycle%uint64(f.epochCycles())) * f.batch
	for row := lo; row < hi; row++ {
		f.write(dst, row, int(f.order[first+row]), cycle)
	}
}

// draw takes images at random by their probabilities.
func (f *feed) draw(dst *bits.Matrix, cycle uint64, lo, hi int) {
	s := random.New(f.seed, random.Sample, cycle, uint32(lo))
	for row := lo; row < hi; row++ {
		u := float64(s.Uint64()>>11) / (1 << 53)
		image := sort.Search(len(f.cumulative)-1, func(i int) bool { return u < f.cumulative[i] })
		f.write(dst, row, image, cycle)
	}
}

// compete makes the feed serve images of its own at random, with that many steps an epoch.
func (f *feed) compete(steps int) { f.steps, f.order = steps, nil }

// competes tells whether it does.
func (f *feed) competes() bool { return f.steps > 0 }

// drawOwn takes images of its own at random; where it has none, any.
func (f *feed) drawOwn(dst *bits.Matrix, cycle uint64, lo, hi int) {
	s := random.New(f.seed, random.Sample, cycle, uint32(lo))
	for row := lo; row < hi; row++ {
		image := 0
		if len(f.own) > 0 {
			image = int(f.own[s.IntN(len(f.own))])
		} else {
			image = s.IntN(f.set.Count())
		}
		f.write(dst, row, image, cycle)
	}
}

// write puts an image's bits into a row.
func (f *feed) write(dst *bits.Matrix, row, image int, cycle uint64) {
	if f.fixed != nil {
		dst.CopyRow(row, f.fixed, image)
		return
	}
	s := random.New(f.seed, random.Binarise, random.BinariseCycles+cycle, uint32(image))
	images.Binarise(dst.Row(row), f.grey(row, image, cycle), &s)
}

// grey is an image as the cycle has it, moved at random where the settings say so.
func (f *feed) grey(row, image int, cycle uint64) []uint8 {
	if f.shift == 0 {
		return f.set.Image(image)
	}
	s := random.New(f.seed, random.Shift, cycle, uint32(image))
	span := 2*f.shift + 1
	dx, dy := s.IntN(span)-f.shift, s.IntN(span)-f.shift
	moved := f.moved[row/shardImages]
	images.Move(moved, f.set.Image(image), f.set.Width, dx, dy)
	return moved
}
