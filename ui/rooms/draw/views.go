package draw

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// The views of a drawing, in the order of their buttons.
const (
	comparing = iota
	varying
	filling
	drawViewCount
)

// views are three panels in one place. Each has the same buttons at its head.
type views struct {
	object fyne.CanvasObject
	panels []*kit.Panel
	now    int
	// buttons are those of each panel's head.
	buttons [drawViewCount][]*kit.Button
	changed func()
}

// newViews makes the panels; changed is called when the user chooses another.
func newViews(changed func()) *views {
	return &views{changed: changed, object: container.NewStack()}
}

// head are the buttons at the head of panel i.
func (d *views) head(i int) fyne.CanvasObject {
	row := container.New(layout.NewCustomPaddedHBoxLayout(2))
	for j, words := range viewWords() {
		b := kit.NewButton(words.name, func() { d.choose(j) })
		b.Importance = kit.Either(i == j, widget.HighImportance, widget.LowImportance)
		d.buttons[i] = append(d.buttons[i], b)
		row.Add(tip.On(b, words.tip))
	}
	return container.New(layout.NewCustomPaddedLayout(4, 2, 0, 6), row)
}

// viewWords are what the views are called, and what they do.
func viewWords() [drawViewCount]struct{ name, tip string } {
	return [drawViewCount]struct{ name, tip string }{
		comparing: {texts.Of("draw.see.button"), texts.Of("draw.see.tip")},
		varying:   {texts.Of("draw.vary.button"), texts.Of("draw.vary.tip")},
		filling:   {texts.Of("draw.fill.button"), texts.Of("draw.fill.tip")},
	}
}

// add takes the next panel.
func (d *views) add(p *kit.Panel) {
	if d.panels = append(d.panels, p); len(d.panels) > 1 {
		p.Object.Hide()
	}
	d.object.(*fyne.Container).Add(p.Object)
}

// choose shows a panel.
func (d *views) choose(i int) {
	d.now = i
	for j, p := range d.panels {
		kit.SetVisible(p.Object, i == j)
	}
	d.changed()
}
