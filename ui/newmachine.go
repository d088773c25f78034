package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
)

// machineForm edits settings.
type machineForm struct {
	object fyne.CanvasObject

	kind                               *kindChoice
	layers, samples, batch, rate, seed *widget.Entry
	shift                              *widget.Entry
	method, optimiser, init            *widget.Select
	rebinarise                         *widget.Check
	complaint                          *widget.Label
	data                               *images.Set
	start                              learn.Settings
}

// defaultsFor are settings under which a machine learns images of this kind.
func defaultsFor(set *images.Set) learn.Settings {
	if set.Probabilities != nil {
		s := learn.ClassicDefaults()
		s.Layers = presetsFor(set, oneNetwork)[0].layers
		return s
	}
	s := learn.Defaults()
	s.Layers = presetsFor(set, withCategories)[0].layers
	s.Rate = []float64{3e-3}
	s.Batch = max(1, min(s.Batch, set.Count()))
	return s
}

func newMachineForm(set *images.Set) *machineForm {
	f := &machineForm{data: set, complaint: wrapped("")}
	f.complaint.Importance = widget.DangerImportance
	f.complaint.Hide()
	for _, e := range []**widget.Entry{&f.layers, &f.samples, &f.batch, &f.rate, &f.seed, &f.shift} {
		*e = widget.NewEntry()
	}
	f.kind = newKindChoice(classable(set), f.followKind)
	f.layers.OnChanged = f.followLayers
	f.method = widget.NewSelect([]string{string(learn.Reweighted), string(learn.Classic)}, f.followMethod)
	f.optimiser = widget.NewSelect([]string{string(learn.Adam), string(learn.SGD)}, nil)
	f.init = widget.NewSelect([]string{string(learn.Glorot), string(learn.Zero)}, nil)
	f.rebinarise = widget.NewCheck("drawn afresh each epoch", f.followRebinarise)
	f.build()
	f.set(defaultsFor(set))
	return f
}

func (f *machineForm) build() {
	presets := container.NewHBox()
	for i, p := range presetsFor(f.data, oneNetwork) {
		presets.Add(widget.NewButton(p.name, func() { f.layers.SetText(presetsFor(f.data, f.kind.now)[i].layers) }))
	}
	pair := func(a fyne.CanvasObject, text string, b fyne.CanvasObject) fyne.CanvasObject {
		return container.NewGridWithColumns(2, a, container.NewBorder(nil, nil, fixedWidth(84, widget.NewLabel(text)), nil, b))
	}
	items := []*widget.FormItem{
		widget.NewFormItem("Kind", f.kind.object),
		widget.NewFormItem("Layers", container.NewBorder(nil, nil, nil, presets, f.layers)),
		widget.NewFormItem("", newRemark("bottom to top, without the pixels; c makes the top a choice of one: 100,50c")),
		widget.NewFormItem("Method", pair(f.method, "Samples K", f.samples)),
		widget.NewFormItem("Optimiser", pair(f.optimiser, "Rate", f.rate)),
		widget.NewFormItem("Start", pair(f.init, "Seed", f.seed)),
		widget.NewFormItem("Batch", pair(f.batch, "images", newRemark("and dreams a step"))),
		widget.NewFormItem("Pixels", pair(f.rebinarise, settingsShift, container.NewGridWithColumns(2, f.shift, newRemark(settingsShiftBy)))),
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
	f.shift.SetText(thousands(s.Shift))
	f.followRebinarise(s.Rebinarise)
}

// followRebinarise lets images move only where they are drawn afresh.
func (f *machineForm) followRebinarise(afresh bool) {
	if !afresh {
		f.shift.SetText("0")
	}
	setEnabled(f.shift, afresh)
}

// followKind brings the layers, and for class machines the batch, to what goes with
// a kind.
func (f *machineForm) followKind(k machineKind) {
	if k == perClass || kindOf(f.layers.Text) != k {
		size := 0
		if k == perClass {
			size = 1
		}
		f.layers.SetText(presetsFor(f.data, k)[size].layers)
	}
	if k != perClass {
		return
	}
	most := min(classBatch, smallestClass(f.data))
	if _, err := parseCount("batch", f.batch.Text, 1, most); err != nil {
		f.batch.SetText(thousands(most))
	}
}

// followLayers tells a network from one with categories by its layers.
func (f *machineForm) followLayers(layers string) {
	if f.kind.now != perClass {
		f.kind.set(kindOf(layers))
	}
}

// classBatch is the batch that class machines start with: each sees only its own
// share of the images.
const classBatch = 50

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
	s.FinalRate, s.Epochs, s.Cycles, s.Average, s.JointEpochs, s.JointRate = nil, 0, 0, 0, 0, 0
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
	if s.Shift, err = parseCount("pixels", f.shift.Text, 0, 1_000_000_000); err != nil {
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
