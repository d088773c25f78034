package desk

import (
	"context"

	"wakesleep/learn/measure"
	"wakesleep/learn/session"
	"wakesleep/ui/texts"
)

// nameCategories fits the categories' names to the machine as it stands, in the
// background, but for those that a person gave. Without categories or labels it
// does nothing.
func (d *Desk) nameCategories() { d.fitNames("", (*session.Session).FitNames) }

// fitNames gives the session the names by labels; what, which may be empty, names that
// for undoing.
func (d *Desk) fitNames(what string, give func(s *session.Session, names []string)) {
	v := d.Latest()
	if v == nil || !nameable(v) {
		return
	}
	machine, threads := d.now.Machine, max(1, d.threads/2)
	d.tasks.Start("names", func(ctx context.Context) func() {
		names, err := measure.NameCategories(ctx, v.Whole, v.Data.Training, threads)
		if err != nil {
			return nil
		}
		return func() {
			d.change(Exchange{What: what, machine: machine, Done: unlessSuperseded(func(error) { d.Say(texts.Of("classes.categories.named")) })},
				func(s *session.Session) error {
					give(s, names)
					return nil
				})
		}
	})
}

func nameable(v *View) bool {
	return !v.Snapshot.Ensemble.OfClasses() && v.Snapshot.Machine.Categorical() && v.Data.Training.Labels != nil
}

// nameIfNameless names the categories of a machine that comes without names.
func (d *Desk) nameIfNameless() {
	if v := d.Latest(); v != nil && v.Snapshot.Record.Names == nil && v.Snapshot.Cycle > 0 {
		d.nameCategories()
	}
}

// NameByHand is the menu's way; it says why it cannot.
func (d *Desk) NameByHand() {
	v := d.Latest()
	switch {
	case v == nil:
	case v.Snapshot.Ensemble.OfClasses():
		d.Say(texts.Of("classes.categories.perClass"))
	case !v.Snapshot.Machine.Categorical():
		d.Say(texts.Of("classes.categories.none"))
	case v.Data.Training.Labels == nil:
		d.Say(texts.Of("classes.categories.unlabelled"))
	default:
		d.fitNames(texts.Of("history.names"), (*session.Session).SetNames)
	}
}

// CallCategory gives a category the name that a person chose, which training
// leaves alone; an empty one takes its name away.
func (d *Desk) CallCategory(category int, name string) {
	v := d.Latest()
	if v == nil {
		return
	}
	if names := v.Snapshot.Record.Names; category < len(names) && names[category] == name {
		return
	}
	said := texts.Of("classes.categories.called", category, name)
	if name == "" {
		said = texts.Of("classes.categories.unnamed", category)
	}
	d.change(Exchange{What: texts.Of("history.name", category), Done: unlessSuperseded(func(err error) {
		if err != nil {
			said = err.Error()
		}
		d.Say(said)
	})}, func(s *session.Session) error { return s.Rename(category, name) })
}
