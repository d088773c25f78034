package activation

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wakesleep/internal/cpu"
	"wakesleep/internal/guard"
	"wakesleep/network/random"
)

// These tests compare the kernels with the portable definitions, bit for bit. Without
// kernels they compare the definitions with themselves.

// portably runs f without kernels.
func portably(f func()) {
	was := cpu.AVX2
	cpu.AVX2 = false
	defer func() { cpu.AVX2 = was }()
	f()
}

// same reports whether two numbers have the same bits, or are both NaN: the
// definitions leave open which NaN.
func same(a, b float32) bool {
	return math.Float32bits(a) == math.Float32bits(b) || a != a && b != b
}

func sameRow(a, b []float32) bool { return slices.EqualFunc(a, b, same) }

// anyFloats are numbers of every kind: ordinary, huge, zero, not finite, and
// random bits.
func anyFloats(r *rand.Rand, n int) []float32 {
	special := []float32{
		0, float32(math.Copysign(0, -1)), float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()),
		math.MaxFloat32, -math.MaxFloat32, math.SmallestNonzeroFloat32, lowestExponent, -lowestExponent,
		highestExponent, -highestExponent, 1, -1,
	}
	// Most rows have no NaN, which would hide the log-probability.
	kinds := 3 + 2*r.IntN(4)/3
	x := make([]float32, n)
	for j := range x {
		switch r.IntN(kinds) {
		case 0, 1:
			x[j] = float32(r.NormFloat64() * 3)
		case 2:
			x[j] = float32(r.NormFloat64() * 60)
		case 3:
			x[j] = special[r.IntN(len(special))]
		default:
			x[j] = math.Float32frombits(r.Uint32())
		}
	}
	return x
}

func randomWords(r *rand.Rand, n int) []uint64 {
	words := make([]uint64, wordsFor(n))
	for i := range words {
		words[i] = r.Uint64()
	}
	return words
}

// rowResult is everything that an operation on a row leaves behind.
type rowResult struct {
	probs   []float32
	words   []uint64
	logProb float32
	stream  random.Stream
}

func (a rowResult) equal(b rowResult) bool {
	return sameRow(a.probs, b.probs) && slices.Equal(a.words, b.words) && same(a.logProb, b.logProb) && a.stream == b.stream
}

// rowOperations are run on copies of logits and words between guards.
var rowOperations = map[string]func(r *rowResult, logits []float32){
	"sample":              func(r *rowResult, z []float32) { r.logProb = SampleBernoulli(r.probs, z, r.words, &r.stream) },
	"sample in place":     func(r *rowResult, _ []float32) { r.logProb = SampleBernoulli(r.probs, r.probs, r.words, &r.stream) },
	"score":               func(r *rowResult, z []float32) { r.logProb = ScoreBernoulli(r.probs, z, r.words) },
	"score in place":      func(r *rowResult, _ []float32) { r.logProb = ScoreBernoulli(r.probs, r.probs, r.words) },
	"probabilities":       func(r *rowResult, z []float32) { Probabilities(r.probs, z) },
	"softmax":             func(r *rowResult, z []float32) { softmax(r.probs, z) },
	"categories":          sampleCategories,
	"categories in place": func(r *rowResult, _ []float32) { sampleCategories(r, r.probs) },
	"errors":              func(r *rowResult, _ []float32) { Errors(r.probs, r.words, .37) },
	"add errors":          func(r *rowResult, z []float32) { AddErrors(r.probs, z, r.words, -2.1) },
}

// softmax writes the probabilities of a whole row of logits.
func softmax(probs, logits []float32) {
	if len(logits) > 0 {
		n := normaliserOf(logits)
		n.softmax(probs, logits)
	}
}

// sampleCategories draws one of the units, if there are any, and scores it.
func sampleCategories(r *rowResult, logits []float32) {
	if len(logits) == 0 {
		return
	}
	again := slices.Clone(logits)
	r.logProb = SampleCategorical(r.probs, logits, r.words, &r.stream)
	if scored := ScoreCategorical(again, again, r.words); !same(scored, r.logProb) {
		r.logProb = float32(math.Inf(1)) // which no sampling gives
	}
}

// compareRows runs all operations with kernels on guarded copies, and portably.
func compareRows(t *testing.T, logits []float32, words []uint64, seed uint64) {
	t.Helper()
	stream := random.New(seed, random.Wake, 0, 0)
	for name, run := range rowOperations {
		for _, edge := range guard.Edges {
			got := rowResult{guard.Copy(t, logits, edge), guard.Copy(t, words, edge), 0, stream}
			run(&got, guard.Copy(t, logits, edge))
			want := rowResult{slices.Clone(logits), slices.Clone(words), 0, stream}
			portably(func() { run(&want, logits) })
			if !got.equal(want) {
				t.Fatalf("%s of %d units differs from its definition:\nlogits %v\ngot  %v\nwant %v",
					name, len(logits), logits, got, want)
			}
		}
	}
}

// rowLengths are those around multiples of what the kernels do at once.
func rowLengths() []int {
	var all []int
	for n := range 70 {
		all = append(all, n)
	}
	for n := 505; n <= 530; n++ {
		all = append(all, n)
	}
	return append(all, 784, 1023, 1024, 1025, 1031, 1536)
}

func TestKernelsAtAllLengths(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 8))
	for _, n := range rowLengths() {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			for range 4 {
				compareRows(t, anyFloats(r, n), randomWords(r, n), r.Uint64())
			}
		})
	}
}

func TestKernelsOnUniformRows(t *testing.T) {
	for _, z := range []float64{
		0, math.Copysign(0, -1), math.NaN(), -math.NaN(), math.Inf(1), math.Inf(-1),
		1e30, -1e30, 1e-40, 88.4, -88.4,
	} {
		t.Run(fmt.Sprint(z), func(t *testing.T) {
			for _, n := range []int{1, 7, 8, 9, 16, 24, 25, 511, 513} {
				logits := slices.Repeat([]float32{float32(z)}, n)
				compareRows(t, logits, filled(n), 5)
				compareRows(t, logits, make([]uint64, wordsFor(n)), 6)
			}
		})
	}
}

func TestKernelsOnRandomRows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.OneOf(rapid.IntRange(0, 40), rapid.IntRange(500, 530), rapid.IntRange(0, 2100)).Draw(rt, "n")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 9))
		logits, words, seed := anyFloats(r, n), randomWords(r, n), r.Uint64()
		t.Run("", func(t *testing.T) { compareRows(t, logits, words, seed) })
	})
}

func FuzzKernels(f *testing.F) {
	f.Add([]byte{}, uint64(1), uint64(0))
	f.Add([]byte("\x00\x00\x00\x00\x00\x00\xc0\x7f\x00\x00\x80\xff\x00\x00\x00\x80"), uint64(2), ^uint64(0))
	f.Add(binary.LittleEndian.AppendUint64(make([]byte, 4*515), 0xc2aeac50c2aeac4f), uint64(3), uint64(0xaa))
	f.Fuzz(func(t *testing.T, data []byte, seed, word uint64) {
		logits := make([]float32, min(len(data)/4, 1100))
		for j := range logits {
			logits[j] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*j:]))
		}
		compareRows(t, logits, slices.Repeat([]uint64{word}, wordsFor(len(logits))), seed)
	})
}

// The argument of the exponential runs through numbers of all sizes.
func TestKernelOfProbabilitiesEverywhere(t *testing.T) {
	const n = 4096
	logits, got, want := make([]float32, n), make([]float32, n), make([]float32, n)
	bits := uint32(0)
	for range 256 {
		for j := range logits {
			logits[j] = math.Float32frombits(bits)
			bits += 4093
		}
		Probabilities(got, logits)
		portably(func() { Probabilities(want, logits) })
		for j := range got {
			if !same(got[j], want[j]) {
				t.Fatalf("logit %g: %g, want %g", logits[j], got[j], want[j])
			}
		}
	}
}

func TestErrorsByHand(t *testing.T) {
	p := []float32{.25, .25, .75, 0, 1, .5, .5, .5, .5, .5}
	sum := slices.Repeat([]float32{1}, len(p))
	states := []uint64{0b10_0000_1010}
	AddErrors(sum, p, states, 2)
	Errors(p, states, 2)
	want := []float32{-.5, 1.5, -1.5, 2, -2, -1, -1, -1, -1, 1}
	for j := range p {
		if p[j] != want[j] || sum[j] != 1+want[j] {
			t.Errorf("unit %d: error %g, sum %g, want %g", j, p[j], sum[j], want[j])
		}
	}
}

func TestErrorsOfWrongShapePanic(t *testing.T) {
	for name, f := range map[string]func(){
		"few words":  func() { Errors(make([]float32, 65), make([]uint64, 1), 1) },
		"short sums": func() { AddErrors(make([]float32, 8), make([]float32, 9), make([]uint64, 1), 1) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}
