package dreams

import (
	"slices"

	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/ui/desk"
	"wakesleep/ui/texts"
)

// night is a sheet of dreams with the machines that dreamt them. It is immutable.
type night struct {
	// machines are at the temperature of the dreams: one, or one for each class, all
	// with the same layers.
	machines []*network.Machine
	// dreamers has the index of the machine of each dream, and labels the class of
	// each machine, nil where there is but one.
	dreamers []int
	labels   []uint8
	names    []string
	// cycle is the machine's age.
	cycle  uint64
	dreams *network.Dreams
	// upright tells that the machine learnt from straightened images.
	upright bool
}

// newNight lets the machine, or those of all classes, dream of what is held.
func newNight(v *desk.View, h holding, n int, seed uint64, temperature float64) *night {
	s, c := v.Snapshot, v.Shown().Tempered(temperature)
	made := &night{
		names: s.Record.Names, cycle: s.Cycle, upright: s.Record.Straightened,
		machines: c.Machines, labels: c.Labels, dreamers: c.Dreamers(n, seed),
	}
	if k := slices.Index(c.Labels, uint8(h.label)); h.label >= 0 && k >= 0 {
		made.dreamers = slices.Repeat([]int{k}, n)
	}
	if !c.OfClasses() || h.causes != nil {
		made.dreams = dreamOf(made.machine(0), h, n, seed)
	} else {
		made.dreams = c.DreamOf(made.dreamers, seed)
	}
	return made
}

// machine is the one whose dream it is.
func (n *night) machine(index int) *network.Machine { return n.machines[n.dreamers[index]] }

// walk leads from one dream to another.
func (n *night) walk(from, to, steps int) [][]float32 {
	return network.Walk(n.machine(from).PixelLogits(n.dreams, from), n.machine(to).PixelLogits(n.dreams, to), steps)
}

// dream is one of the night's.
func (n *night) dream(index int) *network.Dreams {
	one := &network.Dreams{Probabilities: bits.NewFloats(1, n.dreams.Probabilities.Cols)}
	copy(one.Probabilities.Row(0), n.dreams.Probabilities.Row(index))
	for _, states := range n.dreams.States {
		row := bits.NewMatrix(1, states.Cols)
		row.CopyRow(0, states, index)
		one.States = append(one.States, row)
	}
	return one
}

// category names the category of a single dream; empty without categories.
func (n *night) category(d *network.Dreams) string {
	if !n.machines[0].Categorical() {
		return ""
	}
	unit := d.States[n.machines[0].Top()].FirstOne(0)
	return categoryWords(unit, texts.NameAt(n.names, unit))
}

// dreamer tells which class's machine made a dream, or else its category.
func (n *night) dreamer(index int, d *network.Dreams) string {
	if n.labels == nil {
		return n.category(d)
	}
	return dreamtBy(n.labels[n.dreamers[index]])
}
