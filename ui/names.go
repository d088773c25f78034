package ui

import (
	"context"
	"fmt"
	"strconv"

	"wakesleep/learn"
)

// nameCategories fits the categories' names to the machine as it stands, in the
// background, but for those that a person gave. Without categories or labels it
// does nothing.
func (d *desk) nameCategories() { d.fitNames(d.keepGiven) }

// fitNames has the last word on the names that labels give.
func (d *desk) fitNames(last func(fitted []string) []string) {
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
				session.SetNames(last(names))
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
		d.given = nil
		d.fitNames(func(fitted []string) []string { return fitted })
	}
}

// callCategory gives a category a name of a person's choice; an empty one gives it
// back to the labels.
func (d *desk) callCategory(category int, name string) {
	v := d.latest()
	if v == nil || !v.snapshot.Machine.Categorical() {
		return
	}
	names := make([]string, v.snapshot.Machine.Layers[v.snapshot.Machine.Top()].Units)
	copy(names, v.snapshot.Record.Names)
	if category >= len(names) || names[category] == name {
		return
	}
	names[category] = name
	if d.given == nil {
		d.given = map[int]bool{}
	}
	d.given[category] = name != ""
	d.session.SetNames(names)
	d.doc.renamed = true
	d.say(fmt.Sprintf("Category %d is called “%s” from now on.", category, name))
	if name == "" {
		d.say(fmt.Sprintf("Category %d has no name of your own any more.", category))
		d.nameCategories()
	}
}

// keepGiven puts the names that a person gave into fitted ones: those given since
// the machine was opened, and those that no label could have given.
func (d *desk) keepGiven(fitted []string) []string {
	for i, name := range d.session.Snapshot().Record.Names {
		_, err := strconv.Atoi(name)
		if i < len(fitted) && (d.given[i] || name != "" && err != nil) {
			fitted[i] = name
		}
	}
	return fitted
}
