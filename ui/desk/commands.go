package desk

import (
	"context"
	"errors"
	"slices"

	base "fyne.io/fyne/v2/theme"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// PlayOrPause is what the large button does. A training in stages is played through all of
// them.
func (d *Desk) PlayOrPause() {
	if d.seeker.stop() {
		return
	}
	d.command(func(s *session.Session) {
		switch s.Status().State {
		case session.Running:
			s.Pause()
		case session.Paused:
			s.Continue()
		default:
			d.Say("") // what was said asked for this, or is past
			if d.seeker.due(s) {
				d.seeker.begin()
				return
			}
			d.begin(s, learn.WakeSleep, 0)
		}
	})
}

// play begins a run without an end, unless one is under way.
func (d *Desk) play() {
	d.command(func(s *session.Session) {
		if s.Status().State == session.Idle {
			d.begin(s, learn.WakeSleep, 0)
		}
	})
}

// begin begins a run, of n cycles or else without an end.
func (d *Desk) begin(s *session.Session, steps learn.Steps, n int) {
	d.seeker.playing = n == 0
	d.history.beginRun(s, steps, n)
	s.Run(steps, n)
}

// Step does one cycle.
func (d *Desk) Step() { d.Run(learn.WakeSleep, 1) }

// Run does n cycles.
func (d *Desk) Run(steps learn.Steps, n int) {
	d.seeker.stop()
	d.command(func(s *session.Session) {
		d.frame.Unfocus()
		d.Say("")
		d.begin(s, steps, n)
	})
}

// Stop gives the run up.
func (d *Desk) Stop() {
	if !d.seeker.stop() {
		d.command((*session.Session).Stop)
	}
}

// Rebinarise tells whether the user wants the pixels of the next new machine drawn again
// each time; nil is as the present one's are.
func (d *Desk) Rebinarise() *bool { return d.rebinarise }

// SetRebinarise says how the pixels of the next new machine are to be drawn.
func (d *Desk) SetRebinarise(on *bool) { d.rebinarise = on }

// ReplaceMachine makes a fresh machine of settings and data, or one for each class,
// in the background, and tells answer why it cannot, or nil when it has. What is
// done is noted under a name.
func (e *Exchanges) ReplaceMachine(what string, s learn.Settings, m *dataset.Source, classes bool, said string, answer func(error)) {
	e.Exchange(Exchange{
		What: what,
		Prepare: func(_ context.Context, now Present) (Next, error) {
			t, err := newTraining(s, m.Training, classes, now.Threads)
			return Next{Training: t, Data: m, Document: &Document{}, Said: said}, err
		},
		Done: unlessSuperseded(answer),
	})
}

// unlessSuperseded tells answer how an exchange ended, unless the user wants something
// else by now.
func unlessSuperseded(answer func(error)) func(*session.Moment, error) {
	return func(_ *session.Moment, err error) {
		if !errors.Is(err, ErrSuperseded) {
			answer(err)
		}
	}
}

// newTraining starts the training of one machine, or of one for each class.
func newTraining(s learn.Settings, set *images.Set, classes bool, threads int) (*learn.Trainer, error) {
	if classes {
		return learn.NewPerClass(s, set, 0, threads)
	}
	return learn.New(s, set, threads)
}

// SetRate changes the learning rate and tells answer why it cannot, or nil when it has.
func (e *Exchanges) SetRate(rates []float64, answer func(error)) {
	e.change(Exchange{What: texts.Of("history.rate", texts.Rates(rates)), joins: true, Done: unlessSuperseded(answer)},
		func(s *session.Session) error { return s.SetRate(rates) })
}

// SetThreads changes the number of threads that train, and not what they learn.
func (e *Exchanges) SetThreads(n int, answer func(error)) {
	e.change(Exchange{Done: unlessSuperseded(func(err error) {
		if err == nil {
			e.threads = n
		}
		answer(err)
	})}, func(s *session.Session) error { return s.SetThreads(n) })
}

// nameCategories fits the categories' names to the machine as it stands, in the
// background, but for those that the user gave. Without categories or labels it
// does nothing.
func (d *Desk) nameCategories() { d.fitNames("", (*session.Session).FitNames) }

// fitNames gives the session the names by labels; what, which may be empty, names that
// for undoing.
func (d *Desk) fitNames(what string, give func(s *session.Session, names []string)) {
	v := d.Latest()
	if v == nil || unnameable(v) != "" {
		return
	}
	machine, threads, all := d.now.Machine, max(1, d.threads/2), v.Undamaged.Ensemble
	d.tasks.Start("names", func(ctx context.Context) func() {
		names, err := measure.NameCategories(ctx, all, namingImages(all, v.Data.Training), threads)
		if err != nil {
			return nil
		}
		return func() {
			say := d.Say
			if what == "" {
				say = d.remark
			}
			d.change(Exchange{What: what, machine: machine, Done: unlessSuperseded(func(error) { say(texts.Of("classes.categories.named")) })},
				func(s *session.Session) error {
					give(s, namesOf(s.Snapshot().Ensemble, all, names))
					return nil
				})
		}
	})
}

// mostNaming is how many images name the categories of several machines, each of which has to
// look at all of them.
const mostNaming = 10_000

// namingImages are those by whose labels the categories of machines are named: of very many
// images a part, evenly spread.
func namingImages(e *network.Ensemble, set *images.Set) *images.Set {
	step := (set.Count() + mostNaming - 1) / mostNaming
	if e.Count() == 1 || step <= 1 || set.Labels == nil {
		return set
	}
	return set.Select(func(i int) bool { return i%step == 0 })
}

// namesOf are the names for the machines that there are now, of those for the machines that
// there were: while they compete some are given up.
func namesOf(now, was *network.Ensemble, names []string) []string {
	if slices.Equal(now.Labels, was.Labels) {
		return names
	}
	left := make([]string, now.Count())
	for k, label := range now.Labels {
		if at := slices.Index(was.Labels, label); at >= 0 {
			left[k] = names[at]
		}
	}
	return left
}

// unnameable is the key of the text that says why labels give no names to the categories
// of a view's machine; empty where they do.
func unnameable(v *View) string {
	switch {
	case v.Snapshot.Ensemble.ByLabel():
		return "classes.categories.perClass"
	case v.Snapshot.Ensemble.Categories() == 0:
		return "classes.categories.none"
	case v.Data.Training.Labels == nil:
		return "classes.categories.unlabelled"
	}
	return ""
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
	if v == nil {
		return
	}
	if why := unnameable(v); why != "" {
		d.Say(texts.Of(why))
		return
	}
	d.fitNames(texts.Of("history.names"), (*session.Session).SetNames)
}

// CallCategory gives a category the name that the user chose, which training
// leaves alone; an empty one takes its name away.
func (d *Desk) CallCategory(category int, name string) {
	d.callCategory(category, name, func(s *session.Session) error { return s.Rename(category, name) })
}

// CallClass gives the category of a class, which machines found themselves and which has the
// key in [texts.Classes], the name that the user chose.
func (d *Desk) CallClass(key int, name string) {
	v := d.Latest()
	if v == nil {
		return
	}
	category := v.Classes().Index(uint8(key))
	if category < 0 {
		d.Say(texts.Of("classes.categories.gone"))
		return
	}
	d.callCategory(category, name, func(s *session.Session) error { return s.RenameClass(uint8(key), name) })
}

// callCategory has a category renamed in its turn, and says so.
func (d *Desk) callCategory(category int, name string, rename func(*session.Session) error) {
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
			said = Reason(err)
		}
		d.Say(said)
	})}, rename)
}

// offerRecovery tells that training stopped by itself.
func (d *Desk) offerRecovery(err error) {
	d.Ask(Question{
		Title: texts.Of("dialog.recovery.title"), icon: base.WarningIcon(), Content: kit.Wrapped(Reason(err)),
		Choices: []Choice{{Text: texts.Of("dialog.recovery.leave")}, {Text: texts.Of("dialog.recovery.back"), Act: d.recover}},
	})
}

// recover goes back to the last state in which all numbers were finite.
func (d *Desk) recover() {
	d.change(Exchange{What: texts.Of("history.recovery"), machine: d.now.Machine, Done: func(_ *session.Moment, err error) {
		said := "dialog.recovery.done"
		if err != nil {
			said = "dialog.recovery.none"
		}
		d.Say(texts.Of(said))
	}}, func(s *session.Session) error {
		if !s.Recover() {
			return learn.ErrDiverged
		}
		return nil
	})
}
