package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/network"
	"wakesleep/ui/pictures"
)

// unitPanels show one unit: its weights in both directions, what it does to dreams,
// and the images that fire it most.
type unitPanels struct {
	object fyne.CanvasObject

	heading      *widget.Label
	name         *rename
	nameLine     *widget.Label
	back, onward *widget.Button
	entry        *widget.Entry
	silence      *widget.Button
	legend       *pictures.Legend
	up, down     *pictures.Sheet
	upWord       *widget.Label
	downWord     *widget.Label
	numbers      *widget.Label

	dreams     *panel
	on, off    *pictures.Sheet
	difference *pictures.Sheet
	images     *panel
	strongest  *pictures.Sheet
}

// Numbers of dreams and images that show what a unit does.
const (
	heldDreams    = 100
	heldShown     = 12
	heldColumns   = 4
	strongestMost = 9
)

func newUnitPanels(r *weightsRoom) *unitPanels {
	u := &unitPanels{
		heading: widget.NewLabel(""), nameLine: newRemark(""), numbers: newRemark(""), legend: pictures.NewFloatingLegend(1),
		up: pictures.NewSheet(), down: pictures.NewSheet(), upWord: newRemark(""), downWord: newRemark(""),
		on: pictures.NewSheet(), off: pictures.NewSheet(), difference: pictures.NewSheet(), strongest: pictures.NewSheet(),
	}
	u.heading.TextStyle.Bold = true
	u.numbers.Alignment = fyne.TextAlignCenter
	u.name = newRename(u.nameLine, r.desk.callCategory, r.desk.window.Canvas().Focus)
	u.back = widget.NewButtonWithIcon("", base.NavigateBackIcon(), func() { r.step(-1) })
	u.onward = widget.NewButtonWithIcon("", base.NavigateNextIcon(), func() { r.step(1) })
	u.entry = widget.NewEntry()
	u.entry.OnSubmitted = r.chooseTyped
	u.silence = widget.NewButtonWithIcon(unitSilence, base.VisibilityOffIcon(), r.toggleSilence)
	u.up.OnHovered, u.down.OnHovered = r.hoverPair, r.hoverPair
	for _, s := range []*pictures.Sheet{u.on, u.off, u.difference, u.strongest} {
		s.SetMinSize(fyne.NewSize(36, 36))
	}
	pair := u.layOutPair()
	u.layOutDreams()
	u.images = newPanel(firesHeading, u.strongest)
	below := container.New(stackLayout{.62}, u.dreams.object, u.images.object)
	u.object = container.New(stackLayout{.5}, pair, below)
	return u
}

// layOutPair makes the upper panel.
func (u *unitPanels) layOutPair() fyne.CanvasObject {
	tools := container.NewHBox(u.silence, u.back, fixedWidth(56, u.entry), u.onward)
	head := container.NewBorder(nil, nil, u.heading, tools, u.name.object)
	half := func(text string, line *widget.Label, sheet *pictures.Sheet) fyne.CanvasObject {
		return container.NewBorder(atlasHead(text, line), nil, nil, nil, sheet)
	}
	both := container.New(evenLayout{}, half(upHeading, u.upWord, u.up), half(downHeading, u.downWord, u.down))
	foot := container.NewBorder(nil, nil, nil, container.NewCenter(u.legend), u.numbers)
	inside := container.New(layout.NewCustomPaddedLayout(2, 6, 8, 8), container.NewBorder(head, foot, nil, nil, both))
	return container.NewStack(newBackdrop("panel", 8), inside)
}

// layOutDreams makes the panel of dreams with the unit held.
func (u *unitPanels) layOutDreams() {
	part := func(text string, sheet *pictures.Sheet) fyne.CanvasObject {
		caption := newRemark(text)
		caption.Alignment = fyne.TextAlignCenter
		return container.NewBorder(nil, caption, nil, nil, sheet)
	}
	three := container.New(evenLayout{}, part(heldOn, u.on), part(heldOff, u.off), part(heldDifference, u.difference))
	u.dreams = newPanel(heldHeading, three)
	u.dreams.say(heldCaption)
}

// showUnit brings all panels up to the chosen unit.
func (r *weightsRoom) showUnit() {
	u, v := r.detail, r.v
	setText(u.heading, unitWords(r.layer, r.unit, r.category()))
	r.showName()
	r.showPair()
	r.showControls()
	setText(u.numbers, numbersWords(v.whole.Recognition.Biases[r.layer][r.unit], v.whole.Generative.Biases[r.layer][r.unit],
		lengthOf(v.whole, r.layer, r.unit)))
	r.showSilence()
	r.showStrongest()
	r.dreamHeld()
}

// category tells whether the unit is a category.
func (r *weightsRoom) category() bool { return r.layer == r.v.whole.Top() && r.v.whole.Categorical() }

// showName shows what a category is called, which a person may change.
func (r *weightsRoom) showName() {
	u, text := r.detail, ""
	if name := nameAt(r.v.snapshot.Record.Names, r.unit); r.category() {
		u.name.show(r.unit, name)
		if name != "" {
			text = "“" + name + "”"
		}
	}
	setText(u.nameLine, text)
	setShown(u.name.button, r.category())
}

// showPair shows the pictures of the unit large.
func (r *weightsRoom) showPair() {
	p := r.atlas.shown
	if p == nil {
		return
	}
	i := p.index(r.unit)
	if i < 0 {
		return
	}
	u, pair := r.detail, [][]float32{p.up[i], p.down[i]}
	limit := limitOf(pair)
	u.up.SetImages(pair[:1], p.width, p.height, 1, pictures.Floating(limit))
	u.down.SetImages(pair[1:], p.width, p.height, 1, pictures.Floating(limit))
	u.legend.SetLimit(limit)
	r.restPair()
}

// restPair says what the pictures are while the pointer is elsewhere.
func (r *weightsRoom) restPair() {
	setText(r.detail.upWord, r.atlas.upWord.Text)
	setText(r.detail.downWord, r.atlas.downWord.Text)
}

// showControls brings entry and buttons up to the unit.
func (r *weightsRoom) showControls() {
	u := r.detail
	if r.desk.window.Canvas().Focused() != u.entry {
		if text := strconv.Itoa(r.unit); u.entry.Text != text {
			u.entry.SetText(text)
		}
	}
	at := r.position()
	for button, on := range map[*widget.Button]bool{u.back: at > 0, u.onward: at < len(r.order)-1} {
		if on == button.Disabled() {
			setEnabled(button, on)
		}
	}
}

// showSilence brings the button that silences up to the unit.
func (r *weightsRoom) showSilence() {
	text, icon, on := unitSilence, base.VisibilityOffIcon(), true
	switch {
	case r.v.damage.silenced[place{r.v.snapshot.Watched, r.layer, r.unit}]:
		text, icon = unitBringBack, base.VisibilityIcon()
	case r.v.snapshot.Machine.Silent(r.layer, r.unit):
		text, on = unitDead, false
	}
	b := r.detail.silence
	if b.Text != text {
		b.Text, b.Icon = text, icon
		b.Refresh()
	}
	if on == b.Disabled() {
		setEnabled(b, on)
	}
}

// toggleSilence silences the unit, or brings it back.
func (r *weightsRoom) toggleSilence() {
	if r.v == nil {
		return
	}
	on := !r.v.damage.silenced[place{r.v.snapshot.Watched, r.layer, r.unit}]
	if err := r.desk.damages.setSilent(r.layer, r.unit, on); err != nil {
		r.desk.say(sentence(err.Error()))
	}
}

// showStrongest shows the images that fire the unit most.
func (r *weightsRoom) showStrongest() {
	u, s := r.detail, r.studied()
	if s == nil || len(s.greys) == 0 {
		u.images.say(weightsMeasured)
		return
	}
	list := s.firing.Strongest(r.layer, r.unit, strongestMost)
	values := make([][]float32, len(list))
	for i, image := range list {
		values[i] = shades(s.greys[image])
	}
	m, p := r.v.whole, s.firing.Probabilities[r.layer]
	u.strongest.SetImages(values, m.Width, m.Height, 0, pictures.Grey())
	u.images.say(firesWords(s.firing.Shares(r.layer)[r.unit]) + " · these " +
		strongestWords(p.Row(list[0])[r.unit], p.Row(list[len(list)-1])[r.unit]))
}

// dreamHeld dreams with the unit held on and off, in the background.
func (r *weightsRoom) dreamHeld() {
	m, l, unit := r.v.snapshot.Machine, r.layer, r.unit
	if m.Silent(l, unit) {
		m = r.v.whole
	}
	r.desk.background("weights.held", func(context.Context) func() {
		on, off := m.DreamClamped(l, unit, true, heldDreams, 1), m.DreamClamped(l, unit, false, heldDreams, 1)
		difference := on.Probabilities.ColumnMeans()
		for i, mean := range off.Probabilities.ColumnMeans() {
			difference[i] -= mean
		}
		return func() {
			if r.layer == l && r.unit == unit && r.v.whole.String() == m.String() {
				r.detail.showHeld(m, dreamt(on, false)[:heldShown], dreamt(off, false)[:heldShown], difference)
			}
		}
	})
}

func (u *unitPanels) showHeld(m *network.Machine, on, off [][]float32, difference []float32) {
	u.on.SetImages(on, m.Width, m.Height, heldColumns, pictures.Grey())
	u.off.SetImages(off, m.Width, m.Height, heldColumns, pictures.Grey())
	one := [][]float32{difference}
	u.difference.SetImages(one, m.Width, m.Height, 1, pictures.Floating(limitOf(one)))
}
