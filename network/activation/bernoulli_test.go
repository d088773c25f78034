package activation

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wakesleep/network/random"
)

// bernoulliLog is log r for one unit in float64, from its definition.
func bernoulliLog(z float64, fires bool) float64 {
	if fires {
		z = -z
	}
	return -(max(z, 0) + math.Log1p(math.Exp(-math.Abs(z)))) // −softplus
}

func bit(words []uint64, j int) bool { return words[j/64]>>(j%64)&1 != 0 }

// randomLogits mixes ordinary logits with very large and exactly zero ones.
func randomLogits(r *rand.Rand, n int) []float32 {
	logits := make([]float32, n)
	for j := range logits {
		switch r.IntN(10) {
		case 0:
			logits[j] = float32(r.NormFloat64() * 100)
		case 1:
			logits[j] = 0
		default:
			logits[j] = float32(r.NormFloat64() * 3)
		}
	}
	return logits
}

func filled(n int) []uint64 {
	words := make([]uint64, wordsFor(n))
	for i := range words {
		words[i] = ^uint64(0)
	}
	return words
}

func TestSampleBernoulliAgainstFloat64(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.IntRange(0, 40), rapid.IntRange(500, 530), rapid.IntRange(1020, 1100)).Draw(t, "n")
		seed := rapid.Uint64().Draw(t, "seed")
		logits := randomLogits(rand.New(rand.NewPCG(seed, 3)), n)
		probs, words := make([]float32, n), filled(n)
		s := random.New(seed, random.Wake, 0, 0)
		uniforms := s
		logProb := SampleBernoulli(probs, logits, words, &s)

		var want, size float64
		var u [8]uint32
		for j, z := range logits {
			if j%8 == 0 {
				uniforms.Block(&u)
			}
			p := 1 / (1 + math.Exp(-float64(z)))
			if math.Abs(float64(probs[j])-p) > 3e-7*p+1e-37 {
				t.Fatalf("unit %d, logit %g: probability %g, want %g", j, z, probs[j], p)
			}
			if uniform := float32(u[j%8]>>8) / (1 << 24); bit(words, j) != (uniform < probs[j]) {
				t.Fatalf("unit %d: uniform %g, probability %g, fires %v", j, uniform, probs[j], bit(words, j))
			}
			want += bernoulliLog(float64(z), bit(words, j))
			size += math.Abs(float64(z)) + 1
		}
		if math.Abs(float64(logProb)-want) > 1e-6*size {
			t.Fatalf("log-probability %g, want %g", logProb, want)
		}
		for j := n; j < 64*len(words); j++ {
			if bit(words, j) {
				t.Fatalf("bit %d past the last unit is set", j)
			}
		}
		if s != uniforms {
			t.Fatal("the stream gave other than one block for eight units")
		}
	})
}

// referenceLog is the loop in the comment of SampleBernoulli.
func referenceLog(logits []float32, words []uint64) float32 {
	var sums, products [8]float32
	for l := range products {
		products[l] = 1
	}
	fold := func() {
		for l := range products {
			sums[l] += Log(products[l])
			products[l] = 1
		}
	}
	for j, z := range logits {
		size := float32(math.Abs(float64(z)))
		if bit(words, j) != (z >= 0) {
			sums[j%8] += size
		}
		products[j%8] *= 1 + Exp(-size)
		if j%512 == 511 {
			fold()
		}
	}
	fold()
	return -(((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7])))
}

func TestBernoulliOperationsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.IntRange(0, 40), rapid.IntRange(500, 1600)).Draw(t, "n")
		seed := rapid.Uint64().Draw(t, "seed")
		logits := randomLogits(rand.New(rand.NewPCG(seed, 4)), n)
		probs, words := make([]float32, n), filled(n)
		s := random.New(seed, random.Sleep, 0, 0)
		again := s
		logProb := SampleBernoulli(probs, logits, words, &s)
		if want := referenceLog(logits, words); math.Float32bits(logProb) != math.Float32bits(want) {
			t.Fatalf("log-probability %g, the reference loop has %g", logProb, want)
		}

		scored, only := make([]float32, n), make([]float32, n)
		if got := ScoreBernoulli(scored, logits, words); math.Float32bits(got) != math.Float32bits(logProb) {
			t.Fatalf("score %g, sample %g", got, logProb)
		}
		Probabilities(only, logits)
		if !slices.Equal(scored, probs) || !slices.Equal(only, probs) {
			t.Fatal("probabilities differ between the operations")
		}
		inPlace, wordsInPlace := slices.Clone(logits), filled(n)
		got := SampleBernoulli(inPlace, inPlace, wordsInPlace, &again)
		if math.Float32bits(got) != math.Float32bits(logProb) || !slices.Equal(inPlace, probs) || !slices.Equal(words, wordsInPlace) {
			t.Fatal("sampling in place differs")
		}
	})
}

func TestSampleBernoulliFrequencies(t *testing.T) {
	logits := []float32{-3, -1, 0, 1, 3, -2, 2, .5, -.5, 6, -6}
	const draws = 20000
	counts := make([]int, len(logits))
	probs, words := make([]float32, len(logits)), make([]uint64, 1)
	s := random.New(8, random.Wake, 0, 0)
	for range draws {
		SampleBernoulli(probs, logits, words, &s)
		for j := range counts {
			if bit(words, j) {
				counts[j]++
			}
		}
	}
	for j, z := range logits {
		p := 1 / (1 + math.Exp(-float64(z)))
		if deviation := math.Abs(float64(counts[j]) - draws*p); deviation > 4.5*math.Sqrt(draws*p*(1-p)) {
			t.Errorf("logit %g: fired %d times of %d", z, counts[j], draws)
		}
	}
}

// A diverged machine must show in the log-probability.
func TestBernoulliShowsNaN(t *testing.T) {
	logits, words := make([]float32, 20), make([]uint64, 1)
	logits[13] = float32(math.NaN())
	probs := make([]float32, 20)
	s := random.New(1, random.Wake, 0, 0)
	if got := SampleBernoulli(probs, logits, words, &s); got == got {
		t.Errorf("log-probability %g", got)
	}
	if probs[13] == probs[13] || bit(words, 13) {
		t.Errorf("probability %g, fires %v", probs[13], bit(words, 13))
	}
}

func TestRowsAllocateNothing(t *testing.T) {
	logits, probs, words := make([]float32, 77), make([]float32, 77), make([]uint64, 2)
	s := random.New(1, random.Wake, 0, 0)
	if n := testing.AllocsPerRun(10, func() {
		SampleBernoulli(probs, logits, words, &s)
		ScoreBernoulli(probs, logits, words)
		Probabilities(probs, logits)
		Errors(probs, words, .5)
		AddErrors(probs, logits, words, .5)
		SampleCategorical(probs, logits, words, &s)
	}); n != 0 {
		t.Errorf("%g allocations", n)
	}
}

func TestShapesPanic(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	Probabilities(make([]float32, 3), make([]float32, 4))
}

// A unit with probability one half fires for uniform numbers below one half, and
// not for one half. A number is rotl(s0+s3, 7)+s0.
func TestUniformEqualToProbabilityDoesNotFire(t *testing.T) {
	for _, n := range []int{5, 8, 24} { // part of a block, one, several
		for u, fires := range map[uint32]bool{1 << 31: false, 1<<31 - 1: true} {
			var s random.Stream
			for l := range lanes {
				s.State()[0][l], s.State()[3][l] = u, -u
			}
			words := make([]uint64, 1)
			SampleBernoulli(make([]float32, n), make([]float32, n), words, &s)
			for j := range min(n, lanes) {
				if bit(words, j) != fires {
					t.Errorf("unit %d of %d, number %#x: fires is %v", j, n, u, !fires)
				}
			}
		}
	}
}
