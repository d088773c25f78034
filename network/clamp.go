package network

import (
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// DreamClamped makes the dreams that [Machine.Dream] makes of the same seed, but with
// a unit of layer l ≥ 1 held on or off: layers above are the same, and layers below
// are drawn with the same random numbers. It is an intervention: of the layer itself,
// units change that the held one drives, which are some behind it, and none before it. Of
// a categorical top, on means that this category fires, off that one of the others does.
func (m *Machine) DreamClamped(l, unit int, on bool, n int, seed uint64) *Dreams {
	c := newHeldUnit(m, l, n, seed)
	c.hold(unit, on)
	c.below()
	return &Dreams{States: c.activity.States, Probabilities: c.activity.Down[0]}
}

// Effects are what units of layer l ≥ 1 do to the pixels: the mean of p(x | h) over
// n dreams in which the unit is held on, minus that over the same dreams without
// holding it; n[0] values for each unit.
func (m *Machine) Effects(l int, units []int, n int, seed uint64) [][]float32 {
	c := newHeldUnit(m, l, n, seed)
	c.below()
	plain := c.activity.Down[0].ColumnMeans()
	list := make([][]float32, len(units))
	for i, unit := range units {
		c.hold(unit, true)
		c.below()
		list[i] = c.activity.Down[0].ColumnMeans()
		for j := range list[i] {
			list[i][j] -= plain[j]
		}
	}
	return list
}

// heldUnit dreams down to a layer once, and below it repeatedly with the same random
// numbers.
type heldUnit struct {
	activity *Activity
	layer    int
	// before and after are the stream before and after the layer was drawn; spare has
	// numbers for categories that fire in place of another.
	before, after, spare random.Stream
}

func newHeldUnit(m *Machine, l, n int, seed uint64) *heldUnit {
	c := &heldUnit{activity: NewActivity(m, n, 1), layer: l, before: random.New(seed, random.View, random.ViewDreams, 0)}
	for k := m.Top(); k > l; k-- {
		c.fire(k, &c.before)
	}
	c.spare = random.New(seed, random.View, random.ViewDreams, random.ViewSpare)
	c.draw()
	return c
}

func (c *heldUnit) fire(l int, s *random.Stream) { c.fireHeld(l, s, nil) }

// fireHeld draws a layer, of which some units are held, unless those are nil.
func (c *heldUnit) fireHeld(l int, s *random.Stream, h *held) {
	c.activity.DriveDown(l)
	c.activity.fireDown(l, 0, c.activity.Rows(), s, h)
}

// draw draws the layer.
func (c *heldUnit) draw() { c.drawHeld(nil) }

// drawHeld draws the layer, of which some units are held, unless those are nil.
func (c *heldUnit) drawHeld(h *held) {
	c.after = c.before
	c.fireHeld(c.layer, &c.after, h)
}

// hold draws the layer again and holds one of its units.
func (c *heldUnit) hold(unit int, on bool) {
	a, l := c.activity, c.layer
	categorical := a.machine.Layers[l].Kind == Categorical
	if categorical && !on {
		c.replace(unit)
		return
	}
	if !categorical {
		c.drawHeld(a.hold(l, on, unit))
		return
	}
	c.draw()
	for row := range a.Rows() {
		clear(a.States[l].Row(row))
		a.States[l].Set(row, unit, true)
	}
}

// hold holds units of layer l on or off.
func (a *Activity) hold(l int, on bool, units ...int) *held {
	n := bits.WordsFor(a.machine.Layers[l].Units)
	h := &held{make([]uint64, n), make([]uint64, n)}
	for _, u := range units {
		h.mask[u/64] |= 1 << (u % 64)
		if on {
			h.states[u/64] |= 1 << (u % 64)
		}
	}
	return h
}

// replace makes another category fire in place of unit, and leaves the other rows.
func (c *heldUnit) replace(unit int) {
	a, l := c.activity, c.layer
	c.draw()
	plain := bits.NewMatrix(a.States[l].Rows, a.States[l].Cols)
	copy(plain.Words, a.States[l].Words)
	a.DriveDown(l)
	for row := range a.Rows() {
		a.Down[l].Row(row)[unit] = never
	}
	s := c.spare
	a.FireDown(l, 0, a.Rows(), &s)
	for row := range a.Rows() {
		if !plain.Get(row, unit) {
			a.States[l].CopyRow(row, plain, row)
		}
	}
}

// below draws what lies below the layer.
func (c *heldUnit) below() {
	s := c.after
	c.activity.DreamBelow(c.layer, &s)
}

// DreamWith makes n dreams in which the top is held. Of a categorical top one of the
// given units fires, each as often as its share among them; of another top all of
// them fire, and the rest by their biases, or where the top has lateral connections, given
// those before them. The same seed gives the same dreams.
func (m *Machine) DreamWith(units []int, n int, seed uint64) *Dreams {
	top := m.Top()
	a := NewActivity(m, n, 1)
	s := random.New(seed, random.View, random.ViewDreams, 0)
	a.DriveDown(top)
	if m.Categorical() {
		exclude(a.Down[top], units)
		a.FireDown(top, 0, n, &s)
	} else {
		a.fireDown(top, 0, n, &s, a.hold(top, true, units...))
	}
	a.DreamBelow(top, &s)
	return &Dreams{States: a.States, Probabilities: a.Down[0]}
}

// never is a logit so low that its unit does not fire where any other can.
const never = -1e30

// exclude gives all units but those listed no chance.
func exclude(logits *bits.Floats, units []int) {
	if len(units) == 0 {
		panic("network: no category is left to dream of")
	}
	possible := make([]bool, logits.Cols)
	for _, unit := range units {
		possible[unit] = true
	}
	for row := range logits.Rows {
		for unit, z := range logits.Row(row) {
			if !possible[unit] {
				z = never
			}
			logits.Row(row)[unit] = z
		}
	}
}
