// Package watch is the room in which the user watches the machine learn: what it sees
// beside what it dreams, the curve of bits, the machine at work, and the ledger.
package watch

import (
	"context"
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/chart"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
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
	// curveEvery is the pause between drawings of the curve meanwhile.
	curveEvery = 500 * time.Millisecond
)

// Room shows inputs beside dreams, the curve of description length and its
// two parts.
type Room struct {
	kit.Place
	desk desk.Host

	inputs, dreams         *pictures.Sheet
	inputPanel, dreamPanel *kit.Panel
	inputTitle             *widget.Label
	curvePanel             *kit.Panel
	curve                  *chart.Chart
	machine                *machinePanel
	competition            *competition
	// movers shows what moved in place of a sample, where move tells of something; sampled tells
	// that the user chose the sample.
	movers  *kit.Button
	moved   bool
	sampled bool
	movedOn *pictures.Sheet
	move    *learn.Move
	// called is what the machines were called when what moved was shown.
	called texts.Classes
	ledger *ledger
	lower  *lower
	form   *kit.Select
	saving *kit.Button // the curve

	seed            uint64
	dreamt, weighed kit.Pace
	drawn           kit.Pace // the curve
	lastPoint       uint64
	independent     float64
	shownPoints     int
	noise           float64 // on the inputs shown
}

// New makes the room at a desk.
func New(d desk.Host) *Room {
	r := &Room{
		desk: d, seed: 1, inputs: pictures.NewSheet(), dreams: pictures.NewSheet(),
		curve: chart.NewLife(), ledger: newLedger(d),
	}
	r.form = kit.NewChoice([]string{pictures.AsShades(), pictures.AsFirings()}, func(string) { r.again(false) })
	others := kit.QuietButton("", base.ViewRefreshIcon(), func() { r.again(true) })
	r.movers = kit.QuietButton(texts.Of("compete.movers.button"), nil, func() { r.showMovers(!r.moved) })
	r.movers.Hide()
	r.inputTitle = kit.NewHeading(texts.Of("watch.sees.title"))
	r.movedOn = newMovers()
	r.inputPanel = kit.NewHeadedPanel(r.inputTitle, container.NewStack(r.inputs, r.movedOn), tip.On(r.movers, texts.Of("compete.movers.tip")), kit.FixedWidth(formWidth, tip.On(r.form, texts.Of("watch.form.tip"))),
		tip.On(d.NewPictureButton(texts.Of("watch.sees.save"), saveSeenName, r.pictureSeen), texts.Of("watch.sees.save-tip")))
	r.inputPanel.Explain(texts.Of("watch.sees.explain"))
	r.dreamPanel = kit.NewPanel(texts.Of("watch.dreams.title"), r.dreams, tip.On(others, texts.Of("watch.others.tip")),
		tip.On(d.NewPictureButton(texts.Of("watch.dreams.save"), saveDreamsName, desk.PictureOf(r.dreams)), texts.Of("watch.dreams.save-tip")))
	r.dreamPanel.Explain(texts.Of("watch.dreams.explain"))
	sheets := container.NewGridWithColumns(2, r.inputPanel.Object, r.dreamPanel.Object)
	d.Offer("inputs", r.inputs)
	d.Offer("moved", r.movedOn)
	d.Offer("dreams", r.dreams)
	r.makeLower()
	r.Place = kit.NewPlace(texts.Of("watch.title"), base.VisibilityIcon(), container.New(kit.Stack(.66), sheets, r.lower.object))
	return r
}

// makeLower makes what stands below the sheets.
func (r *Room) makeLower() {
	r.lower = newLower(r.desk)
	r.saving = r.desk.NewChartButton(texts.Of("chart.save.title"), saveCurveName, r.curveChart)
	r.curvePanel = kit.NewHeadedPanel(r.lower.head(texts.Of("chart.title")), r.curve, tip.On(r.saving, texts.Of("chart.save.tip")))
	r.curvePanel.Explain(texts.Of("chart.explain"))
	r.machine = newMachinePanel(r.desk)
	r.machine.panel = kit.NewHeadedPanel(r.lower.head(texts.Of("machine.title")), r.machine.view)
	r.machine.panel.Explain(texts.Of("machine.explain"))
	r.competition = newCompetition(r.desk)
	r.competition.fill(r.lower.head(texts.Of("compete.title")))
	r.lower.turned = r.compareCurve
	r.lower.fill(r.curvePanel.Object, r.machine.panel.Object, r.competition.panel.Object, r.ledger.panel.Object)
}

// Show implements desk.Room.
func (r *Room) Show(v *desk.View) {
	if v.DataChanged {
		r.measureData(v)
	}
	if r.watchCompetition(v) || v.DataChanged || r.inputs.Count() == 0 && !r.moved || r.noise != v.Damage.Flipped {
		r.showInputs(v)
	}
	now := time.Now()
	r.machine.changed(v, now)
	learns := v.Snapshot.State == session.Running && !v.MachineChanged
	r.competition.show(v, learns)
	if r.dreamt.Due(learns, desk.DreamEvery) {
		r.dream(v)
	}
	if r.weighed.Due(learns, desk.WeighEvery) {
		r.weigh(v)
	}
	if r.drawn.Due(learns, curveEvery) {
		r.showCurve(v)
	}
}

// Pulse implements desk.Living.
func (r *Room) Pulse(v *desk.View, now time.Time) {
	r.machine.Pulse(v, now)
	if competes(&v.Snapshot.Record) {
		r.competition.tell(v)
	}
}

// watchCompetition offers what there is to see of a competition, and tells whether other images
// are to be shown.
func (r *Room) watchCompetition(v *desk.View) (others bool) {
	r.lower.offer(competes(&v.Snapshot.Record))
	m, called := v.Snapshot.Move, v.Classes()
	if m == r.move && (!r.moved || called.Same(r.called)) {
		return false
	}
	r.move, r.called = m, called
	some := m != nil && len(m.Some) > 0
	kit.SetVisible(r.movers, some)
	r.lookAtMovers(some && !r.sampled)
	return true
}

// pictureSeen is the sheet on the left as it stands.
func (r *Room) pictureSeen() image.Image {
	return desk.PictureOf(kit.Either(r.moved, r.movedOn, r.inputs))()
}

// showMovers shows what moved, or else a sample.
func (r *Room) showMovers(moved bool) {
	r.sampled = !moved
	r.lookAtMovers(moved)
	r.again(false)
}

func (r *Room) lookAtMovers(moved bool) {
	r.moved = moved
	kit.SetVisible(r.inputs, !moved)
	kit.SetVisible(r.movedOn, moved)
	kit.Raise(r.movers, moved)
	kit.SetText(r.inputTitle, texts.Of(kit.Either(moved, "compete.movers.title", "watch.sees.title")))
}

// again shows the sheets anew, with other images and dreams if asked for.
func (r *Room) again(others bool) {
	v := r.desk.View()
	if v == nil {
		return
	}
	if others {
		r.seed++
	}
	r.showInputs(v)
	r.dream(v)
}

// firings tells whether pixels are shown on or off, and not in shades.
func (r *Room) firings() bool { return r.form.Selected == pictures.AsFirings() }

// showInputs puts images of the data on the left sheet.
func (r *Room) showInputs(v *desk.View) {
	set := v.Data.Training
	if r.moved {
		r.noise = v.Damage.Flipped
		showMoved(r.movedOn, v, func(list []int) [][]float32 { return v.Inputs(list, r.firings(), r.seed) })
		r.inputPanel.Say(texts.Of("compete.movers.count", r.movedOn.Shown(), r.move.Moved))
		return
	}
	list := pictures.Pick(set, sheetImages, r.seed)
	r.noise = v.Damage.Flipped
	r.inputs.SetImages(v.Inputs(list, r.firings(), r.seed), set.Width, set.Height, sheetColumns, pictures.Grey())
	r.inputPanel.Say(inputsOf(len(list), set.Count(), set.Probabilities != nil))
}

// dream lets the machine dream in the background.
func (r *Room) dream(v *desk.View) {
	m, seed, firings := v.Snapshot.Machine, r.seed, r.firings()
	shown, remark := v.Shown(), texts.Of("watch.dreams.made")
	if whose := v.Whose(); whose != "" {
		remark = whose + " · " + remark
	}
	r.desk.Background("watch.dreams", func(context.Context) func() {
		values := pictures.Dreamt(shown.Dream(sheetImages, seed), firings)
		show := func() {
			r.dreams.SetImages(values, m.Width, m.Height, sheetColumns, pictures.Grey())
			r.dreamPanel.Say(remark)
		}
		return func() { r.desk.WithNextTick(show) }
	})
}

// weigh evaluates the machine on a few unseen images in the background.
func (r *Room) weigh(v *desk.View) {
	machines, test := v.Snapshot.Ensemble, v.Data.Test.First(desk.LedgerImages)
	seen, noise := v.Data.Test == v.Data.Training, v.Damage
	r.desk.Background("watch.ledger", func(ctx context.Context) func() {
		e, err := desk.Evaluate(ctx, machines, noise.Set(test))
		if err != nil {
			return nil
		}
		show := func() {
			r.ledger.show(e, seen)
			bits := e.BoundNats / math.Ln2
			r.curve.SetNow(chart.Mark{Y: bits, Label: texts.Of("chart.now.machine", texts.Bits(bits))})
		}
		return func() { r.desk.WithNextTick(show) }
	})
}

// ShowsAll implements desk.ClassRoom.
func (r *Room) ShowsAll() bool { return true }

// Names implements desk.Named.
func (r *Room) Names() inspect.Names {
	return inspect.Names{
		r.inputs: "inputs", r.movedOn: "moved images", r.dreams: "dreams", r.curve: "curve", r.machine.view: "machine", r.saving: "save curve",
		r.lower.heads[curvePart].turns[machinePart]: "show machine", r.lower.heads[machinePart].turns[curvePart]: "show curve",
		r.ledger.causes: "bits for causes", r.ledger.difference: "bits for difference",
		r.ledger.save: "save ledger", r.movers: "moved", r.competition.moved: "moved line", r.competition.lost: "lost line",
		r.competition.stage: "stage", r.competition.panel.Remark: "stage number",
	}
}
