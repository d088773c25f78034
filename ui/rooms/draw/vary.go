package draw

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

const (
	// variedPictures is the number of pictures in a row of variations.
	variedPictures = 8
	// variedRows is the greatest number of rows.
	variedRows = 3
)

// variations are dreams from the causes of the drawing, a row for each layer whose
// causes are kept.
type variations struct {
	room  *Room
	panel *kit.Panel
	again *kit.Button
	empty *widget.Label
	list  *fyne.Container
	rows  []*variedRow
	seed  uint64
	shape string
}

// variedRow is a row with the causes of one layer.
type variedRow struct {
	layer int
	name  *widget.Label
	sheet *pictures.Choice
}

func newVariations(r *Room, head fyne.CanvasObject) *variations {
	v := &variations{room: r, empty: kit.Wrapped(texts.Of("draw.vary.empty")), list: container.NewGridWithColumns(1), seed: 1}
	v.empty.Importance = widget.LowImportance
	v.again = kit.NewButtonWithIcon("", base.ViewRefreshIcon(), func() {
		v.seed++
		v.refresh()
	})
	v.panel = kit.NewHeadedPanel(head, container.NewStack(v.empty, v.list), tip.On(v.again, texts.Of("draw.vary.again"))).
		Explain(texts.Of("draw.vary.explain"))
	v.panel.Say(texts.Of("draw.vary.remark"))
	return v
}

// keptLayers are those whose causes are kept, one for each row: the top, those below
// it, and always the first.
func keptLayers(m *network.Machine) []int {
	var list []int
	for l := m.Top(); l >= 1 && len(list) < variedRows-1; l-- {
		list = append(list, l)
	}
	if list[len(list)-1] != 1 {
		list = append(list, 1)
	}
	return list
}

// build makes the rows for machines of a shape.
func (v *variations) build(m *network.Machine) {
	if v.shape == m.String() {
		return
	}
	v.shape, v.rows = m.String(), nil
	v.list.RemoveAll()
	r := v.room
	for _, l := range keptLayers(m) {
		row := &variedRow{layer: l, name: widget.NewLabel(variedWords(m, l)), sheet: pictures.NewChoice()}
		row.name.SizeName, row.name.Wrapping, row.name.Importance = base.SizeNameCaptionText, fyne.TextWrapWord, widget.LowImportance
		row.sheet.SetMinSize(fyne.NewSize(48, 20))
		row.sheet.OnMoved = row.sheet.Select
		r.desk.Offer("variations", &row.sheet.Sheet)
		row.sheet.OnChosen = func(index int, _ bool) { r.takeShades(row.sheet.Values(index), texts.Of("draw.vary.taken")) }
		words := container.NewVBox(layout.NewSpacer(), row.name, layout.NewSpacer())
		v.rows = append(v.rows, row)
		v.list.Add(container.NewBorder(nil, nil, kit.FixedWidth(86, words), nil, row.sheet))
	}
}

// refresh dreams the rows again in the background.
func (v *variations) refresh() {
	now := v.room.shown
	blank := now == nil || now.nothing
	kit.SetVisible(v.empty, blank)
	kit.SetVisible(v.list, !blank)
	if kit.SetOn(v.again, !blank); blank {
		return
	}
	v.build(now.machine)
	seed, shape := v.seed, v.shape
	v.room.desk.Background("draw.vary", func(context.Context) func() {
		var rows [][][]float32
		for _, l := range keptLayers(now.machine) {
			rows = append(rows, pictures.Dreamt(now.machine.Variations(now.grey, l, variedPictures, seed), false))
		}
		return func() {
			if v.shape == shape && v.room.shown != nil {
				v.show(now.machine, rows)
			}
		}
	})
}

func (v *variations) show(m *network.Machine, rows [][][]float32) {
	for i, row := range v.rows {
		row.sheet.SetImages(rows[i], m.Width, m.Height, variedPictures, pictures.Grey())
	}
}

// takeShades puts an image of the machine on the pad.
func (r *Room) takeShades(values []float32, from string) {
	r.Take(desk.Drawing{Ink: pictures.Ink(values), Width: r.width, Height: r.height, Upright: true}, from)
}
