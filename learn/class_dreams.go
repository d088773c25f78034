package learn

import (
	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// Dream makes n dreams of all machines, each class as often as among the training
// images: the machines are a mixture. The same seed gives the same dreams.
func (c *ClassMachines) Dream(n int, seed uint64) *network.Dreams {
	return c.DreamOf(c.Dreamers(n, seed), seed)
}

// Dreamers are the classes whose machines make the dreams of [ClassMachines.Dream].
func (c *ClassMachines) Dreamers(n int, seed uint64) []int {
	s := random.New(seed, random.View, random.ViewClasses, 0)
	shares := c.Shares()
	who := make([]int, n)
	for i := range who {
		who[i] = pick(shares, float64(s.Float32()))
	}
	return who
}

// DreamEqually makes n dreams of all machines in turn: dream i is of class
// i mod Count.
func (c *ClassMachines) DreamEqually(n int, seed uint64) *network.Dreams {
	who := make([]int, n)
	for i := range who {
		who[i] = i % c.Count()
	}
	return c.DreamOf(who, seed)
}

// Tempered are the machines at a temperature, as [network.Machine.Tempered]: to dream
// with, not to save.
func (c *ClassMachines) Tempered(temperature float64) *ClassMachines {
	t := *c
	t.Machines = make([]*network.Machine, len(c.Machines))
	for k, m := range c.Machines {
		t.Machines[k] = m.Tempered(temperature)
	}
	return &t
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

// DreamOf makes a dream of each given class, by its index.
func (c *ClassMachines) DreamOf(who []int, seed uint64) *network.Dreams {
	n := len(who)
	m := c.Machines[0]
	all := &network.Dreams{Probabilities: bits.NewFloats(n, m.Pixels())}
	for _, layer := range m.Layers {
		all.States = append(all.States, bits.NewMatrix(n, layer.Units))
	}
	for k, machine := range c.Machines {
		var rows []int
		for i, class := range who {
			if class == k {
				rows = append(rows, i)
			}
		}
		if len(rows) > 0 {
			place(all, machine.Dream(len(rows), classSeed(seed, c.Labels[k])), rows)
		}
	}
	return all
}

// place copies dreams into the given rows of all.
func place(all, some *network.Dreams, rows []int) {
	for from, to := range rows {
		copyDream(all, to, some, from)
	}
}

// copyDream copies one dream to a place among others.
func copyDream(onto *network.Dreams, to int, of *network.Dreams, from int) {
	copy(onto.Probabilities.Row(to), of.Probabilities.Row(from))
	for l, states := range onto.States {
		states.CopyRow(to, of.States[l], from)
	}
}
