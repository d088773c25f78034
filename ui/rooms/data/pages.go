package data

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/network/images"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// A page of the data room.
const (
	pageColumns = 16
	pageImages  = 11 * pageColumns
)

// pages shows the images of a data set page by page.
type pages struct {
	desk  Desk
	panel *kit.Panel
	sheet *pictures.Choice

	part, label               *kit.Select
	first, back, onward, last *kit.Button
	number                    *kit.LineEntry
	count                     *widget.Label

	source *dataset.Source
	// list are the images shown, by their numbers in the part.
	list []int
	// classes are the labels that can be chosen.
	classes []uint8
	page    int
}

func newPages(d Desk) *pages {
	p := &pages{desk: d, sheet: pictures.NewChoice(), count: kit.NewSmall("")}
	p.part = kit.NewSelect(nil, func(string) { p.choosePart() })
	p.label = kit.NewSelect(nil, func(string) { p.filter() })
	p.sheet.OnHovered = func(index, _, _ int, _ float32, inside bool) { p.hover(index, inside) }
	p.sheet.OnChosen = func(index int, _ bool) { p.send(index) }
	p.sheet.OnMoved = func(index int) {
		p.sheet.Select(index)
		p.hover(index, true)
	}
	p.sheet.OnTyped = p.typedKey
	d.Offer("images", &p.sheet.Sheet)
	head := container.NewHBox(kit.FixedWidth(132, tip.On(p.part, texts.Of("data.part.tip"))), kit.FixedWidth(122, tip.On(p.label, texts.Of("data.label.tip"))))
	p.panel = kit.NewPanel(texts.Of("data.images.title"), container.NewBorder(nil, p.pager(), nil, nil, p.sheet), head)
	p.panel.Explain(texts.Of("data.images.explain"))
	return p
}

// typedKey turns pages.
func (p *pages) typedKey(key fyne.KeyName) {
	switch key {
	case fyne.KeyPageUp:
		p.turn(-1)
	case fyne.KeyPageDown:
		p.turn(1)
	}
}

// pager are the controls that turn pages.
func (p *pages) pager() fyne.CanvasObject {
	button := func(icon fyne.Resource, act func()) *kit.Button { return kit.NewButtonWithIcon("", icon, act) }
	p.first = button(base.MediaSkipPreviousIcon(), func() { p.open(0) })
	p.back = button(base.NavigateBackIcon(), func() { p.turn(-1) })
	p.onward = button(base.NavigateNextIcon(), func() { p.turn(1) })
	p.last = button(base.MediaSkipNextIcon(), func() { p.open(p.pages() - 1) })
	p.number = kit.NewLineEntry()
	p.number.OnSubmitted = p.typed
	return container.NewHBox(layout.NewSpacer(),
		tip.On(p.first, texts.Of("data.page.first")), tip.On(p.back, texts.Of("data.page.back")),
		kit.NewSmall(texts.Of("data.page.word")), kit.FixedWidth(72, tip.On(p.number, texts.Of("data.page.tip"))), p.count,
		tip.On(p.onward, texts.Of("data.page.onward")), tip.On(p.last, texts.Of("data.page.last")), layout.NewSpacer())
}

// typed opens the page whose number was typed.
func (p *pages) typed(text string) {
	n, err := texts.ParseCount(texts.Of("data.page.word"), text, 1, p.pages())
	if err != nil {
		p.desk.Say(desk.Reason(err))
		p.show()
		return
	}
	p.open(n - 1)
}

// use shows a data set from its beginning.
func (p *pages) use(s *dataset.Source) {
	p.source = s
	whole := []string{texts.Of("data.part.whole")}
	p.part.Options = kit.Either(s.Test == s.Training, whole, []string{texts.Of("data.part.training"), texts.Of("data.part.test")})
	p.part.Selected = p.part.Options[0]
	p.part.Refresh()
	kit.SetOn(p.part, s.Test != s.Training)
	p.choosePart()
}

// set is the part that is shown.
func (p *pages) set() *images.Set {
	return kit.Either(p.part.SelectedIndex() == 1, p.source.Test, p.source.Training)
}

// choosePart offers the labels of a part, and keeps the choice where it can.
func (p *pages) choosePart() {
	set, now := p.set(), p.label.SelectedIndex()
	before := p.classes
	counts := map[uint8]int{}
	for _, l := range set.Labels {
		counts[l]++
	}
	p.classes = set.Classes()
	p.label.Options = []string{kit.Either(set.Labels == nil, texts.Of("data.label.none"), texts.Of("data.label.all"))}
	for _, l := range p.classes {
		p.label.Options = append(p.label.Options, labelWords(int(l), counts[l]))
	}
	if string(before) != string(p.classes) || now < 0 {
		now = 0
	}
	p.label.Selected = p.label.Options[now]
	p.label.Refresh()
	kit.SetOn(p.label, set.Labels != nil)
	p.filter()
}

// filter lists the images with the label that is chosen, or all.
func (p *pages) filter() {
	set, chosen := p.set(), p.label.SelectedIndex()-1
	p.list = p.list[:0]
	for i := range set.Count() {
		if chosen < 0 || set.Labels[i] == p.classes[chosen] {
			p.list = append(p.list, i)
		}
	}
	p.open(0)
}

// pages is their number.
func (p *pages) pages() int { return (len(p.list) + pageImages - 1) / pageImages }

// turn goes some pages on, round and round.
func (p *pages) turn(by int) {
	if n := p.pages(); n > 0 {
		p.open(((p.page+by)%n + n) % n)
	}
}

// open shows a page.
func (p *pages) open(page int) {
	p.page = page
	p.sheet.Select(-1)
	p.show()
}

func (p *pages) show() {
	if p.source == nil {
		return
	}
	set := p.set()
	var values [][]float32
	for _, i := range p.list[p.page*pageImages : min((p.page+1)*pageImages, len(p.list))] {
		values = append(values, pictures.Shades(set.Image(i)))
	}
	columns := kit.Either(p.pages() == 1, 0, pageColumns) // or as large as they can be
	p.sheet.SetImages(values, set.Width, set.Height, columns, pictures.Grey())
	p.number.SetText(strconv.Itoa(p.page + 1))
	kit.SetText(p.count, texts.Of("data.page.of", p.pages()))
	p.panel.Say(shownWords(len(p.list), set.Count()))
	for _, c := range []fyne.Disableable{p.first, p.back, p.onward, p.last, p.number} {
		kit.SetOn(c, p.pages() > 1)
	}
}

// at is the number, in the part, of an image on the page.
func (p *pages) at(index int) (image int, there bool) {
	if index += p.page * pageImages; index < len(p.list) {
		return p.list[index], true
	}
	return 0, false
}

// hover tells the number, and the label or probability, of the image pointed at.
func (p *pages) hover(index int, inside bool) {
	if i, there := p.at(index); inside && there {
		p.panel.Say(texts.Image(p.set(), i))
		return
	}
	p.panel.Say(shownWords(len(p.list), p.set().Count()))
}

// send puts an image on the pad, and shows that room.
func (p *pages) send(index int) {
	i, there := p.at(index)
	if !there {
		return
	}
	set := p.set()
	p.desk.RecogniseInDraw(desk.Drawing{Ink: set.Image(i), Width: set.Width, Height: set.Height, Upright: set.Straightened},
		texts.Of("data.image.sent", p.source.Name, texts.Image(set, i)))
}
