package ui

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/ui/inspect"
	"wakesleep/ui/pictures"
)

// weightsEvery is the pause between two looks at weights that learn, at least, and
// weightsRest that in times what a look takes.
const (
	weightsEvery = 250 * time.Millisecond
	weightsRest  = 5
)

// weightsRoom shows all units of a layer in both directions, and what one of them
// does.
type weightsRoom struct {
	desk    *desk
	content fyne.CanvasObject

	layers *widget.Select
	form   *widget.Select
	sorted *widget.Select
	panel  *panel
	atlas  *atlas
	detail *unitPanels

	// v is what was shown last.
	v           *view
	study       *study
	studying    *learn.Snapshot // what the study under way is of
	layer, unit int
	// order lists the layer's units as they are sorted; first is the place of the
	// first one on the sheets.
	order []int
	first int
	// formChosen tells that a person chose the form, and not the layer.
	formChosen bool
	shown      time.Time
	took       time.Duration
}

func newWeightsRoom(d *desk) *weightsRoom {
	r := &weightsRoom{desk: d, layer: 1, atlas: newAtlas()}
	r.layers = widget.NewSelect(nil, func(string) { r.chooseLayer(r.layers.SelectedIndex() + 1) })
	r.form = widget.NewSelect([]string{formRaw, formPixels}, func(string) {
		r.formChosen = true
		r.refresh()
	})
	r.form.Selected = formRaw
	r.sorted = widget.NewSelect([]string{sortNumber, sortWeight, sortFiring}, func(by string) {
		r.order = nil
		d.say(sortHelp(by))
		r.refresh()
	})
	r.sorted.Selected = sortNumber
	for _, sheet := range []*pictures.Choice{r.atlas.up, r.atlas.down} {
		sheet.OnChosen = func(i int, _ bool) { r.chooseAt(r.first + i) }
		sheet.OnHovered = r.hoverAtlas
		sheet.OnTyped = r.typed
	}
	r.detail = newUnitPanels(r)
	choices := container.NewHBox(fixedWidth(140, r.form), fixedWidth(134, r.sorted))
	controls := container.NewBorder(nil, nil, nil, choices, r.layers)
	r.panel = newPanel(weightsHeading, container.NewBorder(controls, nil, nil, nil, r.atlas.object),
		r.atlas.out, r.atlas.in)
	r.content = container.New(shareLayout{.54}, r.panel.object, r.detail.object)
	return r
}

func (r *weightsRoom) title() string             { return weightsTitle }
func (r *weightsRoom) icon() fyne.Resource       { return base.GridIcon() }
func (r *weightsRoom) object() fyne.CanvasObject { return r.content }

// show implements room.
func (r *weightsRoom) show(v *view) {
	same := r.v != nil && r.v.damage == v.damage && !v.machineChanged
	if same && v.snapshot.State == learn.Running && time.Since(r.shown) < max(weightsEvery, weightsRest*r.took) {
		return
	}
	r.shown = time.Now()
	other := r.v == nil || r.v.whole.String() != v.whole.String()
	r.v = v
	if v.snapshot.State != learn.Running || v.machineChanged {
		r.order = nil // while it learns, units keep their places
	}
	if other {
		r.listLayers()
		return
	}
	r.refresh()
}

// listLayers offers the layers of another machine and begins with the first.
func (r *weightsRoom) listLayers() {
	names := make([]string, r.v.whole.Top())
	for i := range names {
		names[i] = layerName(r.v.whole, i+1)
	}
	r.layers.Options = names
	r.layers.ClearSelected()
	r.layers.SetSelectedIndex(0)
}

// chooseLayer shows the first unit of a layer.
func (r *weightsRoom) chooseLayer(l int) {
	if r.v == nil || l < 1 || l > r.v.whole.Top() {
		return
	}
	r.layer, r.order = l, nil
	if !r.formChosen {
		r.form.Selected = formRaw
		if l > 1 {
			r.form.Selected = formPixels
		}
		r.form.Refresh()
	}
	r.sort()
	r.unit = r.order[0]
	r.refresh()
}

// sort lists the units in their order, if that is not done.
func (r *weightsRoom) sort() {
	if r.order == nil {
		r.order = orderOf(r.v.whole, r.layer, r.sorted.Selected, r.studied())
	}
}

// position is the chosen unit's place in the order.
func (r *weightsRoom) position() int { return slices.Index(r.order, r.unit) }

// step chooses the unit so many places on.
func (r *weightsRoom) step(by int) { r.chooseAt(r.position() + by) }

// chooseAt shows the unit at a place of the order, the nearest there is.
func (r *weightsRoom) chooseAt(at int) {
	if r.v != nil && len(r.order) > 0 {
		r.choose(r.order[max(0, min(at, len(r.order)-1))])
	}
}

// choose shows a unit.
func (r *weightsRoom) choose(unit int) {
	if r.v == nil || unit == r.unit {
		return
	}
	r.unit = unit
	if p := r.atlas.shown; p == nil || p.index(unit) < 0 {
		r.refresh()
		return
	}
	r.atlas.choose(unit)
	r.showUnit()
}

// chooseTyped shows the unit whose number was typed.
func (r *weightsRoom) chooseTyped(text string) {
	if r.v == nil {
		return
	}
	unit, err := parseCount("unit", text, 0, r.v.whole.Layers[r.layer].Units-1)
	if err != nil {
		r.desk.say(err.Error())
		r.detail.entry.SetText(strconv.Itoa(r.unit))
		return
	}
	r.choose(unit)
}

// typed takes keys that the sheets have no use for.
func (r *weightsRoom) typed(key fyne.KeyName) {
	switch key {
	case fyne.KeyPageUp:
		r.pageLayer(1)
	case fyne.KeyPageDown:
		r.pageLayer(-1)
	case fyne.KeyPlus, fyne.KeyEqual:
		r.atlas.magnify(zoomStep)
	case fyne.KeyMinus:
		r.atlas.magnify(1 / zoomStep)
	}
}

// pageLayer goes to a layer above or below.
func (r *weightsRoom) pageLayer(by int) {
	if i := r.layers.SelectedIndex() + by; i >= 0 && i < len(r.layers.Options) {
		r.layers.SetSelectedIndex(i)
	}
}

// unitsShown is how many units the sheets hold; of larger layers they show those
// around the chosen one.
const unitsShown = 1024

// refresh shows the layer and the chosen unit.
func (r *weightsRoom) refresh() {
	if r.v == nil {
		return
	}
	r.restudy(r.v)
	r.sort()
	r.first = r.position() / unitsShown * unitsShown
	units := r.order[r.first:min(r.first+unitsShown, len(r.order))]
	v, l, pixels, s := r.v, r.layer, r.form.Selected == formPixels, r.studied()
	r.desk.background("weights", func(context.Context) func() {
		start := time.Now()
		p := (*paintings)(nil)
		if pixels {
			p = pixelPaintings(v, l, units, s)
		} else {
			p = rawPaintings(v, l, units)
		}
		took := time.Since(start)
		return func() {
			if r.layer == l && r.v.whole.String() == v.whole.String() && p.index(r.unit) >= 0 {
				r.took = took
				r.showUnits(p)
			}
		}
	})
}

// showUnits puts the units on the sheets.
func (r *weightsRoom) showUnits(p *paintings) {
	r.atlas.show(p, r.unit)
	r.sayUnits()
	r.showUnit()
}

// sayUnits tells which units are on the sheets.
func (r *weightsRoom) sayUnits() {
	r.panel.say(unitsWords(r.first, len(r.atlas.shown.units), len(r.order)))
}

// hoverAtlas tells both weights under the pointer.
func (r *weightsRoom) hoverAtlas(index, x, y int, value float32, inside bool) {
	p := r.atlas.shown
	if p == nil {
		return
	}
	if !inside || value != value || index >= len(p.units) {
		r.sayUnits()
		return
	}
	i := y*p.width + x
	what := fmt.Sprintf("unit %d, %s", p.units[index], placeName(r.v.whole, p.layer, x, y))
	r.panel.say(bothWords(what, p.up[index][i], p.down[index][i]))
}

// hoverPair tells both weights at the place under the pointer, so that they can be
// compared.
func (r *weightsRoom) hoverPair(_, x, y int, value float32, inside bool) {
	p := r.atlas.shown
	if p == nil || !inside || value != value {
		r.restPair()
		return
	}
	at := p.index(r.unit)
	if at < 0 {
		return
	}
	where, i := placeName(r.v.whole, p.layer, x, y), y*p.width+x
	setText(r.detail.upWord, where+": "+weightText(p.up[at][i]))
	setText(r.detail.downWord, where+": "+weightText(p.down[at][i]))
}

func (r *weightsRoom) names() inspect.Names {
	u := r.detail
	return inspect.Names{
		r.layers: "layer", r.form: "weights form", r.sorted: "weights sorted", u.entry: "unit", u.back: "unit back", u.onward: "unit on",
		r.atlas.up: "units recognition", r.atlas.down: "units generative", r.atlas.in: "zoom in", r.atlas.out: "zoom out",
		u.up: "recognition weights", u.down: "generative weights", u.numbers: "biases", u.silence: "silence unit",
		u.on: "dreams on", u.off: "dreams off", u.difference: "dreams difference", u.strongest: "strongest images",
		u.name.button: "rename unit", u.name.entry: "unit name",
	}
}
