package activation

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wakesleep/network/random"
)

// softmax64 returns the logarithms of the probabilities in float64.
func softmax64(logits []float32) []float64 {
	greatest, sum := math.Inf(-1), 0.
	for _, z := range logits {
		greatest = max(greatest, float64(z))
	}
	for _, z := range logits {
		sum += math.Exp(float64(z) - greatest)
	}
	logs := make([]float64, len(logits))
	for j, z := range logits {
		logs[j] = float64(z) - greatest - math.Log(sum)
	}
	return logs
}

func TestCategoricalAgainstFloat64(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 210).Draw(t, "n")
		seed := rapid.Uint64().Draw(t, "seed")
		logits := randomLogits(rand.New(rand.NewPCG(seed, 5)), n)
		probs, words := make([]float32, n), filled(n)
		s := random.New(seed, random.Wake, 0, 0)
		start := s
		logProb := SampleCategorical(probs, logits, words, &s)

		logs := softmax64(logits)
		for j, p := range probs {
			if want := math.Exp(logs[j]); math.Abs(float64(p)-want) > 1e-5*want+1e-37 {
				t.Fatalf("unit %d: probability %g, want %g", j, p, want)
			}
		}
		var u [8]uint32
		start.Block(&u)
		if start != s {
			t.Fatal("the stream gave other than one block")
		}
		fires, cumulated := 0, float32(0)
		for fires = range probs {
			if cumulated += probs[fires]; cumulated > float32(u[0]>>8)/(1<<24) {
				break
			}
		}
		if onlyBit(words) != fires {
			t.Fatalf("unit %d fires, want %d", onlyBit(words), fires)
		}
		if want := logs[fires]; math.Abs(float64(logProb)-want) > 1e-6*(1+math.Abs(want)) {
			t.Fatalf("log-probability %g, want %g", logProb, want)
		}
	})
}

func TestCategoricalOperationsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 210).Draw(t, "n")
		seed := rapid.Uint64().Draw(t, "seed")
		logits := randomLogits(rand.New(rand.NewPCG(seed, 6)), n)
		probs, words := make([]float32, n), filled(n)
		s := random.New(seed, random.Wake, 0, 0)
		again := s
		logProb := SampleCategorical(probs, logits, words, &s)

		scored, only := make([]float32, n), make([]float32, n)
		if got := ScoreCategorical(scored, logits, words); got != logProb {
			t.Fatalf("score %g, sample %g", got, logProb)
		}
		softmax(only, logits)
		if !slices.Equal(scored, probs) || !slices.Equal(only, probs) {
			t.Fatal("probabilities differ between the operations")
		}
		inPlace, wordsInPlace := slices.Clone(logits), filled(n)
		if got := SampleCategorical(inPlace, inPlace, wordsInPlace, &again); got != logProb ||
			!slices.Equal(inPlace, probs) || !slices.Equal(words, wordsInPlace) {
			t.Fatal("sampling in place differs")
		}
	})
}

// The log-probability of a unit whose probability underflows is still right.
func TestScoreCategoricalDoesNotUnderflow(t *testing.T) {
	probs := make([]float32, 2)
	if got := ScoreCategorical(probs, []float32{0, 500}, []uint64{1}); got != -500 {
		t.Errorf("log-probability %g, want -500", got)
	}
}

func TestSampleCategoricalFrequencies(t *testing.T) {
	logits := []float32{0, 1, -1, 2, -3}
	const draws = 20000
	counts := make([]int, len(logits))
	probs, words := make([]float32, len(logits)), make([]uint64, 1)
	s := random.New(9, random.Wake, 0, 0)
	for range draws {
		SampleCategorical(probs, logits, words, &s)
		counts[onlyBit(words)]++
	}
	for j, l := range softmax64(logits) {
		p := math.Exp(l)
		if math.Abs(float64(counts[j])-draws*p) > 4.5*math.Sqrt(draws*p*(1-p)) {
			t.Errorf("unit %d fired %d times of %d, want about %.0f", j, counts[j], draws, draws*p)
		}
	}
}

func TestScoreCategoricalPanicsUnlessOneFires(t *testing.T) {
	for _, words := range [][]uint64{{0}, {3}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("words %b: no panic", words)
				}
			}()
			ScoreCategorical(make([]float32, 3), make([]float32, 3), words)
		}()
	}
}
