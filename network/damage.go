package network

import (
	"fmt"
	"math"
	"slices"

	"wakesleep/internal/sentence"
	"wakesleep/network/bits"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// Damage is noise and death: units that never fire again, and pixels that are
// seen wrong. The same seed gives the same damage, and with a greater share the
// same units and more of them. The zero value is none.
type Damage struct {
	// Silenced is the share, from 0 to 1, of the units of every hidden layer that
	// never fire, neither in recognition nor in dreams. Of a categorical top at
	// least one unit survives.
	Silenced float64
	// Flipped is the probability, from 0 to 1, with which a pixel of grey level g
	// becomes 255−g.
	Flipped float64
	// Seed says which units and pixels.
	Seed uint64
}

// Check reports shares that are not between 0 and 1.
func (d Damage) Check() error {
	switch {
	case !(d.Silenced >= 0 && d.Silenced <= 1):
		return sentence.Errorf("a share of %v of the units to silence; it must lie between 0 and 1", d.Silenced)
	case !(d.Flipped >= 0 && d.Flipped <= 1):
		return sentence.Errorf("a probability of %v of flipping a pixel; it must lie between 0 and 1", d.Flipped)
	}
	return nil
}

// Machine is m with units silenced: a copy, or m itself where none are.
func (d Damage) Machine(m *Machine) *Machine {
	if d.Silenced == 0 {
		return m
	}
	c := m.Clone()
	for l := 1; l <= m.Top(); l++ {
		for _, u := range d.units(m.Layers[l], l) {
			c.silence(l, int(u))
		}
	}
	return c
}

// units are those of layer l that fall silent.
func (d Damage) units(layer Layer, l int) []int32 {
	count := int(math.Round(min(max(d.Silenced, 0), 1) * float64(layer.Units)))
	if layer.Kind == Categorical {
		count = min(count, layer.Units-1)
	}
	return d.Order(l, layer.Units)[:count]
}

// Order is the order in which the units of layer l fall silent as the share grows.
func (d Damage) Order(l, units int) []int32 {
	s := random.New(d.Seed, random.Damage, uint64(l), 0)
	return s.Perm(units)
}

// Image is picture number i, counted from 0, with pixels flipped: a copy, or the
// picture itself where none are.
func (d Damage) Image(grey []uint8, i int) []uint8 {
	if d.Flipped == 0 {
		return grey
	}
	flipped := slices.Clone(grey)
	d.flip(flipped, i)
	return flipped
}

func (d Damage) flip(grey []uint8, i int) {
	s := random.New(d.Seed, random.Damage, random.DamagePixels, uint32(i))
	images.Flip(grey, d.Flipped, &s)
}

// Set is a set with the pixels of every image flipped: a copy, or the set itself
// where none are.
func (d Damage) Set(set *images.Set) *images.Set {
	if d.Flipped == 0 {
		return set
	}
	flipped := *set
	flipped.Grey = slices.Clone(set.Grey)
	for i := range flipped.Count() {
		d.flip(flipped.Image(i), i)
	}
	return &flipped
}

// silent is the bias of units that do not fire: so low that in float32 their
// silence costs nothing, and that in a categorical top they take nothing from
// the others.
const silent = -1e4

// Silence makes units of hidden layer l never fire, neither in recognition nor in
// dreams. That they do not costs nothing, and the units of a categorical top that
// are left share the probability. If a random number of exactly 0 still makes one
// fire, as happens once in 2²⁴ times, it changes nothing else: the weights to and
// from it are zero, and it costs the same in p and q.
//
// It fails where no unit of a categorical top would be left. Layers and units that
// do not exist are a programmer's error.
func (m *Machine) Silence(l int, units ...int) error {
	if l < 1 || l > m.Top() {
		panic(fmt.Sprintf("network: silencing layer %d of a machine %s", l, m))
	}
	if m.Layers[l].Kind == Categorical && m.survivors(units) == 0 {
		return sentence.Errorf("one unit of a categorical layer must be left to fire")
	}
	for _, u := range units {
		m.silence(l, u)
	}
	return nil
}

// survivors counts the units of the top that can still fire after some are silenced.
func (m *Machine) survivors(silenced []int) int {
	left := 0
	dead := make([]bool, m.Layers[m.Top()].Units)
	for _, u := range silenced {
		dead[u] = true
	}
	for u, b := range m.Generative.Biases[m.Top()] {
		if !dead[u] && b != silent {
			left++
		}
	}
	return left
}

// Silent reports whether a unit of hidden layer l was silenced.
func (m *Machine) Silent(l, unit int) bool {
	return m.Generative.Biases[l][unit] == silent && m.Recognition.Biases[l][unit] == silent
}

// silence cuts a unit off.
func (m *Machine) silence(l, u int) {
	m.Generative.Biases[l][u], m.Recognition.Biases[l][u] = silent, silent
	for _, p := range []*Parameters{m.Generative, m.Recognition} {
		for _, links := range p.Into {
			for _, link := range links {
				if link.From == l {
					clear(link.Weights.Row(u))
				}
				if link.To == l {
					clearColumn(link.Weights, u)
				}
			}
		}
	}
}

func clearColumn(w *bits.Floats, column int) {
	for i := range w.Rows {
		w.Row(i)[column] = 0
	}
}
