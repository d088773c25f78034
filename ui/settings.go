package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// askSettings shows the settings: those that can change at once, and those for which a
// fresh machine is made.
func (d *desk) askSettings() {
	if d.session != nil {
		form := d.machineFormFor(d.stock)
		now := newNowSettings(d, form)
		d.showMachineForm(texts.Of("settings.title"), d.stock, form, now.object, widget.NewSeparator(),
			sectionHead(texts.Of("settings.new.title"), texts.Of("settings.new.help")), form.object)
	}
}

// askNewMachine shows the settings of a fresh machine for data.
func (d *desk) askNewMachine(m *stock) {
	if d.session != nil {
		form := d.machineFormFor(m)
		d.showMachineForm(texts.Of("settings.new.title"), m, form, kit.NewRemark(texts.Of("settings.new.alone")), form.object)
	}
}

// showMachineForm shows a dialog that makes the machine of a form.
func (d *desk) showMachineForm(title string, m *stock, form *machineForm, content ...fyne.CanvasObject) {
	var dlg *dialog.CustomDialog
	create := func() { d.makeMachine(form, m, func() { dlg.Hide() }) }
	form.submitted(create)
	dlg = d.ask(question{
		title: title, content: container.NewVBox(content...), size: fyne.NewSize(660, 0), careful: true,
		choices: []choice{
			{text: texts.Of("common.close"), tip: texts.Of("settings.close.tip")},
			{text: texts.Of("settings.make.button"), icon: base.ConfirmIcon(), tip: texts.Of("settings.make.tip"), act: create, stays: true},
		},
	})
}

// machineFormFor is filled with the present machine's settings where the data fit it.
func (d *desk) machineFormFor(m *stock) *machineForm {
	form := newMachineForm(m.source.Training)
	if current := d.latest(); current != nil && fits(m.source.Training, current.snapshot.Machine) {
		form.set(current.snapshot.Record.Settings)
		if current.snapshot.Classes != nil && form.kind.possible {
			form.kind.set(perClass)
		}
	}
	if d.afresh != nil {
		form.rebinarise.SetChecked(*d.afresh)
	}
	return form
}

// makeMachine makes the machine of a form, after asking about the present one.
func (d *desk) makeMachine(form *machineForm, m *stock, made func()) {
	s, err := form.settings()
	if err != nil {
		form.refuse(err)
		return
	}
	d.guard(texts.Of("settings.make.question"), func() {
		d.replaceMachine(texts.Of("history.new"), s, m, form.kind.now == perClass, texts.Of("settings.make.done"), func(err error) {
			if err != nil {
				form.refuse(err)
			} else {
				d.afresh = nil
				made()
			}
		})
	})
}

// sectionHead is the title of a part of a dialog, with more at its right end.
func sectionHead(title, help string, more ...fyne.CanvasObject) fyne.CanvasObject {
	heading := widget.NewLabel(title)
	heading.TextStyle.Bold = true
	return container.NewBorder(nil, nil, heading, container.NewHBox(more...), kit.NewRemark(help))
}
