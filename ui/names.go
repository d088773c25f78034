package ui

import (
	"context"

	"wakesleep/learn"
	"wakesleep/ui/texts"
)

// nameCategories fits the categories' names to the machine as it stands, in the
// background, but for those that a person gave. Without categories or labels it
// does nothing.
func (d *desk) nameCategories() { d.fitNames((*learn.Session).FitNames) }

// fitNames gives the session the names by labels.
func (d *desk) fitNames(give func(s *learn.Session, names []string)) {
	v := d.latest()
	if v == nil || !nameable(v) {
		return
	}
	session, machine := d.session, d.machines
	d.background("names", func(ctx context.Context) func() {
		names, err := learn.NameCategories(ctx, v.whole, v.data.Training, max(1, d.threads/2))
		if err != nil {
			return nil
		}
		return func() {
			if machine == d.machines && d.ready() {
				give(session, names)
				d.say(texts.Of("classes.categories.named"))
			}
		}
	})
}

func nameable(v *view) bool {
	return v.snapshot.Classes == nil && v.snapshot.Machine.Categorical() && v.data.Training.Labels != nil
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
	case v.snapshot.Classes != nil:
		d.say(texts.Of("classes.categories.perClass"))
	case !v.snapshot.Machine.Categorical():
		d.say(texts.Of("classes.categories.none"))
	case v.data.Training.Labels == nil:
		d.say(texts.Of("classes.categories.unlabelled"))
	default:
		d.fitNames((*learn.Session).SetNames)
	}
}

// callCategory gives a category the name that a person chose, which training
// leaves alone; an empty one takes its name away.
func (d *desk) callCategory(category int, name string) {
	v := d.latest()
	if v == nil {
		return
	}
	if names := v.snapshot.Record.Names; category < len(names) && names[category] == name {
		return
	}
	if err := d.session.Rename(category, name); err != nil {
		d.say(err.Error())
		return
	}
	d.doc.renamed = true
	if name == "" {
		d.say(texts.Of("classes.categories.unnamed", category))
		return
	}
	d.say(texts.Of("classes.categories.called", category, name))
}
