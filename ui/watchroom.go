package ui

import (
	"context"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/ui/chart"
	"wakesleep/ui/kit"
	"wakesleep/ui/phrase"
	"wakesleep/ui/pictures"
	"wakesleep/ui/samples"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

const (
	// sheetImages is the number of images on each of the two sheets, and
	// sheetColumns is how many stand side by side: full rows look calm.
	sheetImages  = 96
	sheetColumns = 12
	// formWidth is the width of the choice between shades and firings.
	formWidth = 124
	// dreamEvery and weighEvery are the pauses between dreams, and between
	// evaluations, while the machine learns.
	dreamEvery = 700 * time.Millisecond
	weighEvery = 4 * time.Second
	// curveEvery is the pause between drawings of the curve meanwhile.
	curveEvery = 500 * time.Millisecond
)

// watchRoom shows inputs beside dreams, the curve of description length and its
// two parts.
type watchRoom struct {
	desk    *desk
	content fyne.CanvasObject

	inputs, dreams         *pictures.Sheet
	inputPanel, dreamPanel *kit.Panel
	curvePanel             *kit.Panel
	curve                  *chart.Chart
	machine                *machinePanel
	ledger                 *ledger
	lower                  *lower
	form                   *widget.Select
	saving                 *widget.Button // the curve

	seed            uint64
	dreamt, weighed time.Time
	drawn           time.Time // the curve
	lastPoint       uint64
	independent     float64
	shownPoints     int
	noise           float64 // on the inputs shown
}

func newWatchRoom(d *desk) *watchRoom {
	r := &watchRoom{
		desk: d, seed: 1, inputs: pictures.NewSheet(), dreams: pictures.NewSheet(),
		curve: chart.New(), ledger: newLedger(),
	}
	r.curve.Empty = texts.Of("chart.empty")
	r.form = widget.NewSelect([]string{samples.AsShades(), samples.AsFirings()}, func(string) { r.again(false) })
	r.form.Selected = samples.AsShades()
	others := widget.NewButtonWithIcon("", base.ViewRefreshIcon(), func() { r.again(true) })
	others.Importance = widget.LowImportance
	r.inputPanel = kit.NewPanel(texts.Of("watch.sees.title"), r.inputs, kit.FixedWidth(formWidth, tip.On(r.form, texts.Of("watch.form.tip"))),
		tip.On(d.newPictureButton(texts.Of("watch.sees.save"), saveSeenName, pictureOf(r.inputs)), texts.Of("watch.sees.save-tip")))
	r.inputPanel.Explain(texts.Of("watch.sees.explain"))
	r.dreamPanel = kit.NewPanel(texts.Of("watch.dreams.title"), r.dreams, tip.On(others, texts.Of("watch.others.tip")),
		tip.On(d.newPictureButton(texts.Of("watch.dreams.save"), saveDreamsName, pictureOf(r.dreams)), texts.Of("watch.dreams.save-tip")))
	r.dreamPanel.Explain(texts.Of("watch.dreams.explain"))
	sheets := container.NewGridWithColumns(2, r.inputPanel.Object, r.dreamPanel.Object)
	r.makeLower()
	r.content = container.New(kit.Stack(.66), sheets, r.lower.object)
	return r
}

// makeLower makes what stands below the sheets.
func (r *watchRoom) makeLower() {
	r.lower = newLower(r.desk)
	r.saving = kit.NewSaveButton(r.askSaveCurve)
	r.curvePanel = kit.NewHeadedPanel(r.lower.head(texts.Of("chart.title")), r.curve, tip.On(r.saving, texts.Of("chart.save.tip")))
	r.curvePanel.Explain(texts.Of("chart.explain"))
	r.machine = newMachinePanel(r.desk)
	r.machine.panel = kit.NewHeadedPanel(r.lower.head(texts.Of("machine.title")), r.machine.view)
	r.machine.panel.Explain(texts.Of("machine.explain"))
	r.lower.turned = r.compareCurve
	r.lower.fill(r.curvePanel.Object, r.machine.panel.Object, r.ledger.panel.Object)
}

func (r *watchRoom) title() string             { return texts.Of("watch.title") }
func (r *watchRoom) icon() fyne.Resource       { return base.VisibilityIcon() }
func (r *watchRoom) object() fyne.CanvasObject { return r.content }

// show implements room.
func (r *watchRoom) show(v *view) {
	if v.dataChanged {
		r.measureData(v)
	}
	if v.dataChanged || r.inputs.Count() == 0 || r.noise != v.damage.Flipped {
		r.showInputs(v)
	}
	running := v.snapshot.State == learn.Running
	now := time.Now()
	r.machine.noticed(v, now)
	if !running || v.machineChanged || now.Sub(r.dreamt) >= dreamEvery {
		r.dreamt = now
		r.dream(v)
	}
	if !running || v.machineChanged || now.Sub(r.weighed) >= weighEvery {
		r.weighed = now
		r.weigh(v)
	}
	if !running || v.machineChanged || now.Sub(r.drawn) >= curveEvery {
		r.drawn = now
		r.showCurve(v)
	}
}

// pulse implements living.
func (r *watchRoom) pulse(v *view, now time.Time) { r.machine.pulse(v, now) }

// again shows the sheets anew, with other images and dreams if asked for.
func (r *watchRoom) again(others bool) {
	v := r.desk.frame.view()
	if v == nil {
		return
	}
	if others {
		r.seed++
	}
	r.showInputs(v)
	r.dream(v)
}

// showInputs puts images of the data on the left sheet.
func (r *watchRoom) showInputs(v *view) {
	set := v.data.Training
	list := samples.Pick(set, sheetImages, r.seed)
	values := make([][]float32, len(list))
	for i, index := range list {
		values[i] = samples.Shades(v.damage.Image(set.Image(index), index))
	}
	r.noise = v.damage.Flipped
	if r.form.Selected == samples.AsFirings() {
		samples.Binarise(values, r.seed)
	}
	r.inputs.SetImages(values, set.Width, set.Height, sheetColumns, pictures.Grey())
	r.inputPanel.Say(inputsOf(len(list), set.Count(), set.Probabilities != nil))
}

// dream lets the machine dream in the background.
func (r *watchRoom) dream(v *view) {
	m, seed, firings := v.snapshot.Machine, r.seed, r.form.Selected == samples.AsFirings()
	all, remark := v.everyClass(), texts.Of("watch.dreams.made")
	if whose := v.whose(); whose != "" {
		remark = whose + " · " + remark
	}
	r.desk.background("watch.dreams", func(context.Context) func() {
		var dreams *network.Dreams
		if all != nil {
			dreams = all.Dream(sheetImages, seed)
		} else {
			dreams = m.Dream(sheetImages, seed)
		}
		values := samples.Dreamt(dreams, firings)
		show := func() {
			r.dreams.SetImages(values, m.Width, m.Height, sheetColumns, pictures.Grey())
			r.dreamPanel.Say(remark)
		}
		return func() { r.desk.withNextTick(show) }
	})
}

// weigh evaluates the machine on a few unseen images in the background.
func (r *watchRoom) weigh(v *view) {
	m, classes, test := v.snapshot.Machine, v.snapshot.Classes, v.data.Test.First(ledgerImages)
	seen, noise := v.data.Test == v.data.Training, v.damage
	r.desk.background("watch.ledger", func(ctx context.Context) func() {
		e, err := evaluate(ctx, m, classes, noise.Set(test))
		if err != nil {
			return nil
		}
		show := func() {
			r.ledger.show(e, seen)
			bits := e.BoundNats / math.Ln2
			r.curve.SetNow(chart.Mark{Y: bits, Label: texts.Of("chart.now.machine", phrase.Bits(bits))})
		}
		return func() { r.desk.withNextTick(show) }
	})
}

// evaluate measures a machine, or where there is one for each class those of the
// images' own classes.
func evaluate(ctx context.Context, m *network.Machine, classes *learn.ClassMachines, set *images.Set) (*learn.Evaluation, error) {
	o := learn.EvaluateOptions{Samples: ledgerSamples, Threads: 1}
	if classes != nil {
		return classes.EvaluateRight(ctx, set, o)
	}
	return learn.Evaluate(ctx, m, set, o)
}
