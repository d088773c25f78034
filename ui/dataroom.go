package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/network/images"
	"wakesleep/ui/pictures"
)

// A page of the data room.
const (
	pageColumns = 16
	pageImages  = 12 * pageColumns
)

// dataRoom loads data sets and shows what is in them.
type dataRoom struct {
	desk    *desk
	content fyne.CanvasObject

	sets         []*widget.Button
	facts        *widget.Label
	straighten   *widget.Check
	before       *pictures.Sheet
	after        *pictures.Sheet
	sheet        *pictures.Sheet
	sheetPanel   *panel
	back, onward *widget.Button
	page         int
}

func newDataRoom(d *desk) *dataRoom {
	r := &dataRoom{
		desk: d, facts: wrapped(""), sheet: pictures.NewSheet(),
		before: pictures.NewSheet(), after: pictures.NewSheet(),
	}
	r.straighten = widget.NewCheck("straighten slanted writing", d.setStraightened)
	r.back = widget.NewButtonWithIcon("", base.NavigateBackIcon(), func() { r.turn(-1) })
	r.onward = widget.NewButtonWithIcon("", base.NavigateNextIcon(), func() { r.turn(1) })
	r.sheetPanel = newPanel("Images", r.sheet, r.back, r.onward)
	r.sheet.OnHovered = r.hover
	side := container.NewBorder(r.choices(), nil, nil, nil, r.about())
	r.content = container.New(shareLayout{.3}, side, r.sheetPanel.object)
	return r
}

func (r *dataRoom) title() string             { return "Data" }
func (r *dataRoom) icon() fyne.Resource       { return base.StorageIcon() }
func (r *dataRoom) object() fyne.CanvasObject { return r.content }

// choices are the sets to choose from.
func (r *dataRoom) choices() fyne.CanvasObject {
	list := container.NewVBox()
	for _, info := range dataset.BuiltIn() {
		b := widget.NewButton(info.Title, func() { r.desk.openData(info.Name) })
		b.Alignment = widget.ButtonAlignLeading
		r.sets = append(r.sets, b)
		list.Add(b)
	}
	open := widget.NewButtonWithIcon("Open file…", base.FolderOpenIcon(), r.desk.askOpenData)
	open.Alignment = widget.ButtonAlignLeading
	list.Add(open)
	return newPanel("Choose data", list).object
}

func (r *dataRoom) about() fyne.CanvasObject {
	pair := container.NewGridWithColumns(2, r.before, r.after)
	names := container.NewGridWithColumns(2, newRemark("as written"), newRemark("straightened"))
	return newPanel("In use", container.NewBorder(
		container.NewVBox(r.facts, r.straighten, names), nil, nil, nil, pair)).object
}

// show implements room. Nothing here depends on the machine.
func (r *dataRoom) show(v *view) {
	if v.dataChanged {
		r.page = 0
	}
	r.mark(v.data.Name)
	r.facts.SetText(factsOf(v.data))
	r.showStraightening()
	r.showPage(v.data.Training)
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

// showStraightening shows the same images as written and upright.
func (r *dataRoom) showStraightening() {
	m := r.desk.stock
	r.straighten.OnChanged = nil
	r.straighten.SetChecked(m.straightened())
	r.straighten.OnChanged = r.desk.setStraightened
	setEnabled(r.straighten, m.canStraighten())
	set := m.raw.Training
	var before, after [][]float32
	for i := range min(24, set.Count()) {
		before = append(before, shades(set.Image(i)))
		after = append(after, shades(dataset.StraightenImage(set.Image(i), set.Width, set.Height)))
	}
	if !m.canStraighten() {
		after = before
	}
	r.before.SetImages(before, set.Width, set.Height, 3, pictures.Grey())
	r.after.SetImages(after, set.Width, set.Height, 3, pictures.Grey())
}

// pages is the number of pages.
func pages(set *images.Set) int { return (set.Count() + pageImages - 1) / pageImages }

// turn goes some pages on, round and round.
func (r *dataRoom) turn(by int) {
	v := r.desk.latest()
	if v == nil {
		return
	}
	n := pages(v.data.Training)
	r.page = ((r.page+by)%n + n) % n
	r.showPage(v.data.Training)
}

func (r *dataRoom) showPage(set *images.Set) {
	first := r.page * pageImages
	last := min(first+pageImages, set.Count())
	values := make([][]float32, 0, pageImages)
	for i := first; i < last; i++ {
		values = append(values, shades(set.Image(i)))
	}
	r.sheet.SetImages(values, set.Width, set.Height, pageColumns, pictures.Grey())
	r.sheetPanel.say(r.pageWords(set))
	setEnabled(r.back, pages(set) > 1)
	setEnabled(r.onward, pages(set) > 1)
}

func (r *dataRoom) pageWords(set *images.Set) string {
	return fmt.Sprintf("page %s of %s", thousands(r.page+1), thousands(pages(set)))
}

// hover tells the number, and the label or probability, of the image pointed at.
func (r *dataRoom) hover(index, _, _ int, _ float32, inside bool) {
	v := r.desk.latest()
	if v == nil {
		return
	}
	set := v.data.Training
	i := r.page*pageImages + index
	if !inside || i >= set.Count() {
		r.sheetPanel.say(r.pageWords(set))
		return
	}
	text := "image " + thousands(i+1)
	if set.Labels != nil {
		text += fmt.Sprintf(", label %d", set.Labels[i])
	}
	if set.Probabilities != nil {
		text += fmt.Sprintf(", probability %.4f", set.Probabilities[i])
	}
	r.sheetPanel.say(text)
}
