package dreams

import (
	"slices"

	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// night is a sheet of dreams with the machines that dreamt them. It is immutable.
type night struct {
	// machines are at the temperature of the dreams: one, or one for each class, all
	// with the same layers.
	machines []*network.Machine
	// dreamers has the index of the machine of each dream, and classes tells what the
	// machines are called, where there are several.
	dreamers []int
	classes  texts.Classes
	// names are those of the categories of a machine alone.
	names []string
	// cycle is the machine's age.
	cycle  uint64
	dreams *network.Dreams
	// upright tells that the machine learnt from straightened images.
	upright bool
}

// newNight lets the machine, or those of all classes, dream of what is held.
func newNight(v *desk.View, h holding, n int, seed uint64, temperature float64) *night {
	s, c := v.Snapshot, v.Shown().Tempered(temperature)
	made := &night{names: v.TopNames(), cycle: s.Cycle, upright: s.Record.Straightened, machines: c.Machines}
	if c.OfClasses() {
		made.classes = v.Classes()
	}
	made.dreamers = dreamersOf(c, h.classes, n, seed)
	if !c.OfClasses() || h.causes != nil {
		made.dreams = dreamOf(made.machine(0), h, n, seed)
	} else {
		made.dreams = c.DreamOf(made.dreamers, seed)
	}
	return made
}

// dreamersOf chooses the machine of each of n dreams among those of some classes, each as often
// as images are its own; without any that are there among all.
func dreamersOf(e *network.Ensemble, classes []uint8, n int, seed uint64) []int {
	var members []int
	for k, label := range e.Labels {
		if slices.Contains(classes, label) {
			members = append(members, k)
		}
	}
	if len(members) == 0 {
		return e.Dreamers(n, seed)
	}
	shares, sum := make([]float64, len(members)), 0.0
	for i, k := range members {
		shares[i] = e.Shares[k]
		sum += shares[i]
	}
	for i := range shares {
		shares[i] = kit.Either(sum > 0, shares[i]/sum, 1/float64(len(members)))
	}
	list := (&network.Ensemble{Shares: shares}).Dreamers(n, seed)
	for i, one := range list {
		list[i] = members[one]
	}
	return list
}

// ofClasses tells whether the machines are those of classes.
func (n *night) ofClasses() bool { return n.classes.Count() > 0 }

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
	return texts.Category(unit, texts.NameAt(n.names, unit))
}

// dreamer tells which class's machine made a dream, or else its category.
func (n *night) dreamer(index int, d *network.Dreams) string {
	switch k := n.dreamers[index]; {
	case !n.ofClasses():
		return n.category(d)
	case n.classes.Found():
		return n.classes.Whole(k)
	default:
		return texts.Of("dreams.one.by", n.classes.Label(k))
	}
}
