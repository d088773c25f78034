package network

import (
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// Dream makes n dreams of the mixture: each member dreams as often as its share
// says. The same seed gives the same dreams.
func (e *Ensemble) Dream(n int, seed uint64) *Dreams {
	return e.DreamOf(e.Dreamers(n, seed), seed)
}

// Dreamers are the members that make the dreams of [Ensemble.Dream].
func (e *Ensemble) Dreamers(n int, seed uint64) []int {
	s := random.New(seed, random.View, random.ViewClasses, 0)
	who := make([]int, n)
	for i := range who {
		who[i] = pick(e.Shares, float64(s.Float32()))
	}
	return who
}

// DreamEqually makes n dreams of all members in turn: dream i is of member
// i mod Count.
func (e *Ensemble) DreamEqually(n int, seed uint64) *Dreams {
	who := make([]int, n)
	for i := range who {
		who[i] = i % e.Count()
	}
	return e.DreamOf(who, seed)
}

// DreamOf makes a dream of each given member, by its index.
func (e *Ensemble) DreamOf(who []int, seed uint64) *Dreams {
	all := newDreams(e.Machines[0], len(who))
	for k, m := range e.Machines {
		var rows []int
		for i, dreamer := range who {
			if dreamer == k {
				rows = append(rows, i)
			}
		}
		if len(rows) == 0 {
			continue
		}
		some := m.Dream(len(rows), e.seed(seed, k))
		if len(rows) == len(who) {
			return some
		}
		for from, to := range rows {
			all.copyDream(to, some, from)
		}
	}
	return all
}

// newDreams makes room for n dreams of machines with m's layers.
func newDreams(m *Machine, n int) *Dreams {
	d := &Dreams{Probabilities: bits.NewFloats(n, m.Pixels())}
	for _, layer := range m.Layers {
		d.States = append(d.States, bits.NewMatrix(n, layer.Units))
	}
	return d
}

// copyDream copies one dream of others to a place among these.
func (d *Dreams) copyDream(to int, of *Dreams, from int) {
	copy(d.Probabilities.Row(to), of.Probabilities.Row(from))
	for l, states := range d.States {
		states.CopyRow(to, of.States[l], from)
	}
}

// pick is the index in whose share u, from 0 to 1, lies.
func pick(shares []float64, u float64) int {
	for k, share := range shares[:len(shares)-1] {
		if u -= share; u < 0 {
			return k
		}
	}
	return len(shares) - 1
}
