package activation

import (
	"fmt"
	"math"

	"wakesleep/network/random"
)

// lanes is the width of a row operation: unit j belongs to lane j mod lanes.
const lanes = random.Lanes

// foldEvery is the number of blocks after which the products are folded into
// the sums: 64 factors of at most 2 cannot leave the range of float32.
const foldEvery = 64

// tally collects, for every lane, what the log-probability is made of: the sum
// of |z| over the units that did the less likely thing, and the product of
// 1+e^-|z| over all units.
type tally struct {
	sums, products [lanes]float32
}

func newTally() tally {
	return tally{products: [lanes]float32{1, 1, 1, 1, 1, 1, 1, 1}}
}

// fold moves the logarithms of the products into the sums.
func (t *tally) fold() {
	for l := range lanes {
		t.sums[l] += Log(t.products[l])
		t.products[l] = 1
	}
}

// logProbability folds and adds the lanes up, in the order of a tree of
// vector halves.
func (t *tally) logProbability() float32 {
	t.fold()
	s := &t.sums
	return -(((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7])))
}

// SampleBernoulli draws a row of independent units from their logits, writes
// the probability of firing of each into probs, packs the firings into words
// (unit j is bit j%64 of word j/64, bits past the last unit are zero) and
// returns the natural logarithm of the probability of exactly these firings.
// probs may be the same slice as logits. The stream gives one block for every
// eight units, the last, incomplete ones included.
//
// Definition, for units j ascending, where u is the uniform number of lane j%8
// in block j/8:
//
//	z := logits[j]
//	e := Exp(-|z|)
//	probs[j] = (z >= 0 ? 1 : e) / (1 + e)
//	fires := u < probs[j]
//	if fires != (z >= 0) {
//		S[j%8] += |z|
//	}
//	P[j%8] *= 1 + e
//
// After every 512 units and at the end, S[l] += Log(P[l]) and P[l] = 1 for all
// eight lanes l; the result is −(((S0+S4)+(S2+S6))+((S1+S5)+(S3+S7))).
func SampleBernoulli(probs, logits []float32, words []uint64, s *random.Stream) (logProb float32) {
	checkRow("SampleBernoulli", len(probs), len(logits), len(words))
	t := newTally()
	clear(words[:wordsFor(len(logits))])
	var u [lanes]uint32
	block := 0
	for ; (block+1)*lanes <= len(logits); block++ {
		s.Block(&u)
		z := (*[lanes]float32)(logits[block*lanes:])
		p := (*[lanes]float32)(probs[block*lanes:])
		words[block/8] |= uint64(t.sampleBlock(p, z, &u)) << (block % 8 * 8)
		if block%foldEvery == foldEvery-1 {
			t.fold()
		}
	}
	if rest := logits[block*lanes:]; len(rest) > 0 {
		s.Block(&u)
		fired := t.sampleRest(probs[block*lanes:], rest, &u)
		words[block/8] |= uint64(fired) << (block % 8 * 8)
	}
	return t.logProbability()
}

// sampleBlock draws eight units and returns their firings.
func (t *tally) sampleBlock(p, z *[lanes]float32, u *[lanes]uint32) (fired uint32) {
	for l := range lanes {
		fired |= t.sampleUnit(l, &p[l], z[l], u[l]) << l
	}
	return fired
}

// sampleRest draws the last, incomplete block of a row.
func (t *tally) sampleRest(p, z []float32, u *[lanes]uint32) (fired uint32) {
	for l := range z {
		fired |= t.sampleUnit(l, &p[l], z[l], u[l]) << l
	}
	return fired
}

func (t *tally) sampleUnit(l int, p *float32, z float32, u uint32) (fired uint32) {
	bits := math.Float32bits(z)
	negative := uint32(int32(bits) >> 31)
	size := math.Float32frombits(bits & magnitude)
	e := Exp(-size)
	*p = choose(negative, e) / (1 + e)
	if random.ToFloat32(u) < *p {
		fired = 1
	}
	t.add(l, size, e, fired, negative)
	return fired
}

// add takes one unit into account; fired is 0 or 1, negative the mask of z < 0.
func (t *tally) add(l int, size, e float32, fired, negative uint32) {
	agrees := -fired ^ negative // all ones where the bit is as expected
	t.sums[l] += math.Float32frombits(math.Float32bits(size) &^ agrees)
	t.products[l] *= 1 + e
}

// ScoreBernoulli is [SampleBernoulli] for firings that are given: it writes
// the same probabilities and returns the log-probability of the given words.
func ScoreBernoulli(probs, logits []float32, words []uint64) (logProb float32) {
	checkRow("ScoreBernoulli", len(probs), len(logits), len(words))
	t := newTally()
	for j, z := range logits {
		bits := math.Float32bits(z)
		negative := uint32(int32(bits) >> 31)
		size := math.Float32frombits(bits & magnitude)
		e := Exp(-size)
		probs[j] = choose(negative, e) / (1 + e)
		t.add(j%lanes, size, e, uint32(words[j/64]>>(j%64))&1, negative)
		if j%(lanes*foldEvery) == lanes*foldEvery-1 {
			t.fold()
		}
	}
	return t.logProbability()
}

// Probabilities writes the probability of firing of every unit into probs,
// the same numbers as [SampleBernoulli]. probs may be the same slice as logits.
func Probabilities(probs, logits []float32) {
	checkRow("Probabilities", len(probs), len(logits), wordsFor(len(logits)))
	for j, z := range logits {
		probs[j] = Sigmoid(z)
	}
}

// wordsFor is the number of words that hold n bits.
func wordsFor(n int) int { return (n + 63) / 64 }

func checkRow(operation string, probs, logits, words int) {
	if probs != logits || words < wordsFor(logits) {
		panic(fmt.Sprintf("activation: %s: %d logits need as many probabilities and %d words, got %d and %d",
			operation, logits, wordsFor(logits), probs, words))
	}
}
