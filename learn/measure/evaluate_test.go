package measure_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"

	"wakesleep/internal/oracle"
	"wakesleep/learn/measure"
	"wakesleep/network"
	"wakesleep/network/images"
)

// greyOf is a set without probabilities that has the images of another.
func greyOf(set *images.Set) *images.Set {
	plain := *set
	plain.Probabilities = nil
	return &plain
}

func evaluate(t *testing.T, layers string, set *images.Set, o measure.Options) *measure.Evaluation {
	t.Helper()
	e, err := measure.Evaluate(t.Context(), network.Alone(oracle.Machine(2, 2, layers, 12)), set, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// tame is a machine whose recognition is not far off, so that the weights of its
// samples vary little.
func tame(layers string) *network.Machine {
	m := oracle.Machine(2, 2, layers, 12)
	for _, p := range []*network.Parameters{m.Generative, m.Recognition} {
		for i := range p.Flat {
			p.Flat[i] *= .4
		}
	}
	return m
}

// The bounds come down to the exact figure, from above, as samples are added.
func TestBoundsApproachTheExactFigureFromAbove(t *testing.T) {
	for _, layers := range []string{"4,3", "4,3c", "3"} {
		m := tame(layers)
		e, err := measure.Evaluate(t.Context(), network.Alone(m), allImages(), measure.Options{Samples: 20_000, Threads: 2, Exact: true})
		if err != nil {
			t.Fatal(err)
		}
		exact := 0.0
		for _, x := range oracle.LayerStates(m.Layers[0]) {
			exact -= oracle.LogProbability(m, x) / 16
		}
		if e.ExactNLLNats == nil || math.Abs(*e.ExactNLLNats-exact) > 1e-9 {
			t.Fatalf("%s: exact %v, want %v", layers, e.ExactNLLNats, exact)
		}
		above := math.Inf(1)
		for i, b := range e.Bounds {
			if want := []int{1, 10, 100, 1000, 10_000, 20_000}[i]; b.Samples != want {
				t.Errorf("bound %d has %d samples, want %d", i, b.Samples, want)
			}
			// Every bound uses all samples, so that the errors go together.
			if b.NLLNats > above+1e-4 || b.NLLNats < exact-.002 {
				t.Errorf("%s: %v nats with %d samples, %v with fewer, exactly %v", layers, b.NLLNats, b.Samples, above, exact)
			}
			above = b.NLLNats
		}
		if waste := e.WasteNats(); math.Abs(e.NLLNats-exact) > .002 || waste < .02 {
			t.Errorf("%s: %v nats, want %v; recognition wastes %v", layers, e.NLLNats, exact, waste)
		}
	}
}

// The means of the kept results are the figures, and the interval is that of the
// textbook: three images have t = 4.302653 with two degrees of freedom.
func TestStandardErrorsAndIntervals(t *testing.T) {
	var kept []measure.ImageResult
	e := evaluate(t, "3", greySet(3), measure.Options{
		Samples: 40, Threads: 1,
		Keep: func(_ int, found []measure.ImageResult) error {
			kept = append(kept, found...)
			return nil
		},
	})
	for k, b := range e.Bounds {
		values := []float64{kept[0].NLLNats[k], kept[1].NLLNats[k], kept[2].NLLNats[k]}
		mean := (values[0] + values[1] + values[2]) / 3
		squares := 0.0
		for _, v := range values {
			squares += (v - mean) * (v - mean)
		}
		stderr := math.Sqrt(squares/2) / math.Sqrt(3)
		for what, pair := range map[string][2]float64{
			"mean": {b.NLLNats, mean}, "standard error": {b.StdErrNats, stderr},
			"low": {b.LowNats, mean - 4.302653*stderr}, "high": {b.HighNats, mean + 4.302653*stderr},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-5 {
				t.Errorf("K=%d: %s is %v, want %v", b.Samples, what, pair[0], pair[1])
			}
		}
	}
}

func TestTheImagesOfADistributionHaveNoError(t *testing.T) {
	e := evaluate(t, "3", allImages(), measure.Options{Samples: 3, Threads: 1})
	if b := e.Bounds[1]; b.StdErrNats != 0 || b.LowNats != b.NLLNats || b.HighNats != b.NLLNats {
		t.Errorf("%+v", b)
	}
	if e.ExactNLLNats != nil {
		t.Error("an exact figure that was not asked for")
	}
}

// stopAfter cancels an evaluation after n groups, and keeps their results.
func stopAfter(t *testing.T, set *images.Set, layers string, n int, o measure.Options) map[int]measure.ImageResult {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	known := map[int]measure.ImageResult{}
	o.Threads = 1
	o.Keep = func(first int, found []measure.ImageResult) error {
		for i, r := range found {
			known[first+i] = r
		}
		if n--; n == 0 {
			cancel()
		}
		return nil
	}
	_, err := measure.Evaluate(ctx, network.Alone(oracle.Machine(2, 2, layers, 12)), set, o)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("stopped with %v", err)
	}
	return known
}

func TestAnEvaluationGoesOnToTheSameFigures(t *testing.T) {
	set, o := greySet(130), measure.Options{Samples: 120, Threads: 2, Names: []string{"0", "1", "2"}}
	whole := evaluate(t, "4,3c", set, o)
	for _, groups := range []int{1, 3, 6} {
		o.Known, o.Keep = nil, nil
		o.Known = stopAfter(t, set, "4,3c", groups, o)
		if len(o.Known) != 20*groups {
			t.Fatalf("%d results of %d groups", len(o.Known), groups)
		}
		measured := 0
		o.Keep = func(_ int, found []measure.ImageResult) error { measured += len(found); return nil }
		if got := evaluate(t, "4,3c", set, o); !reflect.DeepEqual(got, whole) {
			t.Errorf("went on after %d groups to %+v, want %+v", groups, got, whole)
		}
		if measured != 130-20*groups {
			t.Errorf("%d images were measured after %d groups", measured, groups)
		}
	}
}

func TestEvaluateRefusesResultsOfAnother(t *testing.T) {
	good := measure.ImageResult{NLLNats: []float64{3, 2}, LayerNats: []float64{1}, Category: 1}
	for what, known := range map[string]map[int]measure.ImageResult{
		"number of samples":  {0: {NLLNats: []float64{3}, LayerNats: []float64{1}, Category: 1}},
		"image":              {3: good},
		"number of layers":   {0: {NLLNats: []float64{3, 2}, Category: 1}},
		"category":           {0: {NLLNats: []float64{3, 2}, LayerNats: []float64{1}, Category: 3}},
		"kind of top":        {0: {NLLNats: []float64{3, 2}, LayerNats: []float64{1}, Category: -1}},
		"category below all": {0: {NLLNats: []float64{3, 2}, LayerNats: []float64{1}, Category: -2}},
	} {
		m := oracle.Machine(2, 2, "3c", 1)
		o := measure.Options{Samples: 10, Threads: 1, Known: known}
		if _, err := measure.Evaluate(t.Context(), network.Alone(m), greySet(3), o); err == nil || !strings.Contains(err.Error(), "known") {
			t.Errorf("a result of another %s: %v", what, err)
		}
	}
}

func TestAFailureToKeepEndsTheEvaluation(t *testing.T) {
	full := errors.New("disk full")
	o := measure.Options{Samples: 1, Threads: 2, Keep: func(int, []measure.ImageResult) error { return full }}
	if _, err := measure.Evaluate(t.Context(), network.Alone(oracle.Machine(2, 2, "3", 1)), greySet(100), o); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
}

// Independent of the machine's own code, a wide spread of images: log p(x) of
// many states and images, block by block.
func TestExactFiguresOfManyStates(t *testing.T) {
	m := oracle.Machine(2, 2, "9,2", 5)
	set := greyOf(allImages())
	exact := exactLogs(t, m, set)
	for _, threads := range []int{1, 3} {
		e, err := measure.Evaluate(t.Context(), network.Alone(m), set, measure.Options{Samples: 1, Threads: threads, Exact: true})
		if err != nil {
			t.Fatal(err)
		}
		var logs []float64
		for i, x := range oracle.LayerStates(m.Layers[0]) {
			want := oracle.LogProbability(m, x)
			if got := exact[i]; math.Abs(got-want) > 1e-9 {
				t.Errorf("log p(x) is %v, want %v", got, want)
			}
			logs = append(logs, want)
		}
		if want := -stat.Mean(logs, nil); e.ExactNLLNats == nil || math.Abs(*e.ExactNLLNats-want) > 1e-9 {
			t.Errorf("%d threads: %v, want %v", threads, e.ExactNLLNats, want)
		}
	}
}

// The ledger's items by enumeration of all causes: with many samples the means
// come near to those weighted by q(h|x).
func TestLedgerAgainstEnumeration(t *testing.T) {
	m := tame("3,2")
	set := greyOf(allImages())
	e, err := measure.Evaluate(t.Context(), network.Alone(m), set, measure.Options{Samples: 10_000, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	l := e.Ledger
	if len(l.Layers) != 3 {
		t.Fatalf("%d layers", len(l.Layers))
	}
	near := func(what string, got, want, tolerance float64) {
		t.Helper()
		if math.Abs(got-want) > tolerance {
			t.Errorf("%s: %v bits, want %v", what, got, want)
		}
	}
	near("causes and difference", l.Causes.Bits+l.Difference.Bits, l.FreeEnergy.Bits, 1e-9)
	near("layers", l.Layers[1].Bits+l.Layers[2].Bits, l.Causes.Bits, 1e-4)
	near("free energy", l.FreeEnergy.Bits, e.BoundNats/math.Ln2, 1e-9)
	near("causes", l.Causes.Bits, e.CauseBits, 1e-9)
	for layer := 1; layer <= 2; layer++ {
		near(fmt.Sprintf("layer %d", layer), l.Layers[layer].Bits, layerBits(m, layer), .01)
	}
	if l.Causes.Low >= l.Causes.Bits || l.Causes.High <= l.Causes.Bits || l.Difference.StdErr <= 0 {
		t.Errorf("intervals %+v", l)
	}
}

// layerBits is layer l's part of the causes, averaged over all images of 2×2
// pixels, by enumeration.
func layerBits(m *network.Machine, l int) float64 {
	sum := 0.0
	for _, x := range oracle.LayerStates(m.Layers[0]) {
		for _, one := range oracle.LayerStates(m.Layers[1]) {
			for _, two := range oracle.LayerStates(m.Layers[2]) {
				q := [3]float64{0, logUp(m, 1, x, one), logUp(m, 2, one, two)}
				p := [3]float64{0, logDown(m, 1, one, two), logDown(m, 2, two, nil)}
				sum += math.Exp(q[1]+q[2]) * (q[l] - p[l]) / math.Ln2 / 16
			}
		}
	}
	return sum
}

// logUp is log q of a state of Bernoulli layer l, given the one below.
func logUp(m *network.Machine, l int, below, state []bool) float64 {
	w := m.Recognition.Weights(l-1, l)
	return logUnits(state, func(j int) float64 {
		z := float64(m.Recognition.Biases[l][j])
		for i, on := range below {
			if on {
				z += float64(w.Row(i)[j])
			}
		}
		return z
	})
}

// logDown is log p of a state of Bernoulli layer l, given the one above.
func logDown(m *network.Machine, l int, state, above []bool) float64 {
	return logUnits(state, func(j int) float64 {
		z := float64(m.Generative.Biases[l][j])
		for i, on := range above {
			if on {
				z += float64(m.Generative.Weights(l+1, l).Row(i)[j])
			}
		}
		return z
	})
}

func logUnits(state []bool, logit func(j int) float64) float64 {
	sum := 0.0
	for j, on := range state {
		p := 1 / (1 + math.Exp(-logit(j)))
		if !on {
			p = 1 - p
		}
		sum += math.Log(p)
	}
	return sum
}
