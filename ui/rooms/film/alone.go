package film

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// alone is shown while the film has no moment yet but the present: what the machine
// dreams now, and what will come.
type alone struct {
	panel  *kit.Panel
	dreams *pictures.Sheet
}

func newAlone() *alone {
	a := &alone{dreams: pictures.NewSheet()}
	first := kit.Centred(texts.Of("film.alone.first"))
	first.SizeName, first.Importance = "", widget.MediumImportance
	words := container.New(layout.NewCustomPaddedVBoxLayout(-8), first, kit.Centred(texts.Of("film.alone.then")), kit.Centred(texts.Of("film.alone.why")))
	inside := container.New(layout.NewCustomPaddedLayout(kit.Gap, kit.Gap, 0, 0), container.NewBorder(nil, words, nil, nil, a.dreams))
	a.panel = kit.NewPanel(texts.Of("film.title"), inside).Explain(texts.Of("film.explain"))
	return a
}

// show brings it up to the present.
func (a *alone) show(now *shot) {
	a.panel.Say(frameTitle(true, now.cycle))
	values, w, h := contactSheet(now.dreams, now.machine.Width, now.machine.Height, false)
	a.dreams.SetImages([][]float32{values}, w, h, 1, pictures.Grey())
}
