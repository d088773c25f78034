package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/theme"
)

// looks are the themes in the order of lookWords.
var looks = []theme.Mode{theme.Dark, theme.Light, theme.System}

// mostThreads bounds what can be asked for; more than processors are of no use.
const mostThreads = 256

// askSettings shows the settings, for the data in use.
func (d *desk) askSettings() { d.askNewMachine(d.stock) }

// askNewMachine shows the settings: those that can change at once, unless the data
// are others than those in use, and those for which a fresh machine is made.
func (d *desk) askNewMachine(m *stock) {
	if d.session == nil {
		return
	}
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
	var dlg *dialog.CustomDialog
	create := widget.NewButtonWithIcon(settingsMake, base.ConfirmIcon(), func() {
		d.makeMachine(form, m, func() { dlg.Hide() })
	})
	create.Importance = widget.HighImportance
	leave := widget.NewButton(settingsClose, func() { dlg.Hide() })
	content := container.NewVBox(sectionHead(settingsNew, settingsNewHelp), form.object)
	if m == d.stock {
		now := newNowSettings(d, form)
		content.Objects = slices.Insert(content.Objects, 0, sectionHead(settingsNow, settingsNowHelp), now.object, fyne.CanvasObject(widget.NewSeparator()))
	}
	dlg = dialog.NewCustomWithoutButtons(settingsTitle, content, d.window)
	dlg.SetButtons([]fyne.CanvasObject{leave, create})
	dlg.Resize(fyne.NewSize(640, 0))
	dlg.Show()
}

// makeMachine makes the machine of a form, after asking about the present one.
func (d *desk) makeMachine(form *machineForm, m *stock, made func()) {
	s, err := form.settings()
	if err != nil {
		form.refuse(err)
		return
	}
	d.guard("Make a new machine?", func() {
		d.replaceMachine(undoNew, s, m, form.kind.now == perClass, settingsMade, func(err error) {
			if err != nil {
				form.refuse(err)
			} else {
				d.afresh = nil
				made()
			}
		})
	})
}

// sectionHead is the title of a part of a dialog.
func sectionHead(title, help string) fyne.CanvasObject {
	heading := widget.NewLabel(title)
	heading.TextStyle.Bold = true
	return container.NewBorder(nil, nil, heading, nil, newRemark(help))
}

// nowSettings are those that need no new machine.
type nowSettings struct {
	desk          *desk
	object        fyne.CanvasObject
	threads, rate *widget.Entry
	look          *widget.Select
	upright       *widget.Check
	form          *machineForm
}

func newNowSettings(d *desk, form *machineForm) *nowSettings {
	n := &nowSettings{desk: d, form: form, threads: widget.NewEntry(), rate: widget.NewEntry()}
	n.threads.SetText(thousands(d.threads))
	n.rate.SetText(formatRates(d.session.Status().Rate))
	n.threads.OnSubmitted = func(string) { n.apply() }
	n.rate.OnSubmitted = n.threads.OnSubmitted
	n.look = widget.NewSelect(lookWords, nil)
	n.look.Selected = lookWords[max(0, slices.Index(looks, d.mode()))]
	n.look.OnChanged = func(string) { d.setMode(looks[n.look.SelectedIndex()]) }
	n.upright = widget.NewCheck(settingsUpright, nil)
	n.upright.Checked = d.stock.straightened()
	n.upright.OnChanged = d.setStraightened
	setEnabled(n.upright, d.stock.canStraighten())
	apply := widget.NewButton(settingsApply, n.apply)
	narrow := func(text string) fyne.CanvasObject { return fixedWidth(84, widget.NewLabel(text)) }
	numbers := container.NewBorder(nil, nil, nil, apply, container.NewGridWithColumns(2, n.threads,
		container.NewBorder(nil, nil, narrow(settingsRate), nil, n.rate)))
	n.object = widget.NewForm(
		widget.NewFormItem(settingsThreads, numbers),
		widget.NewFormItem(settingsLook, container.NewGridWithColumns(2, n.look, n.upright)),
	)
	return n
}

// apply puts threads and rate in force.
func (n *nowSettings) apply() {
	d := n.desk
	threads, err := parseCount("threads", n.threads.Text, 1, mostThreads)
	if err != nil {
		n.form.refuse(err)
		return
	}
	rates, err := parseNumbers("rate", n.rate.Text)
	if err != nil {
		n.form.refuse(err)
		return
	}
	if !d.ready() {
		return
	}
	session, before := d.session, formatRates(d.session.Status().Rate)
	d.background("settings", func(context.Context) func() {
		err := session.SetThreads(threads)
		if err == nil && formatRates(rates) != before {
			err = session.SetRate(rates)
		}
		return func() {
			if err != nil {
				n.form.refuse(err)
				return
			}
			d.threads = threads
			d.app.Preferences().SetInt(prefThreads, threads)
			n.form.complaint.Hide()
			d.say(settingsApplied)
			d.tick()
		}
	})
}
