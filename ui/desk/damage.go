package desk

import (
	"context"
	"errors"
	"maps"

	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/ui/texts"
)

// place is where a unit is; class is that of its machine, 0 for a machine alone.
type place struct {
	class       uint8
	layer, unit int
}

// classOf is the class of member k of an ensemble, 0 for a machine alone.
func classOf(e *network.Ensemble, k int) uint8 {
	if e.OfClasses() {
		return e.Labels[k]
	}
	return 0
}

// Damage is what the user does to the machine that is shown, while the one that
// learns stays whole. It is immutable.
type Damage struct {
	network.Damage
	// silenced are units that were silenced one by one.
	silenced map[place]bool
}

// damageSeed says which units and pixels come first.
const damageSeed = 1

// IsSilenced tells whether a unit of the machine that a snapshot watches was silenced by itself.
func (d *Damage) IsSilenced(s *session.Snapshot, layer, unit int) bool {
	return d.silenced[place{classOf(s.Ensemble, s.Watched), layer, unit}]
}

// ByHand is how many units were silenced one by one.
func (d *Damage) ByHand() int { return len(d.silenced) }

// None tells that nothing is damaged.
func (d *Damage) None() bool { return d.Silenced == 0 && d.Flipped == 0 && len(d.silenced) == 0 }

// machine is m, which is that of a class, with units silenced: a copy, or m itself
// where none are.
func (d *Damage) machine(class uint8, m *network.Machine) *network.Machine {
	c := d.Machine(m)
	if len(d.silenced) == 0 {
		return c
	}
	if c == m {
		c = m.Clone()
	}
	for l := 1; l <= m.Top(); l++ {
		for _, u := range d.Order(l, m.Layers[l].Units) {
			if d.silenced[place{class, l, int(u)}] {
				// It fails for the last category that is left, which stays.
				_ = c.Silence(l, int(u))
			}
		}
	}
	return c
}

// Damages keeps the damage that is done and the machine that it was done to last.
type Damages struct {
	desk *Desk
	// Now is what is done; it changes by being replaced.
	Now *Damage
	// made is the newest damaged snapshot; nil before the first.
	made *damaged
}

// damaged is a snapshot with a machine that is damaged.
type damaged struct {
	whole, shown *session.Snapshot
	by           *Damage
}

func newDamages(d *Desk) *Damages {
	return &Damages{desk: d, Now: &Damage{Damage: network.Damage{Seed: damageSeed}}}
}

// quickly is the number of generative weights up to which a machine is damaged in less than
// the tenth of a tick.
const quickly = 4_000_000

// of is a snapshot with the damage done to its machine. While a large machine is
// being damaged it is the one before.
func (d *Damages) of(whole *session.Snapshot) *session.Snapshot {
	switch {
	case d.Now.None():
		d.made = nil
		return whole
	case d.made != nil && d.made.whole == whole && d.made.by == d.Now:
	case d.made == nil || whole.Machine.Generative.Count()*whole.Ensemble.Count() <= quickly:
		d.made = damaging(whole, d.Now, d.made)
	default:
		d.later(whole)
	}
	return d.made.shown
}

// damaging makes a damaged snapshot. Of before it takes what can be taken: classes
// that are the same for several snapshots stay so.
func damaging(whole *session.Snapshot, by *Damage, before *damaged) *damaged {
	shown := *whole
	all := whole.Ensemble
	if before != nil && before.by == by && before.whole.Ensemble == all {
		shown.Ensemble = before.shown.Ensemble
	} else {
		shown.Ensemble = all.With(func(k int, m *network.Machine) *network.Machine { return by.machine(classOf(all, k), m) })
	}
	if whole.Machine == all.Machines[whole.Watched] {
		shown.Machine = shown.Ensemble.Machines[whole.Watched]
	} else {
		shown.Machine = by.machine(classOf(all, whole.Watched), whole.Machine)
	}
	return &damaged{whole: whole, shown: &shown, by: by}
}

// later damages a machine in the background.
func (d *Damages) later(whole *session.Snapshot) {
	by, before, machine := d.Now, d.made, d.desk.Identity().Machine
	d.desk.Background("damage", func(context.Context) func() {
		made := damaging(whole, by, before)
		return func() {
			if d.made != nil && machine == d.desk.Identity().Machine {
				d.made = made
				d.desk.frame.Update()
			}
		}
	})
}

// forget lets go of what belongs to a machine that is there no more.
func (d *Damages) forget() {
	d.made = nil
	if len(d.Now.silenced) > 0 {
		d.Now = &Damage{Damage: d.Now.Damage}
		d.desk.frame.ShowDamage(d.Now)
	}
}

// change does other damage from now on.
func (d *Damages) change(to *Damage) {
	d.Now = to
	d.desk.frame.ShowDamage(to)
	d.desk.frame.Update()
}

// SetShares changes the shares of units and pixels.
func (d *Damages) SetShares(units, pixels float64) {
	to := *d.Now
	to.Damage.Silenced, to.Flipped = units, pixels
	if to.Damage != d.Now.Damage {
		d.change(&to)
	}
}

// SetSilent silences a unit of the machine that is watched, or brings back one that
// was silenced. It says why it cannot.
func (d *Damages) SetSilent(layer, unit int, on bool) error {
	v := d.desk.Latest()
	if v == nil {
		return nil
	}
	to := &Damage{Damage: d.Now.Damage, silenced: map[place]bool{}}
	maps.Copy(to.silenced, d.Now.silenced)
	at := place{classOf(v.Snapshot.Ensemble, v.Snapshot.Watched), layer, unit}
	if delete(to.silenced, at); on {
		if v.Snapshot.Machine.Clone().Silence(layer, unit) != nil {
			return errors.New(texts.Of("trouble.last"))
		}
		to.silenced[at] = true
	}
	d.change(to)
	return nil
}

// Repair undoes all damage.
func (d *Damages) Repair() { d.change(&Damage{Damage: network.Damage{Seed: damageSeed}}) }
