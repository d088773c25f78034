// Package draw is the room with the pad: what the machine makes of a drawing, what it
// costs in bits, and what it dreams of it or fills in. It is the desk's DrawRoom.
package draw

import (
	"context"
	"image"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	base "fyne.io/fyne/v2/theme"

	"wakesleep/learn/measure/baseline"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/pad"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// readEvery is the pause between readings of an unchanged drawing while the
// machine learns.
const readEvery = 250 * time.Millisecond

// Desk is what the room uses of the desk.
type Desk interface {
	desk.Host
	// SetDrawRoom makes the room the one to which others send images.
	SetDrawRoom(r desk.DrawRoom)
	// CallCategory gives a category a name, and CallClass that of a class by its key.
	CallCategory(category int, name string)
	CallClass(key int, name string)
	// These ask the user for something, and tell what could not be done.
	Ask(q desk.Question) *dialog.CustomDialog
	Fail(what string, err error)
	AskOpenPicture()
	Pick(ask func(system.Picker, system.Request) (string, error), r system.Request, then func(path string))
	ConfirmReplaceAll(picked string, paths []string, write func())
	Remember(path string)
	// KeepDrawings keeps drawings for the next start that are not saved.
	KeepDrawings(pack func() []byte)
	// Writing writes a file in the background.
	Writing(key string, w func(ctx context.Context) func())
	// These save and copy pictures.
	AskSaveImage(title, name string, picture image.Image)
	CanCopy() bool
	CopyImage(picture image.Image)
}

// Room lets the user draw, and shows what the machine makes of it.
type Room struct {
	kit.Place
	desk Desk

	pad      *pad.Pad
	padPanel *kit.Panel
	tools    padTools
	views    *views
	equation *equation
	vary     *variations
	fill     *filler
	kept     *keptDrawings
	answer   *answerPanel
	bits     *bitsPanel
	firings  *kit.SelectEntry

	// drawing is what is on the pad: its ink, or the data's own image.
	drawing       desk.Drawing
	example       example
	width, height int // the size of images that the pad is shaped for
	read          time.Time
	samples       uint64
	// count is how many firings the user wants, and asked how many the last reading is of.
	count, asked int
	pace         pace
	// eyes is the class whose reading the user wants to see; −1 for that of the answer.
	eyes int
	// shown is the reading on the screen; nil for an empty pad.
	shown *reading
	// yardstick is the newest, if any, and measuring is whose is on its way.
	yardstick *yardstick
	measuring any
	// waiting is a reading not shown yet. A slow screen gets the newest instead of
	// one after another.
	waiting atomic.Pointer[reading]
}

// New makes the room at a desk, and makes it the desk's DrawRoom.
func New(d Desk) *Room {
	r := &Room{desk: d, pad: pad.New(), count: defaultFirings, eyes: -1}
	save := texts.Of("chart.bars.save")
	r.answer = newAnswerPanel(d.CallCategory, d.CallClass, d.Window().Canvas().Focus, d.NewChartButton(save, saveLengthsName, r.lengthsChart))
	r.bits = newBitsPanel(d.NewChartButton(save, saveBitsName, r.bitsChart))
	r.answer.lengths.each.OnTapped = r.lookAs
	r.pad.OnChanged, r.pad.OnLifted = r.drawn, r.lifted
	r.makeFirings()
	r.makeViews()
	r.kept = newKeptDrawings(r)
	r.pad.OnCopy = r.kept.copyPad
	tools := container.NewVBox(r.makeTools(), r.kept.object)
	r.padPanel = kit.NewPanel(texts.Of("pad.title"), container.NewBorder(nil, tools, nil, nil, r.pad)).Explain(texts.Of("pad.explain"))
	r.padPanel.Say(texts.Of("pad.help"))
	r.answer.head(kit.FixedWidth(78, tip.On(r.firings, texts.Of("draw.answer.firingsTip"))), kit.NewSmall(texts.Of("draw.answer.firings")))
	below := container.New(kit.Share(.5), r.answer.panel.Object, r.bits.panel.Object)
	right := container.New(kit.Stack(.41), r.views.object, below)
	r.Place = kit.NewPlace(texts.Of("draw.title"), base.DocumentCreateIcon(), container.New(kit.Share(.42), r.padPanel.Object, right))
	d.Offer("seen", r.equation.seen, r.equation.own, r.equation.difference)
	d.Offer("answer", r.answer.sheet, r.answer.lengths.each)
	r.showReading(nil)
	d.SetDrawRoom(r)
	return r
}

// makeViews makes what is above the answer: three views of the drawing.
func (r *Room) makeViews() {
	r.views = newViews(func() {
		r.fill.veil(r.views.now == filling)
		r.refreshView()
	})
	r.equation = newEquation(r.views.head(comparing))
	r.vary = newVariations(r, r.views.head(varying))
	r.fill = newFiller(r, r.views.head(filling))
	for _, p := range []*kit.Panel{r.equation.panel, r.vary.panel, r.fill.panel} {
		r.views.add(p)
	}
}

// refreshView brings the visible view up to the drawing. The first is always.
func (r *Room) refreshView() {
	switch r.views.now {
	case varying:
		r.vary.refresh()
	case filling:
		r.fill.refresh()
	}
}

// Show implements desk.Room.
func (r *Room) Show(v *desk.View) {
	m := v.Snapshot.Machine
	r.hint(v)
	if m.Width != r.width || m.Height != r.height {
		r.example.source = nil // the ghost goes with the shape
		r.shapePad(m)
		r.giveExample(v)
		r.recognise()
		return
	}
	r.giveExample(v)
	if v.Snapshot.State != session.Running || v.MachineChanged || time.Since(r.read) >= readEvery {
		r.recognise()
	}
}

// smallest is the side below which images are too small for a pen, so that their
// pixels are drawn one by one.
const smallest = 6

// cells tells whether pixels are drawn one by one.
func cells(m *network.Machine) bool { return min(m.Width, m.Height) < smallest }

// shapePad gives the pad the proportions of the machine's images.
func (r *Room) shapePad(m *network.Machine) {
	r.width, r.height = m.Width, m.Height
	if cells(m) {
		r.pad.SetCells(r.width, r.height)
	} else {
		r.pad.SetShape(r.width, r.height)
	}
}

// hint says on the empty pad what to draw.
func (r *Room) hint(v *desk.View) {
	text := kit.Either(isDigits(v.Data), texts.Of("pad.hint.digit"), texts.Of("pad.hint.image"))
	r.pad.SetHint(kit.Either(cells(v.Snapshot.Machine), texts.Of("pad.hint.pixels"), text))
}

// drawn takes a change of the drawing.
func (r *Room) drawn(ink []uint8, w, h int) {
	r.drawing, r.eyes = desk.Drawing{Ink: ink, Width: w, Height: h}, -1
	if !r.pad.Blank() {
		r.endExample()
	}
	r.padPanel.Say(texts.Of("pad.help"))
	if r.pad.Blank() {
		r.takeRubber(false) // there is nothing to erase
	}
	r.showTools()
	r.recognise()
}

// recognise reads the drawing in the background, the newest one if several wait.
func (r *Room) recognise() {
	d := r.subject()
	if d.Blank() {
		r.showReading(nil)
	}
	v := r.desk.Latest()
	if v == nil || d.Blank() {
		return
	}
	r.read = time.Now()
	n, s, noise := r.firingsNow(), v.Snapshot, v.Damage
	r.asked = n
	r.measure(v)
	mean := r.meanLevels(v)
	r.desk.Background("draw", func(context.Context) func() {
		start := time.Now()
		read := newReading(d, s, noise, n)
		read.baselines = baseline.OfDraws(read.Draws, s.Machine.Width, s.Machine.Height, mean)
		read.pace = pace{n, time.Since(start)}
		if r.waiting.Swap(read) != nil {
			return nil // what is queued to show the reading before will show this one
		}
		return r.showWaiting
	})
}

// meanLevels are those of the data's pixels; nil while they are not known.
func (r *Room) meanLevels(v *desk.View) []float32 {
	if r.yardstick == nil || r.yardstick.source != v.Data {
		return nil
	}
	return r.yardstick.mean
}

// showWaiting shows the newest reading.
func (r *Room) showWaiting() {
	result := r.waiting.Swap(nil)
	r.pace = result.pace
	if !r.subject().Blank() {
		r.showReading(result)
	}
}

// showReading shows what the machine makes of the drawing; nil is an empty pad.
func (r *Room) showReading(result *reading) {
	result = result.as(r.eyes)
	if result == nil {
		r.equation.clear(r.width, r.height)
	} else {
		r.equation.show(result)
	}
	r.shown = result
	r.answer.show(result)
	r.bits.show(result)
	r.bits.judge(result, r.yardstick)
	r.refreshView()
}

// lookAs shows what the machine of a class makes of the drawing, although it may
// not be the answer; of the same one again, the answer's.
func (r *Room) lookAs(class int) {
	if r.shown == nil || !r.shown.ofClasses() {
		return
	}
	if r.eyes == class || class == r.shown.every.Best {
		r.eyes, class = -1, r.shown.every.Best
	} else {
		r.eyes = class
	}
	r.showReading(r.shown.as(class))
}

// Names implements desk.Named.
func (r *Room) Names() inspect.Names {
	return inspect.Names{
		r.pad: "pad", r.firings: "firings",
		r.tools.clear: "clear", r.tools.undo: "undo stroke", r.tools.redo: "redo stroke",
		r.tools.pen: "pen", r.tools.draw: "draw pen", r.tools.erase: "eraser", r.tools.sample: "from data",
		r.answer.name: "answer", r.answer.line: "answer line", r.answer.lengths.head: "class", r.answer.lengths.line: "margin", r.bits.total: "bits", r.bits.strange: "strangeness",
		r.bits.save: "save bits", r.answer.lengths.save: "save lengths",
		r.answer.rename.Button: "rename", r.answer.rename.Entry: "category name",
		r.answer.lengths.rename.Button: "rename class", r.answer.lengths.rename.Entry: "class name",
		r.views.buttons[comparing][varying]: "view vary", r.views.buttons[comparing][filling]: "view fill",
		r.vary.again: "vary again", r.fill.again: "fill again", r.fill.hidden: "hidden", r.fill.sheet: "filled", r.fill.shown: "shown",
		r.kept.label: "keep label", r.kept.keep: "keep", r.kept.undo: "keep undo", r.kept.more: "drawing menu", r.kept.count: "kept count",
		r.equation.seen: "seen", r.equation.own: "its image", r.equation.difference: "difference",
	}
}
