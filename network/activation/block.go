package activation

import (
	"math"

	"wakesleep/network/random"
)

// lanes is the width of a row operation: unit j belongs to lane j mod lanes.
const lanes = random.Lanes

// foldEvery is the number of units of a row after which the products are folded
// into the sums: the 64 factors of a lane, at most 2 each, cannot leave the
// range of float32. One more fold, of products of 1, would change nothing.
const foldEvery = 64 * lanes

// block is what eight neighbouring units contribute to the log-probability.
type block struct {
	sizes    [lanes]float32 // |z|
	factors  [lanes]float32 // 1+e^-|z|
	negative [lanes]uint32  // all ones where z < 0, else zero
}

// evaluate computes the probabilities of eight units, and fills b. p may be z.
func (b *block) evaluate(p, z *[lanes]float32) {
	for l := range lanes {
		bits := math.Float32bits(z[l])
		negative := uint32(int32(bits) >> 31)
		x := math.Float32frombits(bits | signBit)
		if x < lowestExponent {
			x = lowestExponent
		}
		e := powerSeries(reduce(x))
		p[l] = choose(negative, e) / (1 + e)
		b.sizes[l] = math.Float32frombits(bits &^ signBit)
		b.factors[l], b.negative[l] = 1+e, negative
	}
}

// evaluateRest is evaluate for the last, fewer than eight units of a row; it
// also returns their probabilities, followed by those of logits of zero.
func (b *block) evaluateRest(probs, logits []float32) (p [lanes]float32) {
	copy(p[:], logits)
	b.evaluate(&p, &p)
	copy(probs, p[:])
	return p
}

// tally collects, for every lane, the parts of the log-probability: the sum
// of |z| over the units that did the less likely thing, and the product of
// 1+e^-|z| over the units since the last fold.
type tally struct {
	sums, products [lanes]float32
}

func newTally() tally {
	return tally{products: [lanes]float32{1, 1, 1, 1, 1, 1, 1, 1}}
}

// add takes eight units into account; bit l of fired says whether
// unit l fired.
func (t *tally) add(b *block, fired uint64) {
	for l := range lanes {
		t.addUnit(l, b, fired)
	}
}

// addFirst is add for the first n units of b only.
func (t *tally) addFirst(n int, b *block, fired uint64) {
	for l := range n {
		t.addUnit(l, b, fired)
	}
}

func (t *tally) addUnit(l int, b *block, fired uint64) {
	asExpected := -uint32(fired>>l&1) ^ b.negative[l] // all ones or zero
	t.sums[l] += math.Float32frombits(math.Float32bits(b.sizes[l]) &^ asExpected)
	t.products[l] *= b.factors[l]
}

// fold moves the logarithms of the products into the sums.
func (t *tally) fold() {
	for l := range lanes {
		t.sums[l] += Log(t.products[l])
		t.products[l] = 1
	}
}

// logProbability adds the lanes up, in the order of a tree of vector halves.
func (t *tally) logProbability() float32 {
	s := &t.sums
	return -(((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7])))
}
