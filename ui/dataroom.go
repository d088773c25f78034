package ui

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

// dataRoom loads data sets and shows what is in them.
type dataRoom struct {
	desk    *desk.Desk
	content fyne.CanvasObject

	sets    []*widget.Button
	facts   *widget.Label
	choices *dataChoices
	pages   *dataPages
}

func newDataRoom(d *desk.Desk) *dataRoom {
	r := &dataRoom{desk: d, facts: kit.Wrapped(""), choices: newDataChoices(d), pages: newDataPages(d)}
	r.facts.SizeName = base.SizeNameCaptionText
	top := container.New(layout.NewCustomPaddedVBoxLayout(-4), r.facts, r.choices.controls)
	about := kit.NewPanel(texts.Of("data.use.title"), container.NewBorder(top, nil, nil, nil, r.choices.pictures.object))
	about.Explain(texts.Of("data.use.explain"))
	side := container.NewBorder(container.New(layout.NewCustomPaddedLayout(0, kit.Gap-4, 0, 0), r.listSets()), nil, nil, nil, about.Object)
	r.content = container.New(kit.Share(.3), side, r.pages.panel.Object)
	return r
}

func (r *dataRoom) Title() string             { return texts.Of("data.room") }
func (r *dataRoom) Icon() fyne.Resource       { return base.StorageIcon() }
func (r *dataRoom) Object() fyne.CanvasObject { return r.content }

// listSets are the sets to choose from; those with short names share a line.
func (r *dataRoom) listSets() fyne.CanvasObject {
	list, pair := container.NewVBox(), container.NewGridWithColumns(2)
	for _, info := range dataset.BuiltIn() {
		b := widget.NewButton(texts.Of("data.set."+info.Name+".title"), func() { r.desk.OpenData(info.Name) })
		b.Alignment = widget.ButtonAlignLeading
		r.sets = append(r.sets, b)
		tipped := tip.On(b, texts.Of("data.set."+info.Name+".tip"))
		if strings.HasPrefix(info.Name, "bars") {
			pair.Add(tipped)
		} else {
			list.Add(tipped)
		}
	}
	list.Add(pair)
	open := widget.NewButtonWithIcon(texts.Of("data.open.button"), base.FolderOpenIcon(), r.desk.AskOpenData)
	open.Alignment = widget.ButtonAlignLeading
	list.Add(tip.On(open, texts.Of("data.open.tip")))
	return kit.NewPanel(texts.Of("data.choose.title"), list).Explain(texts.Of("data.choose.explain")).Object
}

// Show implements room. Of the machine only how its pixels are drawn matters here.
func (r *dataRoom) Show(v *desk.View) {
	r.choices.show(v)
	if v.DataChanged {
		r.mark(v.Data.Name)
		kit.SetText(r.facts, factsOf(v.Data))
		r.choices.pictures.show(r.desk.Stock(), r.choices.afresh())
		r.pages.use(v.Data)
	}
}

// mark shows which built-in set is in use.
func (r *dataRoom) mark(name string) {
	for i, info := range dataset.BuiltIn() {
		importance := widget.MediumImportance
		if info.Name == name {
			importance = widget.HighImportance
		}
		if r.sets[i].Importance != importance {
			r.sets[i].Importance = importance
			r.sets[i].Refresh()
		}
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

func (r *dataRoom) Names() inspect.Names {
	return inspect.Names{
		r.facts: "data facts", r.choices.straighten: "straighten", r.choices.pixels: "pixels drawn",
		r.pages.sheet: "data images", r.pages.part: "data part", r.pages.label: "data label",
		r.pages.first: "first page", r.pages.back: "page back", r.pages.number: "page", r.pages.onward: "page on", r.pages.last: "last page",
	}
}
