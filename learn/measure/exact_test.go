package measure_test

import (
	"context"
	"math"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/network"
	"wakesleep/network/images"
)

// exactLogs is log p(x) in nats of every binary image of a set.
func exactLogs(t testing.TB, m *network.Machine, set *images.Set) []float64 {
	t.Helper()
	exact, err := measure.Enumerate(m)
	if err != nil {
		t.Fatal(err)
	}
	logs, err := exact.LogProbabilities(context.Background(), learn.Binary(set), 1)
	if err != nil {
		t.Fatal(err)
	}
	return logs
}

func TestExactEqualsSumOverAllStates(t *testing.T) {
	for _, layers := range []string{
		"4,3", "4,3c", "3", "3c", "3,2,2", "3,2,2 lateral", "3,2c skips", "4 lateral", "2,3,2 lateral-top",
	} {
		m := oracle.Machine(2, 2, layers, 11)
		logs, total := exactLogs(t, m, allImages()), 0.0
		for i, x := range oracle.LayerStates(m.Layers[0]) {
			got, want := logs[i], oracle.LogProbability(m, x)
			if math.Abs(got-want) > 1e-9 {
				t.Errorf("%s: log p(x) is %.9f, want %.9f", layers, got, want)
			}
			total += math.Exp(got)
		}
		if math.Abs(total-1) > 1e-9 {
			t.Errorf("%s: probabilities add up to %.9f", layers, total)
		}
	}
}

func TestEnumerateRefusesLargeMachines(t *testing.T) {
	m := oracle.Machine(2, 2, "20,3", 1)
	if _, err := measure.Enumerate(m); err == nil {
		t.Error("a machine of 2^20 states was enumerated")
	}
}

// Memory grows with the square of the number of categories.
func TestEnumerateRefusesVeryManyCategories(t *testing.T) {
	for layers, want := range map[string]bool{
		"4000c": true, "5000c": false, "1,5000c skips": false, "2,4000c skips": true, "5,4000c skips": false, "16": true, "17": false,
		"8,8 lateral": true, "8,9 lateral": false, "8,9": true,
	} {
		m := oracle.Machine(1, 1, layers, 1)
		if measure.Enumerable(m) != want {
			t.Errorf("%s: can be enumerated: %v, want %v", layers, !want, want)
		}
	}
}

// allImages is the uniform distribution over the binary images of 2×2 pixels.
func allImages() *images.Set {
	s := &images.Set{Name: "all", Width: 2, Height: 2}
	for code := range 16 {
		for i := range 4 {
			s.Grey = append(s.Grey, uint8(255*(code>>i&1)))
		}
		s.Probabilities = append(s.Probabilities, 1.0/16)
	}
	return s
}

func TestEvaluateEqualsEnumeration(t *testing.T) {
	set := allImages()
	for _, layers := range []string{"4,3", "4,3c"} {
		m := oracle.Machine(2, 2, layers, 12)
		e, err := measure.Evaluate(context.Background(), network.Alone(m), set, measure.Options{Samples: 20_000, Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		var nll, bound, difference float64
		for _, x := range oracle.LayerStates(m.Layers[0]) {
			nll -= oracle.LogProbability(m, x) / 16
			f, d := oracle.FreeEnergy(m, x)
			bound, difference = bound+f/16, difference+d/16
		}
		for what, pair := range map[string][2]float64{
			"NLL": {e.NLLNats, nll}, "bound": {e.BoundNats, bound},
			"difference": {e.DifferenceBits, difference / math.Ln2},
			"causes":     {e.CauseBits, (bound - difference) / math.Ln2},
			"KL":         {*e.KLBits, nll/math.Ln2 - 4},
		} {
			if math.Abs(pair[0]-pair[1]) > .02 {
				t.Errorf("%s: %s is %.4f, want %.4f", layers, what, pair[0], pair[1])
			}
		}
		if e.Binarisation != "binary" || e.Images != 16 {
			t.Errorf("evaluation of %d images, %s", e.Images, e.Binarisation)
		}
	}
}

func TestEvaluateIsTheSameOnAnyThreads(t *testing.T) {
	m := oracle.Machine(2, 2, "4,3c", 13)
	var first *measure.Evaluation
	for _, threads := range []int{1, 2, 5} {
		e, err := measure.Evaluate(context.Background(), network.Alone(m), greySet(130), measure.Options{Samples: 60, Threads: threads})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = e
		}
		if e.NLLNats != first.NLLNats || e.BoundNats != first.BoundNats {
			t.Errorf("%d threads: %v, not %v", threads, e.NLLNats, first.NLLNats)
		}
	}
}

// greySet has n grey images of 2×2 pixels with labels.
func greySet(n int) *images.Set {
	s := &images.Set{Name: "grey", Width: 2, Height: 2}
	for i := range n {
		kind := i * 7 % 3
		bright := []uint8{uint8(250 * (kind & 1)), 20, uint8(125 * kind), uint8(i * 31)}
		s.Grey = append(s.Grey, bright...)
		s.Labels = append(s.Labels, uint8(kind))
	}
	return s
}

func TestEvaluateReportsBadRequests(t *testing.T) {
	m := oracle.Machine(2, 2, "3", 1)
	ctx := context.Background()
	if _, err := measure.Evaluate(ctx, network.Alone(m), oracle.KirbyBars(), measure.Options{Samples: 1, Threads: 1}); err == nil {
		t.Error("images of another size were taken")
	}
	if _, err := measure.Evaluate(ctx, network.Alone(m), greySet(3), measure.Options{Threads: 1}); err == nil {
		t.Error("no samples were taken")
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := measure.Evaluate(cancelled, network.Alone(m), greySet(3), measure.Options{Samples: 1, Threads: 1}); err == nil {
		t.Error("a cancelled evaluation reported a result")
	}
}
