package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
)

// askNewMachine shows the dialog in which a fresh machine is made for data.
func (d *desk) askNewMachine(m *stock) {
	if d.session == nil {
		return
	}
	form := newMachineForm(m.source.Training)
	if current := d.latest(); current != nil && fits(m.source.Training, current.snapshot.Machine) {
		form.set(current.snapshot.Record.Settings)
	}
	var dlg *dialog.CustomDialog
	create := widget.NewButtonWithIcon("Make it", base.ConfirmIcon(), func() {
		s, err := form.settings()
		if err != nil {
			form.refuse(err)
			return
		}
		d.replaceMachine(s, m, "A new machine, with everything to learn.", func(err error) {
			if err != nil {
				form.refuse(err)
			} else {
				dlg.Hide()
			}
		})
	})
	create.Importance = widget.HighImportance
	cancel := widget.NewButton("Cancel", func() { dlg.Hide() })
	dlg = dialog.NewCustomWithoutButtons("New machine", form.object, d.window)
	dlg.SetButtons([]fyne.CanvasObject{cancel, create})
	dlg.Resize(fyne.NewSize(600, 0))
	dlg.Show()
}

// machineForm edits settings.
type machineForm struct {
	object fyne.CanvasObject

	layers, samples, batch, rate, seed *widget.Entry
	method, optimiser, init            *widget.Select
	rebinarise                         *widget.Check
	complaint                          *widget.Label
	data                               *images.Set
	start                              learn.Settings
}

// preset is a machine of a size that people can choose by name.
type preset struct {
	name, layers string
}

// presetsFor are small, medium and large machines for images.
func presetsFor(set *images.Set) []preset {
	switch pixels := set.Pixels(); {
	case pixels <= 9:
		return []preset{{"Small", "6,1"}, {"Medium", "9,3"}, {"Large", "20,10"}}
	case pixels <= 64:
		return []preset{{"Small", "8,1"}, {"Medium", "20,10"}, {"Large", "50,30"}}
	}
	return []preset{{"Small", "100,50c"}, {"Medium", "200,100,50c"}, {"Large", "200,200,200"}}
}

// defaultsFor are settings under which a machine learns images of this kind.
func defaultsFor(set *images.Set) learn.Settings {
	if set.Probabilities != nil {
		s := learn.ClassicDefaults()
		s.Layers = presetsFor(set)[0].layers
		return s
	}
	s := learn.Defaults()
	s.Layers = presetsFor(set)[0].layers
	s.Rate = []float64{3e-3}
	s.Batch = max(1, min(s.Batch, set.Count()))
	return s
}

func newMachineForm(set *images.Set) *machineForm {
	f := &machineForm{data: set, complaint: wrapped("")}
	f.complaint.Importance = widget.DangerImportance
	f.complaint.Hide()
	for _, e := range []**widget.Entry{&f.layers, &f.samples, &f.batch, &f.rate, &f.seed} {
		*e = widget.NewEntry()
	}
	f.method = widget.NewSelect([]string{string(learn.Reweighted), string(learn.Classic)}, f.followMethod)
	f.optimiser = widget.NewSelect([]string{string(learn.Adam), string(learn.SGD)}, nil)
	f.init = widget.NewSelect([]string{string(learn.Glorot), string(learn.Zero)}, nil)
	f.rebinarise = widget.NewCheck("draw grey pixels afresh each epoch", nil)
	f.build()
	f.set(defaultsFor(set))
	return f
}

func (f *machineForm) build() {
	presets := container.NewHBox()
	for _, p := range presetsFor(f.data) {
		presets.Add(widget.NewButton(p.name, func() { f.layers.SetText(p.layers) }))
	}
	pair := func(a fyne.CanvasObject, text string, b fyne.CanvasObject) fyne.CanvasObject {
		return container.NewGridWithColumns(2, a, container.NewBorder(nil, nil, fixedWidth(84, widget.NewLabel(text)), nil, b))
	}
	items := []*widget.FormItem{
		widget.NewFormItem("Layers", container.NewBorder(nil, nil, nil, presets, f.layers)),
		widget.NewFormItem("", newRemark("bottom to top, without the pixels; c makes the top a choice of one: 100,50c")),
		widget.NewFormItem("Method", pair(f.method, "Samples K", f.samples)),
		widget.NewFormItem("Optimiser", pair(f.optimiser, "Rate", f.rate)),
		widget.NewFormItem("Start", pair(f.init, "Seed", f.seed)),
		widget.NewFormItem("Batch", pair(f.batch, "images", newRemark("and dreams a step"))),
		widget.NewFormItem("Pixels", f.rebinarise),
	}
	f.object = container.NewVBox(widget.NewForm(items...), f.complaint)
}

// set fills the form.
func (f *machineForm) set(s learn.Settings) {
	f.start = s
	f.method.SetSelected(string(s.Method))
	f.layers.SetText(s.Layers)
	f.samples.SetText(thousands(s.Samples))
	f.batch.SetText(thousands(s.Batch))
	f.rate.SetText(formatRates(s.Rate))
	f.seed.SetText(formatSeed(s.Seed))
	f.optimiser.SetSelected(string(s.Optimiser))
	f.init.SetSelected(string(s.Init))
	f.rebinarise.SetChecked(s.Rebinarise)
}

// followMethod brings K and the optimiser to what goes with a method.
func (f *machineForm) followMethod(method string) {
	if method == string(learn.Classic) {
		f.samples.SetText("1")
		f.samples.Disable()
		f.optimiser.SetSelected(string(learn.SGD))
		return
	}
	f.samples.Enable()
	f.optimiser.SetSelected(string(learn.Adam))
	if f.samples.Text == "1" {
		f.samples.SetText("5")
	}
}

// settings reads the form and reports the first thing that is impossible.
func (f *machineForm) settings() (learn.Settings, error) {
	s := f.start
	s.FinalRate, s.Epochs, s.Cycles, s.Average = nil, 0, 0, 0
	s.Layers = f.layers.Text
	s.Method = learn.Method(f.method.Selected)
	s.Optimiser, s.Init = learn.Optimiser(f.optimiser.Selected), learn.Init(f.init.Selected)
	s.Rebinarise = f.rebinarise.Checked
	var err error
	if s.Samples, err = parseCount("samples K", f.samples.Text, 1, 1_000_000_000); err != nil {
		return s, err
	}
	if s.Batch, err = parseCount("batch", f.batch.Text, 1, 1_000_000_000); err != nil {
		return s, err
	}
	if s.Rate, err = parseNumbers("rate", f.rate.Text); err != nil {
		return s, err
	}
	if s.Seed, err = parseSeed(f.seed.Text); err != nil {
		return s, err
	}
	hidden, err := s.Hidden()
	if err != nil {
		return s, err
	}
	s.Layers = network.FormatLayers(hidden)
	return s, s.Validate()
}

// refuse shows why the settings cannot be.
func (f *machineForm) refuse(err error) {
	f.complaint.SetText(sentence(err.Error()))
	f.complaint.Show()
}
