package cli

import (
	"math"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/learn"
)

func near(t *testing.T, what string, got any, want, tolerance float64) {
	t.Helper()
	if v, ok := got.(float64); !ok || math.Abs(v-want) > tolerance {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// A machine of zeros gives every 3×3 image 2⁻⁹, so that all figures are known:
// the bars' entropy is 3.5033 bits, and 9 − 3.5033 the divergence.
func TestEvaluateAMachineOfZeros(t *testing.T) {
	all := object(t, succeed(t, "evaluate", handMade(t, "6,1", nil), "--json"))
	wantKeys(t, all, "images", "samples", "nll_nats", "nll_bits", "bound_nats", "binarisation", "kl_bits")
	near(t, "nll_bits", all["nll_bits"], 9, 1e-5)
	near(t, "nll_nats", all["nll_nats"], 9*math.Ln2, 1e-5)
	near(t, "bound_nats", all["bound_nats"], 9*math.Ln2, 1e-5)
	near(t, "kl_bits", all["kl_bits"], 5.4967, 5e-5)
	near(t, "bits_causes", all["bits_causes"], 0, 1e-5)
	near(t, "bits_difference", all["bits_difference"], 9, 1e-5)
	near(t, "images", all["images"], 12, 0)
	near(t, "samples", all["samples"], 100, 0)
	if all["binarisation"] != "binary" || all["data"] != "bars3" {
		t.Errorf("%v", all)
	}
	if _, found := all["category_accuracy_percent"]; found {
		t.Error("accuracy without categories")
	}
}

func TestEvaluateDigits(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	succeed(t, with(small, "--out", out)...)
	args := []string{"evaluate", out, "--samples", "7", "--limit", "90", "--json"}
	first := succeed(t, with(args, "--threads", "1")...)
	all := object(t, first)
	wantKeys(t, all, "category_accuracy_percent", "nll_stderr_nats")
	near(t, "images", all["images"], 90, 0)
	near(t, "samples", all["samples"], 7, 0)
	nll, bound := all["nll_nats"].(float64), all["bound_nats"].(float64)
	if nll > bound || nll < 50 || bound > 784 {
		t.Errorf("NLL %v, bound %v", nll, bound)
	}
	near(t, "the parts' sum", all["bits_causes"].(float64)+all["bits_difference"].(float64), bound/math.Ln2, 1e-6)
	if all["split"] != "test" || all["straightened"] != true || all["binarisation"] != "fixed" {
		t.Errorf("%v", all)
	}
	if second := succeed(t, with(args, "--threads", "3")...); second != first {
		t.Errorf("threads change the figures: %s %s", first, second)
	}
	training := object(t, succeed(t, with(args, "--split", "training")...))
	if training["split"] != "training" || training["nll_nats"] == all["nll_nats"] {
		t.Errorf("training images: %v", training)
	}
}

// An interrupted training has not named its categories yet.
func TestEvaluateNamesCategoriesByTrainingImages(t *testing.T) {
	part := interrupt(t, 15, strings.Fields("train --layers 5c --limit 1000 --batch 50 --rate .02")...)
	all := object(t, succeed(t, "evaluate", part, "--samples", "3", "--limit", "100", "--json"))
	accuracy, ok := all["category_accuracy_percent"].(float64)
	if !ok || accuracy <= 0 || accuracy > 100 {
		t.Errorf("accuracy %v", all)
	}
}

func TestEvaluatePrintsATable(t *testing.T) {
	text := succeed(t, "evaluate", handMade(t, "6,1", nil), "--samples", "20")
	for _, want := range []string{"12 of bars3", "K=20", "9.000 bits", "5.4967 bits"} {
		if !strings.Contains(text, want) {
			t.Errorf("the table lacks %q:\n%s", want, text)
		}
	}
}

func TestEvaluateStops(t *testing.T) {
	r := call(afterCycles(t, 0), "evaluate", handMade(t, "6,1", nil))
	if r.status != 130 || !strings.Contains(r.stderr, "stopped") {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
}

// What cannot be written as JSON is an error, not an empty line.
func TestEvaluateRefusesWhatIsNotFinite(t *testing.T) {
	path := handMade(t, "2", func(c *learn.Checkpoint) {
		fill(c.Machines[0].Generative.Weights(1, 0).Row(0), 3e38)
		fill(c.Machines[0].Generative.Weights(1, 0).Row(1), 3e38)
		fill(topBiases(c.Machines[0]), 100)
	})
	r := call(t.Context(), "evaluate", path, "--json")
	if r.status != 1 || r.stdout != "" || !strings.Contains(r.stderr, "finite") {
		t.Errorf("status %d, %q, %q", r.status, r.stdout, r.stderr)
	}
}

// boundsOf reads the list of bounds, by their number of samples.
func boundsOf(t *testing.T, all map[string]any) map[float64]map[string]any {
	t.Helper()
	bounds := map[float64]map[string]any{}
	for _, b := range all["bounds"].([]any) {
		one := b.(map[string]any)
		wantKeys(t, one, "samples", "nll_nats", "nll_bits", "stderr_nats", "confidence95_nats")
		bounds[one["samples"].(float64)] = one
	}
	return bounds
}

func TestEvaluateGivesBoundsWithEveryPowerOfTen(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	succeed(t, with(small, "--out", out)...)
	all := object(t, succeed(t, "evaluate", out, "--samples", "150", "--limit", "45", "--json"))
	wantKeys(t, all, "recognition_waste_nats", "nll_confidence95_nats", "category_count_used", "names_fitted_data")
	bounds := boundsOf(t, all)
	if len(bounds) != 4 || bounds[10] == nil || bounds[100] == nil {
		t.Fatalf("bounds %v", bounds)
	}
	near(t, "the last bound", bounds[150]["nll_nats"], all["nll_nats"].(float64), 0)
	near(t, "the first bound", bounds[1]["nll_nats"], all["bound_nats"].(float64), 0)
	near(t, "the waste", all["recognition_waste_nats"], all["bound_nats"].(float64)-all["nll_nats"].(float64), 0)
	high := math.Inf(1)
	for _, k := range []float64{1, 10, 100, 150} {
		nats := bounds[k]["nll_nats"].(float64)
		if nats > high {
			t.Errorf("%v samples: %v nats, %v with fewer", k, nats, high)
		}
		interval := bounds[k]["confidence95_nats"].([]any)
		if interval[0].(float64) >= nats || interval[1].(float64) <= nats {
			t.Errorf("%v samples: %v nats outside its interval %v", k, nats, interval)
		}
		high = nats
	}
	near(t, "names_fitted_images", all["names_fitted_images"], 300, 0)
}

// The machine of zeros costs 2⁻⁹ exactly too, with no error.
func TestEvaluateEnumeratesSmallMachines(t *testing.T) {
	path := handMade(t, "6,1", nil)
	near(t, "exact_nll_nats", object(t, succeed(t, "evaluate", path, "--json"))["exact_nll_nats"], 9*math.Ln2, 1e-12)
	text := succeed(t, "evaluate", path)
	if !strings.Contains(text, "-log p(x), exact") || strings.Contains(text, "±") {
		t.Errorf("the table says\n%s", text)
	}
}
