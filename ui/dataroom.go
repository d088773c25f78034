package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/network/images"
)

// dataRoom loads data sets and shows what is in them.
type dataRoom struct {
	desk    *desk
	content fyne.CanvasObject

	sets    []*widget.Button
	facts   *widget.Label
	choices *dataChoices
	pages   *dataPages
}

func newDataRoom(d *desk) *dataRoom {
	r := &dataRoom{desk: d, facts: wrapped(""), choices: newDataChoices(d), pages: newDataPages(d)}
	r.facts.SizeName = base.SizeNameCaptionText
	about := newPanel(dataInUse, container.NewBorder(container.NewVBox(r.facts, r.choices.controls), nil, nil, nil, r.choices.pictures))
	side := container.NewBorder(container.New(layout.NewCustomPaddedLayout(0, gap-4, 0, 0), r.listSets()), nil, nil, nil, about.object)
	r.content = container.New(shareLayout{.3}, side, r.pages.panel.object)
	return r
}

func (r *dataRoom) title() string             { return dataTitle }
func (r *dataRoom) icon() fyne.Resource       { return base.StorageIcon() }
func (r *dataRoom) object() fyne.CanvasObject { return r.content }

// listSets are the sets to choose from.
func (r *dataRoom) listSets() fyne.CanvasObject {
	list := container.NewVBox()
	for _, info := range dataset.BuiltIn() {
		b := widget.NewButton(info.Title, func() { r.desk.openData(info.Name) })
		b.Alignment = widget.ButtonAlignLeading
		r.sets = append(r.sets, b)
		list.Add(b)
	}
	open := widget.NewButtonWithIcon(dataOpen, base.FolderOpenIcon(), r.desk.askOpenData)
	open.Alignment = widget.ButtonAlignLeading
	list.Add(open)
	return newPanel(dataChoose, list).object
}

// show implements room. Of the machine only how its pixels are drawn matters here.
func (r *dataRoom) show(v *view) {
	r.choices.show(v)
	if v.dataChanged {
		r.mark(v.data.Name)
		setText(r.facts, factsOf(v.data))
		r.choices.showPictures()
		r.pages.use(v.data)
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

// factsOf describes a data set.
func factsOf(s *dataset.Source) string {
	set := s.Training
	text := fmt.Sprintf("%s: %s images of %d×%d pixels", s.Name, thousands(set.Count()), set.Width, set.Height)
	switch {
	case set.Probabilities != nil:
		text = fmt.Sprintf("%s: an exact distribution of %d images of %d×%d pixels", s.Name, set.Count(), set.Width, set.Height)
	case s.Test != set:
		text += fmt.Sprintf(" to learn from, %s to test with", thousands(s.Test.Count()))
	}
	if set.Labels != nil {
		text += ", with labels"
	} else {
		text += ", without labels"
	}
	return text + fmt.Sprintf(". %.1f %% of the pixels are on.", 100*ink(set))
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
