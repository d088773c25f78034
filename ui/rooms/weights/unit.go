package weights

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// unitPanels show one unit: its weights in both directions, what it does to dreams,
// and the images that fire it most.
type unitPanels struct {
	object fyne.CanvasObject

	heading      *widget.Label
	name         *kit.Rename
	back, onward *kit.Button
	entry        *kit.LineEntry
	silence      *kit.Button
	legend       *pictures.Legend
	up, down     *pictures.Sheet
	upWord       *widget.Label
	downWord     *widget.Label
	titles       [2]*widget.Label
	numbers      *widget.Label

	dreams     *kit.Panel
	on, off    *pictures.Sheet
	difference *pictures.Sheet
	images     *kit.Panel
	strongest  *pictures.Sheet
}

// Numbers of dreams and images that show what a unit does.
const (
	heldDreams    = 100
	heldShown     = 12
	heldColumns   = 4
	strongestMost = 9
)

func newUnitPanels(r *Room) *unitPanels {
	u := &unitPanels{
		heading: kit.NewHeading(""), numbers: kit.Centred(""), legend: pictures.NewFloatingLegend(1),
		up: pictures.NewSheet(), down: pictures.NewSheet(), upWord: kit.NewRemark(""), downWord: kit.NewRemark(""),
		on: pictures.NewSheet(), off: pictures.NewSheet(), difference: pictures.NewSheet(), strongest: pictures.NewSheet(),
	}
	title := container.New(layout.NewCustomPaddedHBoxLayout(-2), u.heading, tip.Mark(texts.Of("weights.unit.help")))
	u.name = kit.NewRename(title, r.desk.CallCategory, r.desk.Window().Canvas().Focus)
	u.back = kit.NewButtonWithIcon("", base.NavigateBackIcon(), func() { r.step(-1) })
	u.onward = kit.NewButtonWithIcon("", base.NavigateNextIcon(), func() { r.step(1) })
	u.entry = kit.NewLineEntry()
	u.entry.OnSubmitted = r.chooseTyped
	u.silence = kit.NewButtonWithIcon(texts.Of("weights.silence.text"), base.VisibilityOffIcon(), r.toggleSilence)
	u.up.OnHovered, u.down.OnHovered = r.hoverPair, r.hoverPair
	for _, s := range []*pictures.Sheet{u.on, u.off, u.difference, u.strongest} {
		s.SetMinSize(fyne.NewSize(36, 36))
	}
	r.desk.Offer("unit", u.up, u.down)
	r.desk.Offer("dreams-with-unit", u.on, u.off, u.difference)
	r.desk.Offer("images-of-unit", u.strongest)
	pair := u.layOutPair()
	u.layOutDreams()
	u.images = kit.NewPanel(texts.Of("weights.images.title"), u.strongest).Explain(texts.Of("weights.images.help"))
	below := container.New(kit.Stack(.62), u.dreams.Object, u.images.Object)
	u.object = container.New(kit.Stack(.5), pair, below)
	return u
}

// layOutPair makes the upper panel.
func (u *unitPanels) layOutPair() fyne.CanvasObject {
	tools := container.NewHBox(tip.On(u.silence, texts.Of("weights.silence.tip")), tip.On(u.back, texts.Of("weights.unit.back")),
		kit.FixedWidth(50, tip.On(u.entry, texts.Of("weights.unit.tip"))), tip.On(u.onward, texts.Of("weights.unit.onward")))
	head := container.NewBorder(nil, nil, nil, tools, u.name.Object)
	u.titles = [2]*widget.Label{widget.NewLabel(""), widget.NewLabel("")}
	half := func(title, line *widget.Label, sheet *pictures.Sheet) fyne.CanvasObject {
		return container.NewBorder(atlasHead(title, line), nil, nil, nil, sheet)
	}
	both := container.New(kit.Even{}, half(u.titles[0], u.upWord, u.up), half(u.titles[1], u.downWord, u.down))
	foot := container.NewBorder(nil, nil, nil, container.NewCenter(u.legend), u.numbers)
	return kit.Framed(2, 6, container.NewBorder(head, foot, nil, nil, both))
}

// layOutDreams makes the panel of dreams with the unit held.
func (u *unitPanels) layOutDreams() {
	part := func(text string, sheet *pictures.Sheet) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(0, 0, 3, 3), container.NewBorder(nil, kit.Centred(text), nil, nil, sheet))
	}
	three := container.New(kit.Even{}, part(texts.Of("weights.held.on"), u.on), part(texts.Of("weights.held.off"), u.off), part(texts.Of("weights.held.difference"), u.difference))
	u.dreams = kit.NewPanel(texts.Of("weights.held.title"), three).Explain(texts.Of("weights.held.help"))
	u.dreams.Say(texts.Of("weights.held.colours"))
}

// showUnit brings all panels up to the chosen unit.
func (r *Room) showUnit() {
	u, v := r.detail, r.v
	r.showName()
	r.showPair()
	r.showControls()
	kit.SetText(u.numbers, numbersWords(v.Whole.Recognition.Biases[r.layer][r.unit], v.Whole.Generative.Biases[r.layer][r.unit],
		lengthOf(v.Whole, r.layer, r.unit)))
	r.showSilence()
	r.showStrongest()
	r.dreamHeld()
}

// category tells whether the unit is a category.
func (r *Room) category() bool { return r.layer == r.v.Whole.Top() && r.v.Whole.Categorical() }

// showName shows what the unit is called; a category's name the user may change.
func (r *Room) showName() {
	u, name := r.detail, ""
	if r.category() {
		name = texts.NameAt(r.v.TopNames(), r.unit)
		u.name.Show(r.unit, name)
	}
	kit.SetText(u.heading, unitWords(r.layer, r.unit, r.category(), name))
	kit.SetVisible(u.name.Tipped, r.category() && !r.v.Snapshot.Ensemble.OfClasses())
}

// painted is what is on the sheets, and where the unit is there, or −1.
func (r *Room) painted() (p *paintings, at int) {
	if p = r.atlas.shown; p == nil {
		return nil, -1
	}
	return p, p.index(r.unit)
}

// showPair shows the pictures of the unit large.
func (r *Room) showPair() {
	p, i := r.painted()
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
func (r *Room) restPair() {
	u, words := r.detail, r.atlas.words
	if p, _ := r.painted(); p != nil {
		words = endWords(r.v.Whole, r.layer, p.to, r.unit, words)
	}
	setHead(u.titles[0], u.upWord, words[0])
	setHead(u.titles[1], u.downWord, words[1])
}

// showControls brings entry and buttons up to the unit.
func (r *Room) showControls() {
	u := r.detail
	if r.desk.Window().Canvas().Focused() != u.entry {
		if text := strconv.Itoa(r.unit); u.entry.Text != text {
			u.entry.SetText(text)
		}
	}
	kit.SetOn(u.back, r.position() > 0)
	kit.SetOn(u.onward, r.position() < len(r.order)-1)
}
