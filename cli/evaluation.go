package cli

import (
	"fmt"
	"io"
	"math"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/network/images"
)

// report is what evaluate prints.
type report interface {
	common() *measured
	print(w io.Writer) error
}

// measured is what evaluate prints of every ensemble; evaluationKeys and classKeys say
// what it means.
type measured struct {
	damageReport
	File string `json:"file"`
	Data string `json:"data"`
	// Split is empty where there is but one part.
	Split          string  `json:"split,omitempty"`
	Straightened   bool    `json:"straightened"`
	Binarisation   string  `json:"binarisation"`
	Images         int     `json:"images"`
	Samples        int     `json:"samples"`
	NLLNats        float64 `json:"nll_nats"`
	NLLBits        float64 `json:"nll_bits"`
	StdErrNats     float64 `json:"nll_stderr_nats"`
	BoundNats      float64 `json:"bound_nats"`
	CauseBits      float64 `json:"bits_causes"`
	DifferenceBits float64 `json:"bits_difference"`
	// Ledger has the two parts of the bound item by item.
	Ledger *dataLedger `json:"ledger"`
	*dreamScores
}

func (m *measured) common() *measured { return m }

func newMeasured(e *measure.Evaluation, set *images.Set, d damageReport) *measured {
	return &measured{
		damageReport: d, Data: dataset.SourceName(set.Origin), Split: dataset.PartOf(set.Origin), Straightened: set.Straightened, Binarisation: e.Binarisation,
		Images: e.Images, Samples: e.Samples, NLLNats: e.NLLNats, NLLBits: e.NLLBits(), StdErrNats: e.StdErrNats,
		BoundNats: e.BoundNats, CauseBits: e.CauseBits, DifferenceBits: e.DifferenceBits,
	}
}

// evaluation is what evaluate prints of a machine alone.
type evaluation struct {
	measured
	Machine        string           `json:"machine"`
	Interval       [2]float64       `json:"nll_confidence95_nats"`
	Bounds         []evaluatedBound `json:"bounds"`
	WasteNats      float64          `json:"recognition_waste_nats"`
	ExactNLLNats   *float64         `json:"exact_nll_nats,omitempty"`
	KLBits         *float64         `json:"kl_bits,omitempty"`
	Accuracy       *float64         `json:"category_accuracy_percent,omitempty"`
	CategoriesUsed *int             `json:"category_count_used,omitempty"`
	NamesImages    int              `json:"names_fitted_images,omitempty"`
	NamesData      string           `json:"names_fitted_data,omitempty"`
	NamesByHand    int              `json:"names_by_hand,omitempty"`
}

// evaluatedBound is the bound with some number of samples.
type evaluatedBound struct {
	Samples    int        `json:"samples"`
	NLLNats    float64    `json:"nll_nats"`
	NLLBits    float64    `json:"nll_bits"`
	StdErrNats float64    `json:"stderr_nats"`
	Interval   [2]float64 `json:"confidence95_nats"`
}

// evaluationKeys explains the keys of evaluation.
const evaluationKeys = `
  file, machine                      what was measured, and its layers
  data, split, straightened          by which images
  binarisation                       fixed: grey pixels were drawn once; binary: they were bits
  images, samples                    how many images, and K
  silenced, flipped                  shares of the units of each layer and of the pixels, if damaged
  bounds                             for 1, 10, 100, … and K samples: -log p(x) at most, in nats and
                                     bits, the standard error of its mean over images, and the mean's
                                     95 % confidence interval; the same samples serve all of them
  nll_nats, nll_bits, nll_stderr_nats, nll_confidence95_nats
                                     the last of bounds, with all K samples
  bound_nats                         the first of bounds: the free energy, with one sample
  recognition_waste_nats             bound_nats - nll_nats: what recognition wastes at least
  bits_causes, bits_difference       the two parts of bound_nats, in bits
  exact_nll_nats                     -log p(x) by summing over all causes; small machines only
  kl_bits                            divergence from the data where their distribution is known, exact;
                                     small machines only
  category_accuracy_percent          images whose category is named by their label
  category_count_used                categories that at least one image falls in
  names_fitted_images, names_fitted_data
                                     the training images whose labels named the categories
  names_by_hand                      categories that a person named instead`

func newEvaluation(m *measured, machine *learn.Checkpoint, e *measure.Evaluation, n naming) *evaluation {
	last := e.Bounds[len(e.Bounds)-1]
	r := &evaluation{
		measured: *m, Machine: machine.String(),
		Interval: [2]float64{last.LowNats, last.HighNats}, WasteNats: e.WasteNats(),
		ExactNLLNats: e.ExactNLLNats, KLBits: e.KLBits,
		Accuracy: e.AccuracyPercent, CategoriesUsed: e.CategoriesUsed,
	}
	if e.AccuracyPercent != nil {
		r.NamesImages, r.NamesData, r.NamesByHand = n.images, n.data, n.byHand
	}
	if m.Flipped > 0 {
		r.KLBits = nil // the images are no longer the data's distribution
	}
	for _, b := range e.Bounds {
		r.Bounds = append(r.Bounds, evaluatedBound{
			b.Samples, b.NLLNats, b.NLLBits(), b.StdErrNats, [2]float64{b.LowNats, b.HighNats},
		})
	}
	return r
}

// print writes the figures as a table for people.
func (e *evaluation) print(w io.Writer) error {
	t := newTable(w)
	t.row("machine", "%s", e.Machine)
	t.row("images", "%d of %s, %s", e.Images, e.Data, e.Binarisation)
	e.printDamage(t)
	e.Ledger.printParts(t)
	e.printBounds(t)
	e.Ledger.printRest(t)
	if e.KLBits != nil {
		t.row("KL(data, machine), exact", "%.4f bits", *e.KLBits)
	}
	if e.CategoriesUsed != nil {
		t.row("categories used", "%d", *e.CategoriesUsed)
	}
	if e.Accuracy != nil {
		t.row("category is the label", "%.2f %%", *e.Accuracy)
		e.printNaming(t)
	}
	e.dreamScores.print(t)
	return t.flush()
}

// printNaming says where the names came from that an accuracy depends on.
func (e *evaluation) printNaming(t table) {
	if e.NamesImages > 0 {
		t.row("  names fitted on", "the labels of %s of %s", plural(e.NamesImages, "image"), e.NamesData)
	}
	if e.NamesByHand > 0 {
		t.row("  names by hand", "%d", e.NamesByHand)
	}
}

// printBounds writes the description lengths; those of a distribution's images
// have no error.
func (e *evaluation) printBounds(t table) {
	for _, b := range e.Bounds {
		name := fmt.Sprintf("-log p(x), K=%d", b.Samples)
		if b.Samples == 1 {
			name = "free energy, K=1"
		}
		text := fmt.Sprintf("%.3f bits, %.3f nats", b.NLLBits, b.NLLNats)
		if b.StdErrNats > 0 {
			text += fmt.Sprintf(" ± %.3f, 95 %%: %.3f to %.3f", b.StdErrNats, b.Interval[0], b.Interval[1])
		}
		t.row(name, "%s", text)
	}
	if e.ExactNLLNats != nil {
		t.row("-log p(x), exact", "%.3f bits, %.3f nats", *e.ExactNLLNats/math.Ln2, *e.ExactNLLNats)
	}
	if e.Samples > 1 {
		t.row("recognition wastes", "%.3f nats at least", e.WasteNats)
	}
}
