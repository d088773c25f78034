package draw

import (
	"context"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// hiding is the part of a drawing that the machine is not shown.
type hiding int

// The first four hide a half of the field; the last hides all pixels without ink.
const (
	hideBottom hiding = iota
	hideTop
	hideLeft
	hideRight
	hideGround
)

// hides tells whether the pixel at x, y of a w×h field lies in the hidden half. A
// middle row or column is shown.
func (h hiding) hides(x, y, width, height int) bool {
	switch h {
	case hideBottom:
		return 2*y >= height+height%2
	case hideTop:
		return 2*y+1 < height
	case hideLeft:
		return 2*x+1 < width
	case hideRight:
		return 2*x >= width+width%2
	}
	return false
}

// inkShown is the level from which ink counts as drawn where only ink is shown.
const inkShown = 128

// known has the pixels of a prepared image that are shown.
func (h hiding) known(grey []uint8, width int) []bool {
	list := make([]bool, len(grey))
	for i, level := range grey {
		list[i] = kit.Either(h == hideGround, level >= inkShown, !h.hides(i%width, i/width, width, len(grey)/width))
	}
	return list
}

// strayInk is the share of ink in the hidden half up to which the drawing counts as a
// half, drawn where it belongs, and not as a whole digit of which half is to be
// hidden.
const strayInk = .15

// prepare is a drawing as the machine would see it with nothing hidden. What is drawn
// only in part must not be enlarged until it fills the field.
func (h hiding) prepare(d desk.Drawing, width, height int, straighten bool) []uint8 {
	hidden, all := 0, 0
	for i, level := range d.Ink {
		all += int(level)
		if h.hides(i%d.Width, i/d.Width, d.Width, d.Height) {
			hidden += int(level)
		}
	}
	if h == hideGround || float64(hidden) <= strayInk*float64(all) {
		return dataset.ScaleInk(d.Ink, d.Width, d.Height, width, height)
	}
	return dataset.PrepareInk(d.Ink, d.Width, d.Height, width, height, straighten && !d.Upright)
}

// How completions are made.
const (
	fillPictures  = 12
	fillParticles = 16
	fillSweeps    = 6
)

// filler shows in how many ways the machine fills in what is hidden of the drawing.
type filler struct {
	room   *Room
	panel  *kit.Panel
	hidden *kit.Select
	again  *kit.Button
	empty  *widget.Label
	found  fyne.CanvasObject
	shown  *pictures.Sheet
	sheet  *pictures.Choice
	seed   uint64
}

func newFiller(r *Room, head fyne.CanvasObject) *filler {
	f := &filler{room: r, empty: kit.Wrapped(texts.Of("draw.fill.empty")), shown: pictures.NewSheet(), sheet: pictures.NewChoice(), seed: 1}
	f.empty.Importance = widget.LowImportance
	f.hidden = kit.NewSelect(hidings(), nil)
	f.hidden.SetSelectedIndex(int(hideBottom))
	f.hidden.OnChanged = func(string) { f.refresh() }
	f.again = kit.NewButtonWithIcon("", base.ViewRefreshIcon(), func() {
		f.seed++
		f.refresh()
	})
	f.sheet.OnMoved = f.sheet.Select
	r.desk.Offer("filled-in", &f.sheet.Sheet, f.shown)
	f.sheet.OnChosen = func(index int, _ bool) { r.takeShades(f.sheet.Values(index), texts.Of("draw.fill.taken")) }
	left := container.NewBorder(nil, kit.Centred(texts.Of("draw.fill.shown")), nil, nil, f.shown)
	f.found = container.New(kit.Share(.27), left, f.sheet)
	f.panel = kit.NewHeadedPanel(head, container.NewStack(f.empty, f.found),
		kit.FixedWidth(148, tip.On(f.hidden, texts.Of("draw.fill.hiddenTip"))), tip.On(f.again, texts.Of("draw.fill.again"))).
		Explain(texts.Of("draw.fill.explain"))
	f.panel.Say(texts.Of("draw.fill.hidden"))
	return f
}

func (f *filler) hiding() hiding { return hiding(max(0, f.hidden.SelectedIndex())) }

// veil shades what is hidden on the pad while this view is visible.
func (f *filler) veil(visible bool) {
	h := f.hiding()
	if !visible || h == hideGround {
		f.room.pad.SetVeil(0, 0, 0, 0)
		return
	}
	box := [][4]float32{hideBottom: {0, .5, 1, 1}, hideTop: {0, 0, 1, .5}, hideLeft: {0, 0, .5, 1}, hideRight: {.5, 0, 1, 1}}[h]
	f.room.pad.SetVeil(box[0], box[1], box[2], box[3])
}

// refresh fills in again in the background.
func (f *filler) refresh() {
	r := f.room
	f.veil(true)
	f.invite()
	v, d := r.desk.Latest(), r.subject()
	blank := v == nil || d.Blank()
	kit.SetVisible(f.empty, blank)
	kit.SetVisible(f.found, !blank)
	if kit.SetOn(f.again, !blank); blank {
		return
	}
	h, seed, snapshot, noise := f.hiding(), f.seed, v.Snapshot, v.Damage
	r.desk.Background("draw.fill", func(context.Context) func() {
		m := snapshot.Machine
		grey := noise.Image(h.prepare(d, m.Width, m.Height, snapshot.Record.Straightened), 0)
		known := h.known(grey, m.Width)
		filled := pictures.Dreamt(&snapshot.Ensemble.Complete(grey, known, fillPictures, fillParticles, fillSweeps, seed).Dreams, false)
		return func() {
			if !r.subject().Blank() && m.Width == r.width && m.Height == r.height {
				f.show(m, grey, known, filled)
			}
		}
	})
}

// invite says on an empty pad what to do.
func (f *filler) invite() {
	text := texts.Of("draw.fill.empty")
	if v := f.room.desk.Latest(); v != nil && !isDigits(v.Data) {
		text = texts.Of("draw.fill.emptyImage")
	}
	kit.SetText(f.empty, text)
}

func (f *filler) show(m *network.Machine, grey []uint8, known []bool, filled [][]float32) {
	seen := pictures.Shades(grey)
	for i, on := range known {
		if !on {
			seen[i] = float32(math.NaN())
		}
	}
	f.shown.SetImages([][]float32{seen}, m.Width, m.Height, 1, pictures.Grey())
	f.sheet.SetImages(filled, m.Width, m.Height, 0, pictures.Grey())
}
