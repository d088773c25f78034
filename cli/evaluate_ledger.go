package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/learn/measure/baseline"
	"wakesleep/network"
	"wakesleep/network/images"
)

// dataLedger is what a set of images costs, item by item: the mean bits an image.
type dataLedger struct {
	// Causes and Difference are the two parts of the free energy.
	Causes     amount `json:"causes"`
	Difference amount `json:"difference"`
	FreeEnergy amount `json:"free_energy"`
	// Layers splits the causes; a layer's part may be negative.
	Layers    []layerAmount `json:"causes_by_layer"`
	Baselines dataBaselines `json:"baselines"`
}

// amount is a mean over images, in bits.
type amount struct {
	Bits     float64    `json:"bits"`
	StdErr   float64    `json:"stderr_bits"`
	Interval [2]float64 `json:"confidence95_bits"`
}

// layerAmount is one hidden layer's part of the causes.
type layerAmount struct {
	Layer int    `json:"layer"`
	Units int    `json:"units"`
	Kind  string `json:"kind"`
	amount
}

// dataBaselines are what the images cost without a machine, as baselines has them
// of one image.
type dataBaselines struct {
	Bytes       int     `json:"byte_per_pixel"`
	Pixels      int     `json:"bit_per_pixel"`
	Independent *amount `json:"independent_pixels,omitempty"`
	Gzip        amount  `json:"gzip"`
	PNG         amount  `json:"png"`
}

// ledgerKeys explains the keys of dataLedger.
const ledgerKeys = `
  ledger                             bits an image: causes and difference, the free_energy that they make,
                                     causes_by_layer and baselines, each with its standard error and 95 %
                                     confidence interval; gzip and PNG figures include their headers`

func newAmount(a measure.Amount) amount {
	return amount{Bits: a.Bits, StdErr: a.StdErr, Interval: [2]float64{a.Low, a.High}}
}

// ledger sets what an evaluation found beside what the same images cost without a
// machine.
func (f *evaluateFlags) ledger(
	c *cobra.Command, machine *learn.Checkpoint, set *images.Set, e *measure.Evaluation,
) (*dataLedger, error) {
	mean, err := trainingMean(&machine.Record, machine.Mean())
	if err != nil {
		return nil, err
	}
	costs, err := baseline.Measure(c.Context(), learn.Binary(set), set.Width, set.Height, mean, f.threads)
	if err != nil {
		return nil, err
	}
	return newDataLedger(e.Ledger, machine.Machines[0], newDataBaselines(costs, set)), nil
}

func newDataLedger(l measure.Ledger, m *network.Machine, costs dataBaselines) *dataLedger {
	d := &dataLedger{
		Causes: newAmount(l.Causes), Difference: newAmount(l.Difference),
		FreeEnergy: newAmount(l.FreeEnergy), Baselines: costs, Layers: []layerAmount{},
	}
	for i, of := range l.Layers[min(1, len(l.Layers)):] {
		layer := m.Layers[i+1]
		d.Layers = append(d.Layers, layerAmount{i + 1, layer.Units, layer.Kind.String(), newAmount(of)})
	}
	return d
}

// newDataBaselines takes the means over images.
func newDataBaselines(costs *baseline.Costs, set *images.Set) dataBaselines {
	mean := func(bits []float64) amount { return newAmount(measure.NewAmount(bits, set.Probabilities)) }
	b := dataBaselines{Bytes: 8 * set.Pixels(), Pixels: set.Pixels(), Gzip: mean(costs.Gzip), PNG: mean(costs.PNG)}
	if costs.Independent != nil {
		independent := mean(costs.Independent)
		b.Independent = &independent
	}
	return b
}

// trainingMean has the mean levels of the images that a machine was trained on:
// those that its file tells, or else those of built-in data; nil for others.
func trainingMean(r *learn.Record, told []float32) ([]float32, error) {
	own := trainedOn(r)
	if told != nil || own.File {
		return told, nil
	}
	source, err := dataset.Open(own.Source, "")
	if err != nil {
		return nil, err
	}
	return source.Images(own.Origin).Mean(), nil
}

// text is an amount with the reach of its confidence interval, if it has one.
func (a amount) text() string {
	if a.StdErr == 0 {
		return fmt.Sprintf("%.3f bits", a.Bits)
	}
	return fmt.Sprintf("%.3f bits, 95 %%: %.3f to %.3f", a.Bits, a.Interval[0], a.Interval[1])
}

// printParts lists the two numbers that are traded for each other.
func (l *dataLedger) printParts(t table) {
	t.row("bits for the causes", "%s", l.Causes.text())
	t.row("bits for the difference", "%s", l.Difference.text())
}

// printRest lists the causes layer by layer, and the baselines.
func (l *dataLedger) printRest(t table) {
	t.row("causes by layer", "")
	for _, layer := range slices.Backward(l.Layers) {
		t.row(fmt.Sprintf("  layer %d", layer.Layer), "%s  (%s, %s)", layer.text(), plural(layer.Units, "unit"), layer.Kind)
	}
	l.Baselines.print(t)
}

func (b *dataBaselines) print(t table) {
	t.row("without a machine", "")
	if b.Independent != nil {
		t.row("  independent pixels", "%s", b.Independent.text())
	}
	t.row("  a bit a pixel", "%d bits", b.Pixels)
	t.row("  gzip, header included", "%s", b.Gzip.text())
	t.row("  PNG file, headers included", "%s", b.PNG.text())
	t.row("  a byte a pixel", "%d bits", b.Bytes)
}
