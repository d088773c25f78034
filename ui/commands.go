package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/network/images"
	"wakesleep/ui/kit"
	"wakesleep/ui/phrase"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// maxRun bounds a run, so that a typing error does not ask for years.
const maxRun = 1_000_000_000

// playOrPause is what the large button does.
func (d *desk) playOrPause() {
	if !d.ready() {
		return
	}
	switch d.session.Status().State {
	case learn.Running:
		d.session.Pause()
	case learn.Paused:
		d.session.Continue()
	default:
		d.say("") // what was said asked for this, or is past
		d.history.noteRun(learn.WakeSleep, 0)
		d.session.Play(learn.WakeSleep)
	}
	d.tick()
}

// step does one cycle.
func (d *desk) step() { d.run(learn.WakeSleep, 1) }

// runFor does as many cycles as the bar says.
func (d *desk) runFor(steps learn.Steps) {
	n, err := phrase.ParseCount(texts.Of("bar.cycles.label"), d.frame.bar.cycles.Text, 1, maxRun)
	if err != nil {
		d.say(phrase.Sentence(err.Error()))
		return
	}
	d.app.Preferences().SetString(prefCycles, d.frame.bar.cycles.Text)
	d.run(steps, n)
}

func (d *desk) run(steps learn.Steps, n int) {
	if !d.ready() {
		return
	}
	d.frame.bar.letGo()
	d.say("")
	d.history.noteRun(steps, n)
	d.session.Run(steps, n)
	d.tick()
}

// stop gives the run up.
func (d *desk) stop() {
	if d.ready() {
		d.session.Stop()
		d.tick()
	}
}

// changeRate takes a new learning rate, one number or a list.
func (d *desk) changeRate(text string) {
	rates, err := phrase.ParseNumbers(texts.Of("bar.rate.label"), text)
	if err != nil {
		d.say(phrase.Sentence(err.Error()))
		return
	}
	if !d.ready() {
		return
	}
	session := d.session
	d.window.Canvas().Unfocus()
	d.background("rate", func(context.Context) func() {
		err := session.SetRate(rates)
		return func() {
			d.frame.bar.shownRate = ""
			if err != nil {
				d.fail(texts.Of("bar.rate.failed"), err)
			} else {
				d.say(texts.Of("bar.rate.changed", phrase.Rates(rates)))
			}
			d.tick()
		}
	})
}

// askReset offers to start the machine anew from a seed.
func (d *desk) askReset() {
	if !d.ready() {
		return
	}
	now := d.session.Snapshot()
	settings, classes := now.Record.Settings, now.Classes != nil
	seed := kit.NewLineEntry()
	seed.SetText(phrase.Seed(settings.Seed))
	complaint := kit.NewComplaint()
	var dlg *dialog.CustomDialog
	reset := func() {
		n, err := phrase.ParseSeed(seed.Text)
		if err != nil {
			complaint.SetText(phrase.Sentence(err.Error()))
			complaint.Show()
			return
		}
		dlg.Hide()
		settings.Seed = n
		d.reset(settings, classes)
	}
	seed.OnSubmitted = func(string) { reset() }
	dlg = d.ask(question{
		title: texts.Of("dialog.reset.title"), content: resetContent(seed, complaint),
		choices: []choice{{text: texts.Of("common.cancel")}, {text: texts.Of("dialog.reset.button"), act: reset, stays: true}},
	})
}

func resetContent(seed *kit.LineEntry, complaint *widget.Label) fyne.CanvasObject {
	line := widget.NewFormItem(texts.Of("settings.seed.label"), tip.On(seed, texts.Of("settings.seed.tip")))
	line.HintText = texts.Of("settings.seed.hint")
	return container.NewVBox(kit.Wrapped(texts.Of("dialog.reset.text")), widget.NewForm(line), complaint)
}

// reset starts the machine anew with settings.
func (d *desk) reset(s learn.Settings, classes bool) {
	d.replaceMachine(texts.Of("history.reset"), s, d.stock, classes, texts.Of("dialog.reset.done"), func(err error) {
		if err != nil {
			d.fail(texts.Of("dialog.reset.failed"), err)
		}
	})
}

// replaceMachine makes a fresh machine of settings and data, or one for each class,
// in the background, and tells answer why it cannot, or nil when it has. What is
// done is noted under a name.
func (d *desk) replaceMachine(what string, s learn.Settings, m *stock, classes bool, done string, answer func(error)) {
	d.background("machine", func(context.Context) func() {
		trainer, err := newTraining(s, m.source.Training, classes, d.threads)
		return func() {
			if err == nil {
				d.noteIfAny(what)
				d.install(trainer, m, document{}, done)
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

// install makes t the session's training and m its data, which must fit.
func (d *desk) install(t learn.Training, m *stock, doc document, done string) {
	if d.session == nil {
		d.session = learn.NewSession(t)
		d.installed(m, doc, done)
		return
	}
	d.changing++
	session := d.session
	d.tasks.run(func() {
		session.Replace(t)
		d.do(func() {
			d.changing--
			d.installed(m, doc, done)
		})
	})
}

// noteIfAny notes something that replaces the machine, if there is one.
func (d *desk) noteIfAny(what string) {
	if d.session != nil {
		d.history.note(what)
	}
}

// installed goes over to a training that the session has just been given.
func (d *desk) installed(m *stock, doc document, done string) {
	d.arrived(&origin{stock: m, doc: doc}, doc, done)
}

func (d *desk) arrived(o *origin, doc document, done string) {
	if d.stock != o.stock {
		d.stock, d.data = o.stock, o.stock.source
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
	d.say(done)
	d.tick()
	d.nameIfNameless()
}
