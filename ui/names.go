package ui

import (
	"context"

	"wakesleep/learn"
)

// nameCategories fits the categories' names to the machine as it stands, in the
// background. Without categories or labels it does nothing.
func (d *desk) nameCategories() {
	v := d.latest()
	if v == nil || !nameable(v) {
		return
	}
	session, machine := d.session, d.machines
	d.background("names", func(ctx context.Context) func() {
		names, err := learn.NameCategories(ctx, v.snapshot.Machine, v.data.Training, max(1, d.threads/2))
		if err != nil {
			return nil
		}
		return func() {
			if machine == d.machines && d.ready() {
				session.SetNames(names)
				d.say("The categories are named by the labels of the training images.")
			}
		}
	})
}

func nameable(v *view) bool {
	return v.snapshot.Machine.Categorical() && v.data.Training.Labels != nil
}

// nameIfNameless names the categories of a machine that comes without names.
func (d *desk) nameIfNameless() {
	if v := d.latest(); v != nil && v.snapshot.Record.Names == nil && v.snapshot.Cycle > 0 {
		d.nameCategories()
	}
}

// nameByHand is the menu's way; it says why it cannot.
func (d *desk) nameByHand() {
	v := d.latest()
	switch {
	case v == nil:
	case !v.snapshot.Machine.Categorical():
		d.say("Only machines whose top layer has categories have something to name: choose layers such as 100,50c.")
	case v.data.Training.Labels == nil:
		d.say("These data have no labels to name categories by.")
	default:
		d.nameCategories()
	}
}
