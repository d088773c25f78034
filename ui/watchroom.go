package ui

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/learn/baseline"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/ui/chart"
	"wakesleep/ui/pictures"
)

const (
	// sheetImages is the number of images on each of the two sheets, and
	// sheetColumns is how many stand side by side: full rows look calm.
	sheetImages  = 96
	sheetColumns = 12
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
	inputPanel, dreamPanel *panel
	curvePanel             *panel
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
	r.curve.Empty = watchEmpty
	r.form = widget.NewSelect([]string{asShades(), asFirings()}, func(string) { r.again(false) })
	r.form.Selected = asShades()
	others := widget.NewButtonWithIcon("", base.ViewRefreshIcon(), func() { r.again(true) })
	others.Importance = widget.LowImportance
	r.inputPanel = newPanel(watchSees, r.inputs, r.form, newSaveButton(d.saveSheet(saveSeenTitle, saveSeenName, r.inputs)))
	r.dreamPanel = newPanel(watchDreams, r.dreams, others, newSaveButton(d.saveSheet(saveDreamsTitle, saveDreamsName, r.dreams)))
	sheets := container.NewGridWithColumns(2, r.inputPanel.object, r.dreamPanel.object)
	r.makeLower()
	r.content = container.New(stackLayout{.66}, sheets, r.lower.object)
	return r
}

// makeLower makes what stands below the sheets.
func (r *watchRoom) makeLower() {
	r.lower = newLower(r.desk)
	r.saving = newSaveButton(r.askSaveCurve)
	r.curvePanel = newHeadedPanel(r.lower.head(watchCurve), r.curve, r.saving)
	r.machine = newMachinePanel(r.desk)
	r.machine.panel = newHeadedPanel(r.lower.head(machineTitle), r.machine.view)
	r.machine.panel.say(machineHelp)
	r.lower.fill(r.curvePanel.object, r.machine.panel.object, r.ledger.panel.object)
}

func (r *watchRoom) title() string             { return watchTitle }
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
	list := sample(set, sheetImages, r.seed)
	values := make([][]float32, len(list))
	for i, index := range list {
		values[i] = shades(v.damage.Image(set.Image(index), index))
	}
	r.noise = v.damage.Flipped
	if r.form.Selected == asFirings() {
		binarise(values, r.seed)
	}
	r.inputs.SetImages(values, set.Width, set.Height, sheetColumns, pictures.Grey())
	r.inputPanel.say(inputsOf(len(list), set.Count(), set.Probabilities != nil))
}

// dream lets the machine dream in the background.
func (r *watchRoom) dream(v *view) {
	m, seed, firings := v.snapshot.Machine, r.seed, r.form.Selected == asFirings()
	all, remark := v.everyClass(), madeJustNow
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
		values := dreamt(dreams, firings)
		return func() {
			r.dreams.SetImages(values, m.Width, m.Height, sheetColumns, pictures.Grey())
			r.dreamPanel.say(remark)
		}
	})
}

// showCurve draws the description length over the machine's life.
func (r *watchRoom) showCurve(v *view) {
	points := make([]chart.Point, len(v.snapshot.Curve))
	for i, p := range v.snapshot.Curve {
		points[i] = chart.Point{X: float64(p.Cycle), Y: p.Bits}
	}
	last := uint64(0)
	if n := len(points); n > 0 {
		last = v.snapshot.Curve[n-1].Cycle
	}
	if len(points) != r.shownPoints || last != r.lastPoint || v.machineChanged {
		r.shownPoints, r.lastPoint = len(points), last
		r.curve.SetPoints(points, curveX, curveY)
	}
	r.curvePanel.say(r.baselines(v))
}

// baselines compares with ways to describe an image without a machine. What matters
// most stands first, because the end is cut off where space is short.
func (r *watchRoom) baselines(v *view) string {
	var parts []string
	if bits := v.snapshot.Bits; bits == bits {
		parts = append(parts, watchThisMachine+" "+bitsText(bits))
	}
	parts = append(parts, markOneBit+" "+thousands(v.data.Training.Pixels()))
	if r.independent > 0 {
		parts = append(parts, markIndependent+" "+bitsText(r.independent))
	}
	return strings.Join(parts, " · ")
}

// measureData finds the baselines of the data.
func (r *watchRoom) measureData(v *view) {
	set, test := v.data.Training, v.data.Test.First(ledgerImages)
	r.independent = 0
	r.desk.background("watch.data", func(ctx context.Context) func() {
		bits := independentBits(set)
		costs, err := baseline.Measure(ctx, learn.Binary(test), test.Width, test.Height, nil, 1)
		if err != nil {
			return nil
		}
		return func() {
			r.independent = bits
			r.ledger.compare(costs.Mean(test.Probabilities), bits)
			r.curve.SetMarks(marks(float64(set.Pixels()), bits)...)
			r.desk.frame.refresh()
		}
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
		return func() { r.ledger.show(e, seen) }
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

// marks are the baselines as lines in the chart; where they fall together the
// simpler one stands for both.
func marks(pixels, independent float64) []chart.Mark {
	list := []chart.Mark{{Y: pixels, Label: markOneBit}}
	if independent < .95*pixels {
		list = append(list, chart.Mark{Y: independent, Label: markIndependent})
	}
	return list
}
