package ui

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/ui/pictures"
)

// Numbers of dreams on the sheet.
var dreamSizes = []string{"25", "100", "400"}

// dreamsRoom shows a sheet of dreams, and what is behind one of them.
type dreamsRoom struct {
	desk    *desk
	content fyne.CanvasObject

	panel        *panel
	dreams       *pictures.Choice
	inputs       *pictures.Sheet
	caption      *widget.Label // of the dreams, while the inputs stand beside them
	inputsBox    fyne.CanvasObject
	empty        *widget.Label
	again, save  *widget.Button
	hold, beside *widget.Check
	size, form   *widget.Select
	held         *widget.Select
	heat         *widget.Slider
	heatText     *widget.Label
	detail       *dreamDetail
	more         *dreamRows

	seed     uint64
	holdings []holding
	called   []string // the names of categories when holdings was made
	// night is what is on the sheet; nil before the first dreams.
	night  *night
	dreamt time.Time
	// chosen is the dream that is looked at; end is where the walk leads, or −1;
	// walking tells that the next dream chosen is to be the end.
	chosen, end int
	walking     bool
	recall      recall
	noise       float64 // on the inputs beside
}

func newDreamsRoom(d *desk) *dreamsRoom {
	r := &dreamsRoom{
		desk: d, seed: 1, end: -1, dreams: pictures.NewChoice(), inputs: pictures.NewSheet(), empty: wrapped(dreamsNone),
	}
	r.dreams.OnChosen = r.choose
	r.makeControls()
	r.panel = newPanel(dreamsHeading, container.NewBorder(r.controls(), centred(dreamsHelp), nil, nil,
		container.NewStack(r.sheets(), r.empty)), r.hold, r.again, r.save)
	r.detail = newDreamDetail(r)
	r.more = newDreamRows(r)
	right := container.New(stackLayout{.6}, r.detail.panel.object, r.more.object)
	r.content = container.New(shareLayout{.5}, r.panel.object, right)
	return r
}

func (r *dreamsRoom) title() string             { return dreamsTitle }
func (r *dreamsRoom) icon() fyne.Resource       { return base.ColorPaletteIcon() }
func (r *dreamsRoom) object() fyne.CanvasObject { return r.content }

// sheets are the dreams, and the inputs beside them when somebody wants them; then
// each has a caption.
func (r *dreamsRoom) sheets() fyne.CanvasObject {
	r.caption = centred(dreamsCaption)
	r.inputsBox = container.NewBorder(centred(inputsCaption), nil, nil, nil, r.inputs)
	r.caption.Hide()
	r.inputsBox.Hide()
	return container.New(evenLayout{}, container.NewBorder(r.caption, nil, nil, nil, r.dreams), r.inputsBox)
}

// centred is small print in the middle.
func centred(text string) *widget.Label {
	l := newRemark(text)
	l.Alignment = fyne.TextAlignCenter
	return l
}

func (r *dreamsRoom) makeControls() {
	redream := func() { r.dreamAgain(false) }
	r.again = widget.NewButtonWithIcon(dreamsAgain, base.ViewRefreshIcon(), func() { r.dreamAgain(true) })
	r.save = widget.NewButtonWithIcon("", base.DocumentSaveIcon(), r.askSavePicture)
	r.again.Importance, r.save.Importance = widget.LowImportance, widget.LowImportance
	r.hold = widget.NewCheck(dreamsHold, func(on bool) {
		r.say()
		if !on {
			redream()
		}
	})
	r.beside = widget.NewCheck(dreamsInputs, r.showBeside)
	r.size = widget.NewSelect(dreamSizes, func(string) { redream() })
	r.size.Selected = dreamSizes[1]
	r.form = widget.NewSelect([]string{asShades(), asFirings()}, func(string) { r.showForm() })
	r.form.Selected = asShades()
	r.held = widget.NewSelect([]string{dreamsAnything}, func(string) { redream() })
	r.held.Selected = dreamsAnything
	r.heatText = newSmall("")
	r.heat = widget.NewSlider(-2, 2)
	r.heat.Step = .125
	r.heat.OnChanged = func(float64) {
		r.sayTemperature()
		r.desk.say(temperatureWords(r.temperature()))
		redream()
	}
	r.sayTemperature()
}

// controls are two lines above the sheet.
func (r *dreamsRoom) controls() fyne.CanvasObject {
	number := container.NewHBox(fixedWidth(70, r.size), fixedWidth(112, r.form))
	heat := container.NewBorder(nil, nil, newSmall(dreamsTemperature), fixedWidth(40, r.heatText), r.heat)
	of := container.NewBorder(nil, nil, newSmall(dreamsOf), r.beside, r.held)
	return container.New(layout.NewCustomPaddedVBoxLayout(2), container.NewBorder(nil, nil, number, nil, heat), of)
}

// temperature is what the slider says: its powers of two, so that one is in the
// middle.
func (r *dreamsRoom) temperature() float64 { return math.Exp2(r.heat.Value) }

func (r *dreamsRoom) sayTemperature() { setText(r.heatText, fmt.Sprintf("%.2f", r.temperature())) }

// count is the number of dreams on the sheet.
func (r *dreamsRoom) count() int {
	n, _ := strconv.Atoi(r.size.Selected)
	return n
}

// holding is what the machine dreams of.
func (r *dreamsRoom) holding() holding {
	for _, h := range r.holdings {
		if h.text == r.held.Selected {
			return h
		}
	}
	return holding{text: dreamsAnything, label: -1}
}

// show implements room.
func (r *dreamsRoom) show(v *view) {
	if v.machineChanged {
		r.begin()
	}
	if v.machineChanged || !slices.Equal(r.called, v.snapshot.Record.Names) {
		r.listHoldings(v)
	}
	if v.dataChanged {
		r.recall.forget()
	}
	if v.dataChanged || v.machineChanged || r.noise != v.damage.Flipped {
		r.noise = v.damage.Flipped
		r.showInputs(v)
	}
	running := v.snapshot.State == learn.Running && !v.machineChanged
	if r.hold.Checked || running && time.Since(r.dreamt) < dreamEvery {
		return
	}
	r.dream(v)
}

// begin lets go of what belongs to another machine.
func (r *dreamsRoom) begin() {
	r.chosen, r.end, r.walking = 0, -1, false
	r.hold.Checked = false
	r.hold.Refresh()
	r.held.Selected = dreamsAnything
}

// listHoldings offers what the machine can be made to dream of.
func (r *dreamsRoom) listHoldings(v *view) {
	r.called = v.snapshot.Record.Names
	r.holdings = holdings(v.snapshot.Machine, r.called)
	if c := v.everyClass(); c != nil {
		r.holdings = classHoldings(c.Labels)
	}
	r.held.Options = nil
	for _, h := range r.holdings {
		r.held.Options = append(r.held.Options, h.text)
	}
	if !slices.Contains(r.held.Options, r.held.Selected) {
		r.held.Selected = dreamsAnything
	}
	r.held.Refresh()
}

// dreamAgain fills the sheet again, with other dreams if asked for. It does so even
// while the sheet is held, because somebody wants it.
func (r *dreamsRoom) dreamAgain(others bool) {
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

// dream lets the machine dream in the background.
func (r *dreamsRoom) dream(v *view) {
	r.dreamt = time.Now()
	h, n, seed, temperature := r.holding(), r.count(), r.seed, r.temperature()
	r.desk.background("dreams", func(context.Context) func() {
		made := newNight(v, h, n, seed, temperature)
		return func() { r.showNight(made) }
	})
}

// showNight puts dreams on the sheet and opens the one that was open.
func (r *dreamsRoom) showNight(n *night) {
	r.night = n
	r.empty.Hide()
	if r.chosen >= n.dreams.Count() {
		r.chosen = 0
	}
	if r.end >= n.dreams.Count() {
		r.end = -1
	}
	r.showSheet()
	r.detail.open(n, r.chosen)
}

// firings tells whether pictures show which pixels fired.
func (r *dreamsRoom) firings() bool { return r.form.Selected == asFirings() }

func (r *dreamsRoom) showSheet() {
	m := r.night.machines[0]
	r.dreams.SetImages(dreamt(r.night.dreams, r.firings()), m.Width, m.Height, pictures.FullRows, pictures.Grey())
	r.dreams.Select(r.chosen)
	r.dreams.Mark(r.end)
	r.say()
}

// say tells when the dreams were made.
func (r *dreamsRoom) say() {
	if r.night != nil {
		r.panel.say(dreamsMade(r.night.cycle, r.hold.Checked))
	}
}

// showForm shows everything as shades or as firings.
func (r *dreamsRoom) showForm() {
	if v := r.desk.frame.view(); v != nil {
		r.showInputs(v)
	}
	if r.night != nil {
		r.showSheet()
		r.detail.refresh()
	}
}

// showBeside shows or hides the inputs.
func (r *dreamsRoom) showBeside(on bool) {
	setShown(r.caption, on)
	setShown(r.inputsBox, on)
	if v := r.desk.frame.view(); v != nil {
		r.showInputs(v)
	}
	r.content.Refresh()
}

func setShown(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// showInputs puts as many images of the data beside the dreams; where the machine
// dreams of what has a label, those with that label.
func (r *dreamsRoom) showInputs(v *view) {
	if !r.beside.Checked {
		return
	}
	set, label := v.data.Training, r.holding().label
	if label < 0 && v.class >= 0 {
		label = v.watchedLabel()
	}
	var values [][]float32
	for _, index := range sampleLabelled(set, label, r.count(), r.seed) {
		values = append(values, shades(v.damage.Image(set.Image(index), index)))
	}
	if r.firings() {
		binarise(values, r.seed)
	}
	r.inputs.SetImages(values, set.Width, set.Height, pictures.FullRows, pictures.Grey())
}

// choose opens a dream, or makes it the end of the walk.
func (r *dreamsRoom) choose(index int, other bool) {
	if r.night == nil {
		return
	}
	r.holdStill()
	if other || r.walking {
		r.walkTo(index)
		return
	}
	r.chosen = index
	r.dreams.Select(index)
	r.detail.open(r.night, index)
}

// walkTo makes a dream the end of the walk; the same one once more ends it.
func (r *dreamsRoom) walkTo(index int) {
	r.walking = false
	if index == r.end {
		index = -1
		r.desk.say(walkGone)
	}
	r.end = index
	r.dreams.Mark(index)
	r.more.walkButton(false)
	r.detail.refresh()
}

// holdStill keeps the sheet while the machine learns, because somebody looks at it.
func (r *dreamsRoom) holdStill() {
	v := r.desk.frame.view()
	if v != nil && v.snapshot.State == learn.Running && !r.hold.Checked {
		r.hold.SetChecked(true)
		r.desk.say(dreamsHeld)
	}
}
