package desk

import (
	"context"
	"errors"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/network/images"
	"wakesleep/ui/texts"
)

// PlayOrPause is what the large button does.
func (d *Desk) PlayOrPause() {
	d.command(func(s *session.Session) {
		switch s.Status().State {
		case session.Running:
			s.Pause()
		case session.Paused:
			s.Continue()
		default:
			d.Say("") // what was said asked for this, or is past
			d.history.beginRun(s, learn.WakeSleep, 0)
			s.Play(learn.WakeSleep)
		}
	})
	d.Tick()
}

// Step does one cycle.
func (d *Desk) Step() { d.Run(learn.WakeSleep, 1) }

// Run does n cycles.
func (d *Desk) Run(steps learn.Steps, n int) {
	d.command(func(s *session.Session) {
		d.front.LetGo()
		d.Say("")
		d.history.beginRun(s, steps, n)
		s.Run(steps, n)
	})
	d.Tick()
}

// Stop gives the run up.
func (d *Desk) Stop() {
	d.command((*session.Session).Stop)
	d.Tick()
}

// Rebinarise tells whether the user wants the pixels of the next new machine drawn afresh
// each time; nil is as the present one's are.
func (d *Desk) Rebinarise() *bool { return d.rebinarise }

// SetRebinarise says how the pixels of the next new machine are to be drawn.
func (d *Desk) SetRebinarise(afresh *bool) { d.rebinarise = afresh }

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

// SetThreads lets so many threads train, from now on, in the same way.
func (e *Exchanges) SetThreads(n int, answer func(error)) {
	e.change(Exchange{Done: unlessSuperseded(func(err error) {
		if err == nil {
			e.threads = n
		}
		answer(err)
	})}, func(s *session.Session) error { return s.SetThreads(n) })
}
