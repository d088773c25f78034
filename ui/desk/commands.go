package desk

import (
	"context"

	"wakesleep/learn"
	"wakesleep/network/images"
	"wakesleep/ui/stock"
)

// PlayOrPause is what the large button does.
func (d *Desk) PlayOrPause() {
	if !d.Ready() {
		return
	}
	switch d.session.Status().State {
	case learn.Running:
		d.session.Pause()
	case learn.Paused:
		d.session.Continue()
	default:
		d.Say("") // what was said asked for this, or is past
		d.history.noteRun(learn.WakeSleep, 0)
		d.session.Play(learn.WakeSleep)
	}
	d.Tick()
}

// Step does one cycle.
func (d *Desk) Step() { d.Run(learn.WakeSleep, 1) }

// Run does n cycles.
func (d *Desk) Run(steps learn.Steps, n int) {
	if !d.Ready() {
		return
	}
	d.front.LetGo()
	d.Say("")
	d.history.noteRun(steps, n)
	d.session.Run(steps, n)
	d.Tick()
}

// Stop gives the run up.
func (d *Desk) Stop() {
	if d.Ready() {
		d.session.Stop()
		d.Tick()
	}
}

// ReplaceMachine makes a fresh machine of settings and data, or one for each class,
// in the background, and tells answer why it cannot, or nil when it has. What is
// done is noted under a name.
func (d *Desk) ReplaceMachine(what string, s learn.Settings, m *stock.Stock, classes bool, done string, answer func(error)) {
	d.Background("machine", func(context.Context) func() {
		trainer, err := newTraining(s, m.Source.Training, classes, d.threads)
		return func() {
			if err == nil {
				d.NoteIfAny(what)
				d.Install(trainer, m, Document{}, done)
			}
			answer(err)
		}
	})
}

// newTraining starts the training of one machine, or of one for each class.
func newTraining(s learn.Settings, set *images.Set, classes bool, threads int) (learn.Training, error) {
	if classes {
		return learn.NewClassTrainer(s, set, 0, threads)
	}
	return learn.NewTrainer(s, set, threads)
}

// Install makes t the session's training and m its data, which must fit.
func (d *Desk) Install(t learn.Training, m *stock.Stock, doc Document, done string) {
	if d.session == nil {
		d.session = learn.NewSession(t)
		d.installed(m, doc, done)
		return
	}
	d.changing++
	session := d.session
	d.tasks.Run(func() {
		session.Replace(t)
		d.do(func() {
			d.changing--
			d.installed(m, doc, done)
		})
	})
}

// UseThreads lets the trainings to come have so many threads.
func (d *Desk) UseThreads(n int) { d.threads = n }

// NoteIfAny notes something that replaces the machine, if there is one.
func (d *Desk) NoteIfAny(what string) {
	if d.session != nil {
		d.history.note(what)
	}
}

// installed goes over to a training that the session has just been given.
func (d *Desk) installed(m *stock.Stock, doc Document, done string) {
	d.arrived(&origin{stock: m, doc: doc}, doc, done)
}

func (d *Desk) arrived(o *origin, doc Document, done string) {
	if d.stock != o.stock {
		d.stock, d.data = o.stock, o.stock.Source
		d.sources++
	}
	if d.origin != nil {
		d.origin.doc = d.doc
	}
	d.origin = o
	d.session.Attach(o)
	d.machines++
	d.doc = doc
	d.seen = d.session.Status()
	d.Say(done)
	d.Tick()
	d.nameIfNameless()
}
