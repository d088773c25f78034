package ui

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// filmAlone is shown while the film has no moment yet but the present: what the machine
// dreams now, and what will come.
type filmAlone struct {
	panel  *panel
	dreams *pictures.Sheet
}

func newFilmAlone() *filmAlone {
	a := &filmAlone{dreams: pictures.NewSheet()}
	first := centred(texts.Of("film.alone.first"))
	first.SizeName, first.Importance = "", widget.MediumImportance
	words := container.New(layout.NewCustomPaddedVBoxLayout(-8), first, centred(texts.Of("film.alone.then")), centred(texts.Of("film.alone.why")))
	inside := container.New(layout.NewCustomPaddedLayout(gap, gap, 0, 0), container.NewBorder(nil, words, nil, nil, a.dreams))
	a.panel = newPanel(texts.Of("film.title"), inside).explain(texts.Of("film.explain"))
	return a
}

// show brings it up to the present.
func (a *filmAlone) show(now *shot) {
	a.panel.say(frameTitle(true, now.cycle))
	values, w, h := contactSheet(now.dreams, now.machine.Width, now.machine.Height, false)
	a.dreams.SetImages([][]float32{values}, w, h, 1, pictures.Grey())
}
