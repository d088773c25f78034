// Package settings has the dialogs in which the user makes another machine: with new
// settings, which include those that can change at once, or from another seed.
package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// Ask shows the settings: those that can change at once, and those for which a
// fresh machine is made.
func Ask(d *desk.Desk) {
	if d.Session() != nil {
		form := machineFormFor(d, d.Data())
		now := newNowSettings(d, form)
		showMachineForm(d, texts.Of("settings.title"), d.Data(), form, now.object, widget.NewSeparator(),
			sectionHead(texts.Of("settings.new.title"), texts.Of("settings.new.help")), form.object)
	}
}

// AskNewMachine shows the settings of a fresh machine for data.
func AskNewMachine(d *desk.Desk, m *dataset.Source) {
	if d.Session() != nil {
		form := machineFormFor(d, m)
		showMachineForm(d, texts.Of("settings.new.title"), m, form, kit.NewRemark(texts.Of("settings.new.alone")), form.object)
	}
}

// showMachineForm shows a dialog that makes the machine of a form.
func showMachineForm(d *desk.Desk, title string, m *dataset.Source, form *machineForm, content ...fyne.CanvasObject) {
	var dlg *dialog.CustomDialog
	create := func() { makeMachine(d, form, m, func() { dlg.Hide() }) }
	form.submitted(create)
	dlg = d.Ask(desk.Question{
		Title: title, Content: container.NewVBox(content...), Size: fyne.NewSize(660, 0), Careful: true,
		Choices: []desk.Choice{
			{Text: texts.Of("common.close"), Tip: texts.Of("settings.close.tip")},
			{Text: texts.Of("settings.make.button"), Icon: base.ConfirmIcon(), Tip: texts.Of("settings.make.tip"), Act: create, Stays: true},
		},
	})
}

// machineFormFor is filled with the present machine's settings where the data fit it.
func machineFormFor(d *desk.Desk, m *dataset.Source) *machineForm {
	form := newMachineForm(m.Training)
	current := d.Latest()
	if current != nil && current.Snapshot.Machine.Width == m.Training.Width && current.Snapshot.Machine.Height == m.Training.Height {
		record := current.Snapshot.Record
		if first := firstStage(&record); first != nil && m.Training.Probabilities == nil {
			form.setFound(first)
		} else if first == nil {
			form.set(record.Settings)
		}
		if current.Snapshot.Ensemble.ByLabel() && form.kind.possible {
			form.kind.set(perClass)
		}
	}
	if everyTime := d.Rebinarise(); everyTime != nil {
		form.rebinarise.SetChecked(*everyTime)
	}
	form.changed = func() { form.estimate(d) }
	form.changed()
	return form
}

// makeMachine makes the machine of a form, after asking about the present one.
func makeMachine(d *desk.Desk, form *machineForm, m *dataset.Source, made func()) {
	s, err := form.settings()
	if form.refuse(err) {
		return
	}
	d.Guard(texts.Of("settings.make.question"), func() {
		said := texts.Of(kit.Either(s.Finding != nil, "settings.find.done", "settings.make.done"))
		d.ReplaceMachine(texts.Of("history.new"), s, m, form.kind.now == perClass, said, func(err error) {
			if !form.refuse(err) {
				d.SetRebinarise(nil)
				made()
			}
		})
	})
}

// sectionHead is the title of a part of a dialog, with more at its right end.
func sectionHead(title, help string, more ...fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, kit.NewHeading(title), container.NewHBox(more...), kit.NewRemark(help))
}

// AskReset offers to start the machine again from a seed.
func AskReset(d *desk.Desk) {
	if !d.Ready() {
		return
	}
	now := d.Session().Snapshot()
	settings, classes := now.Record.Settings.OpenEnded(), now.Ensemble.ByLabel()
	if first := firstStage(&now.Record); first != nil {
		settings = *first
	}
	seed := kit.NewLineEntry()
	seed.SetText(texts.Seed(settings.Seed))
	complaint := kit.NewComplaint()
	var dlg *dialog.CustomDialog
	after := func(first func(reset func())) func() {
		return func() {
			n, err := texts.ParseSeed(seed.Text)
			if refuse(complaint, err) {
				return
			}
			dlg.Hide()
			first(func() { reset(d, seeded(settings, n), classes) })
		}
	}
	words, choices := texts.Of("dialog.reset.text"), resetChoices(d, after)
	if d.Unsaved() {
		words += "\n\n" + texts.Of("dialog.reset.unsaved", d.Name())
	}
	seed.OnSubmitted = func(string) { choices[len(choices)-1].Act() }
	dlg = d.Ask(desk.Question{Title: texts.Of("dialog.reset.title"), Content: resetContent(words, seed, complaint), Choices: choices})
}

// seeded are settings with another seed, in all stages.
func seeded(s learn.Settings, seed uint64) learn.Settings {
	s.Seed = seed
	if s.Finding != nil {
		f := *s.Finding
		f.Compete = seeded(f.Compete, seed)
		s.Finding = &f
	}
	if s.Again != nil {
		again := seeded(*s.Again, seed)
		s.Again = &again
	}
	return s
}

// resetChoices are the answers; after makes one of what comes before the reset. The dialog
// asks by itself about what is not saved, unless that comes up meanwhile.
func resetChoices(d *desk.Desk, after func(first func(reset func())) func()) []desk.Choice {
	cancel := desk.Choice{Text: texts.Of("common.cancel")}
	if !d.Unsaved() {
		ask := func(reset func()) { d.Guard(texts.Of("dialog.reset.title"), reset) }
		return []desk.Choice{cancel, {Text: texts.Of("dialog.reset.button"), Act: after(ask), Stays: true}}
	}
	return []desk.Choice{
		cancel,
		{Text: texts.Of("dialog.reset.button"), Act: after(d.GivingUp), Stays: true},
		{Text: texts.Of("dialog.reset.save"), Act: after(d.SaveThen), Stays: true},
	}
}

func resetContent(words string, seed *kit.LineEntry, complaint *widget.Label) fyne.CanvasObject {
	line := widget.NewFormItem(texts.Of("settings.seed.label"), tip.On(seed, texts.Of("settings.seed.tip")))
	line.HintText = texts.Of("settings.seed.hint")
	return container.NewVBox(kit.Wrapped(words), widget.NewForm(line), complaint)
}

// reset starts the machine anew with settings.
func reset(d *desk.Desk, s learn.Settings, classes bool) {
	d.ReplaceMachine(texts.Of("history.reset"), s, d.Data(), classes, texts.Of("dialog.reset.done"), func(err error) {
		if err != nil {
			d.Fail(texts.Of("dialog.reset.failed"), err)
		}
	})
}
