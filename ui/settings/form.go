package settings

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// machineForm edits settings.
type machineForm struct {
	object fyne.CanvasObject

	kind        *kindChoice
	connections *connectionChoice
	finding     *findingChoice
	// joined is the row of the connections, or of finding in its place.
	joined *widget.FormItem
	form   *widget.Form
	// changed hears that an entry or the kind has changed.
	changed func()
	// before is what the form had before it was for finding classes; nil while it is not.
	before                             *learn.Settings
	layers, samples, batch, rate, seed *kit.LineEntry
	shift                              *kit.LineEntry
	method, optimiser, init            *kit.Select
	rebinarise                         *kit.Check
	complaint                          *widget.Label
	data                               *images.Set
	start                              learn.Settings
}

// Defaults are settings under which a machine learns images of this kind.
func Defaults(set *images.Set) learn.Settings {
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
	f := &machineForm{data: set, complaint: kit.NewComplaint(), changed: func() {}}
	f.layers, f.samples, f.batch = kit.NewLineEntry(), kit.NewLineEntry(), kit.NewLineEntry()
	f.rate, f.seed, f.shift = kit.NewLineEntry(), kit.NewLineEntry(), kit.NewLineEntry()
	f.kind = newKindChoice(set, f.matchKind)
	f.connections, f.finding = newConnectionChoice(), newFindingChoice()
	f.layers.OnChanged = f.matchLayers
	f.method = kit.NewSelect([]string{string(learn.Reweighted), string(learn.Classic)}, f.matchMethod)
	f.optimiser = kit.NewSelect([]string{string(learn.Adam), string(learn.SGD)}, nil)
	f.init = kit.NewSelect([]string{string(learn.Glorot), string(learn.Zero)}, nil)
	f.rebinarise = kit.NewCheck(texts.Of("settings.pixels.afresh"), f.matchRebinarise)
	f.build()
	f.forgetComplaints()
	f.set(Defaults(set))
	return f
}

func (f *machineForm) build() {
	pair := func(a fyne.CanvasObject, name string, b fyne.CanvasObject) fyne.CanvasObject {
		return container.NewGridWithColumns(2, a, labelled(name, b))
	}
	shift := container.NewGridWithColumns(2, tip.On(f.shift, texts.Of("settings.shift.tip")), kit.NewRemark(texts.Of("settings.shift.unit")))
	f.joined = widget.NewFormItem("", container.NewStack(f.connections.object, f.finding.object))
	items := []*widget.FormItem{
		widget.NewFormItem(texts.Of("settings.kind.label"), f.kind.object),
		widget.NewFormItem(texts.Of("settings.layers.label"),
			explained(container.NewBorder(nil, nil, nil, f.presets(), tip.On(f.layers, texts.Of("settings.layers.tip"))), kit.NewRemark(texts.Of("settings.layers.help")))),
		f.joined,
		widget.NewFormItem(texts.Of("settings.method.label"), pair(tip.On(f.method, texts.Of("settings.method.tip")),
			texts.Of("settings.samples.label"), tip.On(f.samples, texts.Of("settings.samples.tip")))),
		widget.NewFormItem(texts.Of("settings.optimiser.label"), pair(tip.On(f.optimiser, texts.Of("settings.optimiser.tip")),
			texts.Of("settings.rate.label"), tip.On(f.rate, texts.Of("settings.newRate.tip")))),
		widget.NewFormItem(texts.Of("settings.start.label"), pair(tip.On(f.init, texts.Of("settings.start.tip")),
			texts.Of("settings.seed.label"), tip.On(f.seed, texts.Of("settings.seed.tip")))),
		widget.NewFormItem(texts.Of("settings.batch.label"), pair(tip.On(f.batch, texts.Of("settings.batch.tip")),
			texts.Of("settings.batch.images"), kit.NewRemark(texts.Of("settings.batch.help")))),
		widget.NewFormItem(texts.Of("settings.pixels.label"), pair(tip.On(f.rebinarise, texts.Of("settings.pixels.tip")),
			texts.Of("settings.shift.label"), shift)),
	}
	f.form = widget.NewForm(items...)
	f.object = container.NewVBox(f.form, f.complaint)
	f.showJoined()
}

// showJoined shows what there is to choose beside the layers: how many classes are to be
// found, or else the connections.
func (f *machineForm) showJoined() {
	finds := f.kind.now == findsClasses
	kit.SetVisible(f.connections.object, !finds)
	kit.SetVisible(f.finding.object, finds)
	if text := kit.Either(finds, texts.Of("settings.find.label"), texts.Of("settings.connections.label")); f.joined.Text != text {
		f.joined.Text = text
		f.form.Refresh()
	}
}

// explained has a remark close below a row, so that the form leaves room for a complaint
// in the smallest window.
func explained(row fyne.CanvasObject, remark *widget.Label) fyne.CanvasObject {
	const closer = 7
	both := container.New(layout.NewCustomPaddedVBoxLayout(-closer), row, remark)
	return container.New(layout.NewCustomPaddedLayout(0, -closer, 0, 0), both)
}

// presets are buttons for machines of sizes that people can choose by name.
func (f *machineForm) presets() fyne.CanvasObject {
	row := container.NewHBox()
	for i, p := range presetsFor(f.data, oneNetwork) {
		choose := func() { f.layers.SetText(presetsFor(f.data, f.kind.now)[i].layers) }
		row.Add(tip.On(kit.NewButton(p.name(), choose), texts.Of("settings.preset."+p.size+"Tip")))
	}
	return row
}

// entries are all there are.
func (f *machineForm) entries() []*kit.LineEntry {
	return []*kit.LineEntry{f.layers, f.samples, f.batch, f.rate, f.seed, f.shift, f.connections.entry, f.finding.keep, f.finding.groups}
}

// submitted lets Return in any entry do something.
func (f *machineForm) submitted(act func()) {
	for _, e := range f.entries() {
		e.OnSubmitted = func(string) { act() }
	}
}

// forgetComplaints lets the complaint go when an entry changes: it may be met.
func (f *machineForm) forgetComplaints() {
	for _, e := range f.entries() {
		changed := e.OnChanged
		e.OnChanged = func(text string) {
			f.complaint.Hide()
			f.connections.show()
			if changed != nil {
				changed(text)
			}
			f.changed()
		}
	}
}

// set fills the form.
func (f *machineForm) set(s learn.Settings) {
	f.start = s
	f.method.SetSelected(string(s.Method))
	f.layers.SetText(s.Layers)
	f.connections.set(s)
	f.samples.SetText(texts.Thousands(s.Samples))
	f.batch.SetText(texts.Thousands(f.fittingBatch(s.Batch)))
	f.rate.SetText(texts.Rates(s.Rate))
	f.seed.SetText(texts.Seed(s.Seed))
	f.optimiser.SetSelected(string(s.Optimiser))
	f.init.SetSelected(string(s.Init))
	f.rebinarise.SetChecked(s.Rebinarise)
	f.shift.SetText(texts.Thousands(s.Shift))
	f.matchRebinarise(s.Rebinarise)
}

// fittingBatch is a batch, or what there is of images where those are fewer.
func (f *machineForm) fittingBatch(batch int) int {
	if f.data.Probabilities != nil {
		return batch
	}
	return max(1, min(batch, f.data.Count()))
}

// matchRebinarise lets images move only where they are drawn every time.
func (f *machineForm) matchRebinarise(everyTime bool) {
	if !everyTime {
		f.shift.SetText("0")
	}
	kit.SetOn(f.shift, everyTime)
}

// matchKind brings the layers, and for class machines the batch, to what goes with
// a kind.
func (f *machineForm) matchKind(k machineKind) {
	if k != findsClasses {
		f.endFinding()
		f.kind.set(k) // which other layers may have changed
	}
	f.showJoined()
	if k.several() || kindOf(f.layers.Text) != k {
		size := kit.Either(k.several(), 1, 0)
		f.layers.SetText(presetsFor(f.data, k)[size].layers)
	}
	switch k {
	case perClass:
		f.mostBatch(min(classBatch, smallestClass(f.data)))
	case findsClasses:
		f.beginFinding()
	}
	f.changed()
}

// mostBatch brings the batch down to a number, unless it is smaller.
func (f *machineForm) mostBatch(most int) {
	if _, err := texts.ParseCount(texts.Of("settings.batch.name"), f.batch.Text, 1, most); err != nil {
		f.batch.SetText(texts.Thousands(most))
	}
}

// matchLayers tells a network from one with categories by its layers, which the
// connections join.
func (f *machineForm) matchLayers(layers string) {
	f.connections.join(layers)
	if !f.kind.now.several() {
		f.kind.set(kindOf(layers))
	}
	f.showJoined()
}

// classBatch is the batch that class machines start with: each sees only its own
// share of the images.
const classBatch = 50

// matchMethod brings K and the optimiser to what goes with a method.
func (f *machineForm) matchMethod(method string) {
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
	s := f.start.OpenEnded()
	if f.kind.now == findsClasses {
		s = f.start
		s.Again = nil
	}
	s.Layers = f.layers.Text
	s.Method = learn.Method(f.method.Selected)
	s.Optimiser, s.Init = learn.Optimiser(f.optimiser.Selected), learn.Init(f.init.Selected)
	s.Rebinarise = f.rebinarise.Checked
	const most = 1_000_000_000
	var errs [6]error
	s.Samples, errs[0] = texts.ParseCount(texts.Of("settings.samples.name"), f.samples.Text, 1, most)
	s.Batch, errs[1] = texts.ParseCount(texts.Of("settings.batch.name"), f.batch.Text, 1, most)
	s.Shift, errs[2] = texts.ParseCount(texts.Of("settings.shift.unit"), f.shift.Text, 0, most)
	s.Rate, errs[3] = texts.ParseNumbers(texts.Of("settings.rate.label"), f.rate.Text)
	s.Seed, errs[4] = texts.ParseSeed(f.seed.Text)
	hidden, err := s.Hidden()
	errs[5] = err
	if err := cmp.Or(errs[:]...); err != nil {
		return s, err
	}
	s.Layers = network.FormatLayers(hidden)
	if f.kind.now == findsClasses {
		return f.finding.settings(s, f.data)
	}
	s.Connect(f.connections.entry.Text)
	if err := s.Validate(); err != nil {
		return s, err
	}
	return s, s.Fits(f.data, f.machines())
}

// machines is the number of machines that the form asks for.
func (f *machineForm) machines() int {
	if f.kind.now == perClass {
		return len(f.data.Classes())
	}
	return 1
}

// refuse shows why the settings cannot be, and tells whether that is so.
func (f *machineForm) refuse(err error) bool {
	refused := refuse(f.complaint, err)
	f.connections.complained(f.complaint)
	return refused
}

func refuse(complaint *widget.Label, err error) bool {
	if err == nil {
		complaint.Hide()
		return false
	}
	complaint.SetText(texts.Error(err))
	complaint.Show()
	return true
}
