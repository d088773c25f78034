package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"wakesleep/learn"
	"wakesleep/learn/measure/baseline"
	"wakesleep/network"
)

// answerKeys explains the keys of answer.
const answerKeys = `
  file, image, machine               who was shown what
  firings, seed                      how often, and by which random numbers
  silenced, flipped                  shares of the units of each layer and of the pixels, if damaged
  category, name                     the category of a categorical top, from 0, and what it is called
  categories                         the likeliest ones, with their importance-weighted share of firings
  top_units                          otherwise the top units that fired most, with their share of firings
  bits_causes, bits_difference, free_energy_bits
                                     the two parts of the description length, and their sum
  layers                             bits for the causes, layer by layer; one may be negative
  bound_bits, bound_samples          the description length that K samples prove, and K
  baselines_bits                     what the picture costs without a machine; gzip and PNG with headers
  strangeness_percentile, strangeness, strangeness_images
                                     the percentage of so many unseen images with shorter descriptions,
                                     and what that means in words
  strangeness_note                   why there is no percentile
  width, height, seen, own_image, difference
                                     what was seen, the machine's own image of it, and the first less
                                     the second: pixels row by row from the top`

// answered is what recognise prints of every ensemble: what the window shows of a
// drawing.
type answered struct {
	damageReport
	File    string `json:"file"`
	Image   string `json:"image"`
	Firings int    `json:"firings"`
	Seed    uint64 `json:"seed"`
	// BoundSamples is K of the importance-sampled description lengths.
	BoundSamples int       `json:"bound_samples"`
	Baselines    baselines `json:"baselines_bits"`
	strangeness
	// The pictures are those of the machine with the shortest description.
	pictures
}

func newAnswered(e *network.Ensemble, r *network.Recognitions) *answered {
	return &answered{
		Firings: r.Each[0].Firings, BoundSamples: r.Each[0].BoundSamples,
		pictures: newPictures(e.Machines[r.Best], r.Each[r.Best]),
	}
}

// newAnswer is the answer of a machine alone or of one machine for each class.
func newAnswer(a *answered, c *learn.Checkpoint, r *network.Recognitions) printed {
	if c.OfClasses() {
		return newClassAnswer(a, c, r)
	}
	return newMachineAnswer(a, c, r.Each[0])
}

// answer is what recognise prints of a machine alone.
type answer struct {
	answered
	Machine string `json:"machine"`
	// Category is the number of the category of a categorical top, from 0, and
	// Name what it is called.
	Category *int   `json:"category,omitempty"`
	Name     string `json:"name,omitempty"`
	// Categories are the likeliest, by their importance-weighted share of firings;
	// Units are the top units that fired most, where the top is not categorical.
	Categories []categoryShare `json:"categories,omitempty"`
	Units      []unitShare     `json:"top_units,omitempty"`
	// Layers splits the bits for the causes; a layer's part may be negative.
	Layers         []layerBits `json:"layers"`
	CauseBits      float64     `json:"bits_causes"`
	DifferenceBits float64     `json:"bits_difference"`
	FreeEnergyBits float64     `json:"free_energy_bits"`
	// BoundBits is the importance-sampled description length with K samples.
	BoundBits float64 `json:"bound_bits"`
}

// categoryShare is a category and its share of the firings, from 0 to 1.
type categoryShare struct {
	Category int     `json:"category"`
	Name     string  `json:"name,omitempty"`
	Share    float32 `json:"share"`
}

// unitShare is a unit and the share of firings in which it fired.
type unitShare struct {
	Unit  int     `json:"unit"`
	Share float32 `json:"share"`
}

// layerBits is one hidden layer's part of the causes.
type layerBits struct {
	Layer int     `json:"layer"`
	Units int     `json:"units"`
	Kind  string  `json:"kind"`
	Bits  float64 `json:"bits"`
}

// strongest is how many categories or top units are named.
const strongest = 4

func newMachineAnswer(common *answered, c *learn.Checkpoint, r *network.Recognition) *answer {
	m := c.Machines[0]
	a := &answer{
		answered: *common, Machine: m.String(),
		CauseBits: r.CauseBits, DifferenceBits: r.DifferenceBits, FreeEnergyBits: r.FreeEnergy(), BoundBits: r.Bound,
	}
	for l := 1; l <= m.Top(); l++ {
		a.Layers = append(a.Layers, layerBits{l, m.Layers[l].Units, m.Layers[l].Kind.String(), r.LayerBits[l]})
	}
	a.nameTop(c, r)
	return a
}

// nameTop finds the category or the strongest units.
func (a *answer) nameTop(c *learn.Checkpoint, r *network.Recognition) {
	m := c.Machines[0]
	top := m.Top()
	if !m.Categorical() {
		for _, unit := range greatest(r.Units[top]) {
			a.Units = append(a.Units, unitShare{unit, r.Units[top][unit]})
		}
		return
	}
	category := r.Category()
	a.Category, a.Name = &category, categoryName(&c.Record, category)
	for _, i := range greatest(r.Shares) {
		a.Categories = append(a.Categories, categoryShare{i, categoryName(&c.Record, i), r.Shares[i]})
	}
}

// greatest lists the indices of the few greatest values, greatest first and
// the lower index first among equals; values of zero are left out.
func greatest(values []float32) []int {
	var order []int
	for i, v := range values {
		if v > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(values[j], values[i]) })
	return order[:min(strongest, len(order))]
}

// print writes the answer for people.
func (a *answer) print(w io.Writer) error {
	t := newTable(w)
	t.row("machine", "%s, %s", a.Machine, plural(a.Firings, "firing"))
	a.printDamage(t)
	a.printTop(t)
	a.strangeness.print(t)
	a.printLedger(t)
	if err := t.flush(); err != nil {
		return err
	}
	return a.pictures.print(w)
}

// printLedger lists the bits: first the two that are traded for each other.
func (a *answer) printLedger(t table) {
	printParts(t, a.CauseBits, a.DifferenceBits, a.FreeEnergyBits)
	t.row(fmt.Sprintf("bound, K=%d", a.BoundSamples), "%.2f bits", a.BoundBits)
	t.row("causes by layer", "")
	for _, l := range slices.Backward(a.Layers) {
		t.row(fmt.Sprintf("  layer %d", l.Layer), "%+.2f bits  (%s, %s)", l.Bits, plural(l.Units, "unit"), l.Kind)
	}
	a.Baselines.print(t)
}

// printParts lists the bits for the causes and for the difference, and their sum.
func printParts(t table, causes, difference, freeEnergy float64) {
	t.row("bits for the causes", "%.2f", causes)
	t.row("bits for the difference", "%.2f", difference)
	t.row("free energy, K=1", "%.2f bits", freeEnergy)
}

func (a *answer) printTop(t table) {
	if a.Category != nil {
		t.row("category", "%s", categoryTitle(*a.Category, a.Name))
		for _, c := range a.Categories {
			t.row("  "+categoryTitle(c.Category, c.Name), "%.1f %%", 100*c.Share)
		}
		return
	}
	for i, u := range a.Units {
		name := ""
		if i == 0 {
			name = "strongest top units"
		}
		t.row(name, "%d fired in %.1f %%", u.Unit, 100*u.Share)
	}
}

// categoryTitle is a category's number, with its name if it has one.
func categoryTitle(i int, name string) string {
	if name == "" {
		return fmt.Sprintf("no. %d, unnamed", i)
	}
	return fmt.Sprintf("%s (no. %d)", name, i)
}

// baselines are what an image costs without a machine.
type baselines struct{ baseline.Bits }

// print lists them as the end of a ledger.
func (b baselines) print(t table) {
	t.row("without a machine", "")
	if b.Independent != nil {
		t.row("  independent pixels", "%.2f bits", *b.Independent)
	}
	t.row("  a bit a pixel", "%d bits", b.Pixels)
	t.row("  gzip, header included", "%.2f bits", b.Gzip)
	t.row("  PNG file, headers included", "%.2f bits", b.PNG)
	t.row("  a byte a pixel", "%d bits", b.Bytes)
}
