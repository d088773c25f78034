// Package data is the room that shows the images that the machine learns from, page by
// page, and how they are prepared.
package data

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/network/images"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// Desk is what the room uses of the desk.
type Desk interface {
	desk.Host
	// Data are those in use. OpenData opens others, and AskOpenData asks for
	// a file of them; SetStraightened uses them upright or as they were opened.
	Data() *dataset.Source
	OpenData(name string)
	AskOpenData()
	SetStraightened(on bool)
	// Rebinarise tells how the next new machine's pixels are to be drawn.
	Rebinarise() *bool
	SetRebinarise(everyTime *bool)
}

// Room loads data sets and shows what is in them.
type Room struct {
	kit.Place
	desk Desk

	sets    []*kit.Button
	facts   *widget.Label
	choices *choices
	pages   *pages
}

// New makes the room at a desk.
func New(d Desk) *Room {
	r := &Room{desk: d, facts: kit.Wrapped(""), choices: newChoices(d), pages: newPages(d)}
	r.facts.SizeName = base.SizeNameCaptionText
	top := container.New(layout.NewCustomPaddedVBoxLayout(-4), r.facts, r.choices.controls)
	about := kit.NewPanel(texts.Of("data.use.title"), container.NewBorder(top, nil, nil, nil, r.choices.pictures.object))
	about.Explain(texts.Of("data.use.explain"))
	side := container.NewBorder(container.New(layout.NewCustomPaddedLayout(0, kit.Gap-4, 0, 0), r.listSets()), nil, nil, nil, about.Object)
	r.Place = kit.NewPlace(texts.Of("data.room"), base.StorageIcon(), container.New(kit.Share(.3), side, r.pages.panel.Object))
	return r
}

// listSets are the sets to choose from; those with short names share a line.
func (r *Room) listSets() fyne.CanvasObject {
	list, pair := container.NewVBox(), container.NewGridWithColumns(2)
	for _, name := range dataset.BuiltIn() {
		b := kit.NewButton(texts.Of("data.set."+name+".title"), func() { r.desk.OpenData(name) })
		b.Alignment = widget.ButtonAlignLeading
		r.sets = append(r.sets, b)
		tipped := tip.On(b, texts.Of("data.set."+name+".tip"))
		if strings.HasPrefix(name, "bars") {
			pair.Add(tipped)
		} else {
			list.Add(tipped)
		}
	}
	list.Add(pair)
	open := kit.NewButtonWithIcon(texts.Of("data.open.button"), base.FolderOpenIcon(), r.desk.AskOpenData)
	open.Alignment = widget.ButtonAlignLeading
	list.Add(tip.On(open, texts.Of("data.open.tip")))
	return kit.NewPanel(texts.Of("data.choose.title"), list).Explain(texts.Of("data.choose.explain")).Object
}

// Show implements desk.Room. Of the machine only how its pixels are drawn matters here.
func (r *Room) Show(v *desk.View) {
	r.choices.show(v)
	if v.DataChanged {
		r.mark(v.Data.Name)
		kit.SetText(r.facts, factsOf(v.Data))
		r.choices.pictures.show(r.desk.Data(), r.choices.everyTime())
		r.pages.use(v.Data)
	}
}

// mark shows which built-in set is in use.
func (r *Room) mark(name string) {
	for i, builtIn := range dataset.BuiltIn() {
		kit.Emphasise(r.sets[i], builtIn == name)
	}
}

// ink is the mean share of ink, by a thousand images where there are many.
func ink(set *images.Set) float64 {
	some, sum, weight := set.First(1000), 0.0, 0.0
	for i := range some.Count() {
		w := 1.0
		if some.Probabilities != nil {
			w = some.Probabilities[i]
		}
		for _, g := range some.Image(i) {
			sum += w * float64(g) / 255
		}
		weight += w
	}
	return sum / weight / float64(some.Pixels())
}

// Names implements desk.Named.
func (r *Room) Names() inspect.Names {
	return inspect.Names{
		r.facts: "data facts", r.choices.straighten: "straighten", r.choices.pixels: "pixels drawn",
		r.pages.sheet: "data images", r.pages.part: "data part", r.pages.label: "data label",
		r.pages.first: "first page", r.pages.back: "page back", r.pages.number: "page", r.pages.onward: "page on", r.pages.last: "last page",
	}
}
