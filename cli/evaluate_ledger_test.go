package cli

import (
	"math"
	"strings"
	"testing"

	"wakesleep/learn"
)

// Under a machine of zeros each of the nine pixels costs a bit, and the causes
// nothing; the images of a distribution are all there are, so nothing has an error.
func TestEvaluateLedgerByHand(t *testing.T) {
	all := object(t, succeed(t, "evaluate", handMade(t, "6,1", nil), "--samples", "5", "--json"))
	ledger := all["ledger"].(map[string]any)
	for key, want := range map[string]float64{"causes": 0, "difference": 9, "free_energy": 9} {
		item := ledger[key].(map[string]any)
		near(t, key, item["bits"], want, 1e-5)
		near(t, key+"'s error", item["stderr_bits"], 0, 0)
	}
	layers := ledger["causes_by_layer"].([]any)
	if len(layers) != 2 {
		t.Fatalf("layers %v", layers)
	}
	for i, units := range []float64{6, 1} {
		layer := layers[i].(map[string]any)
		near(t, "layer", layer["layer"], float64(i+1), 0)
		near(t, "its units", layer["units"], units, 0)
		near(t, "its bits", layer["bits"], 0, 1e-5)
	}
	costs := ledger["baselines"].(map[string]any)
	near(t, "byte_per_pixel", costs["byte_per_pixel"], 72, 0)
	near(t, "bit_per_pixel", costs["bit_per_pixel"], 9, 0)
	// Each pixel of the bars is on in half of the images.
	near(t, "independent_pixels", costs["independent_pixels"].(map[string]any)["bits"], 9, 1e-5)
	if gzip := costs["gzip"].(map[string]any)["bits"].(float64); gzip <= 8*18 {
		t.Errorf("gzip takes %v bits", gzip)
	}
}

// Layers add up to the causes, and causes and difference to the free energy.
func TestEvaluateLedgerAddsUp(t *testing.T) {
	path := handMade(t, "4,3c", func(c *learn.Checkpoint) {
		for i := range c.Machines[0].Generative.Flat {
			c.Machines[0].Generative.Flat[i] = float32(i%7)/4 - .7
		}
		for i := range c.Machines[0].Recognition.Flat {
			c.Machines[0].Recognition.Flat[i] = float32(i%5)/3 - .6
		}
	})
	all := object(t, succeed(t, "evaluate", path, "--samples", "20", "--json"))
	ledger := all["ledger"].(map[string]any)
	bits := func(item any) float64 { return item.(map[string]any)["bits"].(float64) }
	layers := ledger["causes_by_layer"].([]any)
	near(t, "layers", bits(layers[0])+bits(layers[1]), bits(ledger["causes"]), 1e-4)
	near(t, "causes and difference", bits(ledger["causes"])+bits(ledger["difference"]), bits(ledger["free_energy"]), 1e-6)
	near(t, "free energy", bits(ledger["free_energy"]), all["bound_nats"].(float64)/math.Ln2, 1e-6)
	near(t, "bits_causes", all["bits_causes"], bits(ledger["causes"]), 1e-6)
}

func TestEvaluatePrintsTheLedger(t *testing.T) {
	text := succeed(t, "evaluate", handMade(t, "6,1", nil), "--samples", "5")
	parts := []string{
		"bits for the causes", "bits for the difference", "free energy, K=1", "-log p(x), K=5", "layer 2", "layer 1",
		"independent pixels", "gzip", "PNG", "a byte a pixel",
	}
	for _, want := range parts {
		before, after, found := strings.Cut(text, want)
		if !found {
			t.Fatalf("%q is missing, or not in its place:\n%s", want, before)
		}
		text = after
	}
}
