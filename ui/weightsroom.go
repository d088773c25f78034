package ui

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/ui/inspect"
	"wakesleep/ui/pictures"
)

// weightsEvery is the pause between two looks at weights that learn.
const weightsEvery = 250 * time.Millisecond

// weightsRoom shows the weights of a unit in both directions, and the generative
// weights of all units of its layer.
type weightsRoom struct {
	desk    *desk
	content fyne.CanvasObject

	layers       *widget.Select
	down         *widget.Check
	slider       *widget.Slider
	entry        *widget.Entry
	back, onward *widget.Button
	unitsPanel   *panel
	units        *pictures.Sheet
	unitsLegend  *pictures.Legend
	pair         *weightsPair

	machine     *network.Machine
	record      learn.Record
	layer, unit int
	first       int // the first unit on the sheet
	shownLayer  int // the layer whose weights end where those on the sheet do
	shown       time.Time
}

func newWeightsRoom(d *desk) *weightsRoom {
	r := &weightsRoom{
		desk: d, units: pictures.NewSheet(), unitsLegend: pictures.NewLegend(1), pair: newWeightsPair(), layer: 1,
	}
	r.units.OnTapped = func(i int) { r.choose(r.first + i) }
	r.units.OnHovered = r.hoverUnits
	r.layers = widget.NewSelect(nil, func(string) { r.chooseLayer(r.layers.SelectedIndex() + 1) })
	r.down = widget.NewCheck("down to the pixels", func(bool) { r.refresh() })
	r.slider = widget.NewSlider(0, 1)
	r.slider.OnChanged = func(v float64) { r.choose(int(v + .5)) }
	r.entry = widget.NewEntry()
	r.entry.OnSubmitted = r.chooseTyped
	r.back = widget.NewButtonWithIcon("", base.NavigateBackIcon(), func() { r.choose(r.unit - 1) })
	r.onward = widget.NewButtonWithIcon("", base.NavigateNextIcon(), func() { r.choose(r.unit + 1) })
	r.unitsPanel = newPanel("What every unit paints", r.units, container.NewCenter(r.unitsLegend))
	right := container.NewBorder(r.controls(), nil, nil, nil, r.pair.object)
	r.content = container.New(shareLayout{.5}, r.unitsPanel.object, right)
	return r
}

func (r *weightsRoom) title() string             { return "Weights" }
func (r *weightsRoom) icon() fyne.Resource       { return base.GridIcon() }
func (r *weightsRoom) object() fyne.CanvasObject { return r.content }

// controls choose layer and unit.
func (r *weightsRoom) controls() fyne.CanvasObject {
	steps := container.NewHBox(r.back, fixedWidth(64, r.entry), r.onward)
	unit := container.NewBorder(nil, nil, newSmall("unit"), steps, r.slider)
	return newPanel("Choose a unit", container.NewVBox(container.NewBorder(nil, nil, nil, r.down, r.layers), unit)).object
}

// show implements room.
func (r *weightsRoom) show(v *view) {
	if v.snapshot.State == learn.Running && !v.machineChanged && time.Since(r.shown) < weightsEvery {
		return
	}
	r.shown = time.Now()
	other := r.machine == nil || r.machine.String() != v.snapshot.Machine.String()
	r.machine, r.record = v.snapshot.Machine, v.snapshot.Record
	if other {
		r.listLayers()
		return
	}
	r.refresh()
}

// listLayers offers the layers of another machine and begins with the first.
func (r *weightsRoom) listLayers() {
	names := make([]string, r.machine.Top())
	for i := range names {
		names[i] = layerName(r.machine, i+1)
	}
	r.layers.Options = names
	r.layers.ClearSelected()
	r.layers.SetSelectedIndex(0)
}

// chooseLayer shows the first unit of a layer.
func (r *weightsRoom) chooseLayer(l int) {
	if r.machine == nil || l < 1 || l > r.machine.Top() {
		return
	}
	r.layer, r.unit, r.first = l, 0, 0
	setEnabled(r.down, l > 1)
	r.slider.Max = float64(max(r.machine.Layers[l].Units-1, 1))
	r.slider.Refresh()
	r.refresh()
}

// choose shows a unit, the nearest there is.
func (r *weightsRoom) choose(unit int) {
	if r.machine == nil {
		return
	}
	unit = max(0, min(unit, r.machine.Layers[r.layer].Units-1))
	if unit == r.unit {
		r.showControls()
		return
	}
	r.unit = unit
	r.refresh()
}

// chooseTyped shows the unit whose number was typed.
func (r *weightsRoom) chooseTyped(text string) {
	if r.machine == nil {
		return
	}
	unit, err := parseCount("unit", text, 0, r.machine.Layers[r.layer].Units-1)
	if err != nil {
		r.desk.say(err.Error())
		r.entry.SetText(strconv.Itoa(r.unit))
		return
	}
	r.choose(unit)
}

// showControls brings slider, entry and buttons up to the unit.
func (r *weightsRoom) showControls() {
	if r.slider.Value != float64(r.unit) {
		r.slider.Value = float64(r.unit)
		r.slider.Refresh()
	}
	if r.desk.window.Canvas().Focused() != r.entry || r.entry.Text != strconv.Itoa(r.unit) {
		r.entry.SetText(strconv.Itoa(r.unit))
	}
	last := r.machine.Layers[r.layer].Units - 1
	for button, on := range map[*widget.Button]bool{r.back: r.unit > 0, r.onward: r.unit < last} {
		if on == button.Disabled() {
			setEnabled(button, on)
		}
	}
}

// unitsShown is how many units the sheet holds; of larger layers it shows those
// around the chosen one.
const unitsShown = 400

// projecting tells whether the sheet shows what units of a higher layer paint on
// the pixels, and not their weights to the layer below.
func (r *weightsRoom) projecting() bool { return r.down.Checked && r.layer > 1 }

// refresh shows the chosen unit and its layer.
func (r *weightsRoom) refresh() {
	if r.machine == nil {
		return
	}
	r.showControls()
	r.pair.show(fieldsOf(r.machine, r.layer, r.unit), r.unitName())
	r.first = r.unit / unitsShown * unitsShown
	m, l, first, projecting := r.machine, r.layer, r.first, r.projecting()
	r.desk.background("weights", func(context.Context) func() {
		sheet := paintingsOf(m, l, first, projecting)
		return func() {
			if r.layer == l && r.first == first && r.projecting() == projecting && r.machine.String() == m.String() {
				r.showUnits(sheet)
			}
		}
	})
}

// showUnits puts the generative weights of a layer's units on the sheet.
func (r *weightsRoom) showUnits(p *paintings) {
	r.shownLayer = p.layer
	r.units.SetImages(p.images, p.width, p.height, 0, pictures.Diverging(p.limit))
	r.unitsLegend.SetLimit(p.limit)
	r.units.Select(r.unit - r.first)
	r.sayUnits(len(p.images))
}

// sayUnits tells which units are on the sheet.
func (r *weightsRoom) sayUnits(n int) {
	text := "click one"
	if all := r.machine.Layers[r.layer].Units; n < all {
		text = fmt.Sprintf("%s to %s of %s", thousands(r.first), thousands(r.first+n-1), thousands(all))
	}
	r.unitsPanel.say(text)
}

// hoverUnits tells the weight under the pointer.
func (r *weightsRoom) hoverUnits(index, x, y int, value float32, inside bool) {
	if !inside {
		r.sayUnits(r.units.Count())
		return
	}
	if value == value {
		r.unitsPanel.say(fmt.Sprintf("unit %d, %s: %s", r.first+index, placeName(r.machine, r.shownLayer, x, y), weightText(value)))
	}
}

// unitName is what the chosen unit is called.
func (r *weightsRoom) unitName() string {
	top := r.layer == r.machine.Top() && r.machine.Categorical()
	switch {
	case top && r.unit < len(r.record.Names) && r.record.Names[r.unit] != "":
		return fmt.Sprintf("category %d, “%s”", r.unit, r.record.Names[r.unit])
	case top:
		return fmt.Sprintf("category %d", r.unit)
	}
	return fmt.Sprintf("unit %d of layer %d", r.unit, r.layer)
}

func (r *weightsRoom) names() inspect.Names {
	return inspect.Names{
		r.layers: "layer", r.down: "down to the pixels", r.slider: "unit slider", r.entry: "unit", r.back: "unit back", r.onward: "unit on",
		r.units: "units", r.pair.up.sheet: "recognition weights", r.pair.down.sheet: "generative weights",
		r.pair.biases: "biases",
	}
}
