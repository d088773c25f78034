package frame

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// classChooser chooses the class whose machine the rooms show. It is there for
// class machines only, in the rooms that it means something to.
type classChooser struct {
	desk   *desk.Desk
	object *fyne.Container

	labels []uint8
	all    *kit.Button
	// allPlace is all with its tip.
	allPlace fyne.CanvasObject
	buttons  []*kit.Button
	list     *kit.Select
	// one tells that a class was chosen, and not all.
	one bool
}

const (
	// mostButtons is the number of classes above which there is a list of them, and
	// chooserColumns is how many buttons stand side by side.
	mostButtons    = 17
	chooserColumns = 3
)

func newClassChooser(d *desk.Desk) *classChooser {
	c := &classChooser{desk: d, object: container.NewVBox()}
	c.object.Hide()
	return c
}

// update brings the chooser up to a room and what it shows.
func (c *classChooser) update(r desk.Room, v *desk.View) {
	shown, fits := r.(desk.ClassRoom)
	all := v.Snapshot.Ensemble
	if !fits || !all.OfClasses() {
		c.object.Hide()
		return
	}
	if string(c.labels) != string(all.Labels) {
		c.build(all.Labels)
	}
	c.object.Show()
	kit.SetVisible(c.all, shown.ShowsAll())
	kit.SetVisible(c.allPlace, shown.ShowsAll())
	c.mark(v.Snapshot.Watched, shown.ShowsAll() && !c.one)
}

// build makes the controls for the classes of other machines.
func (c *classChooser) build(labels []uint8) {
	c.labels, c.buttons, c.list, c.one = labels, nil, nil, false
	// It stands last, so that the others stay in their places without it.
	c.all = kit.NewButton(texts.Of("classes.all"), func() { c.choose(-1) })
	c.allPlace = tip.On(c.all, texts.Of("classes.allTip"))
	c.object.Objects = []fyne.CanvasObject{widget.NewSeparator(), kit.NewRemark(texts.Of("classes.class"))}
	if len(c.labels) > mostButtons {
		c.buildList()
	} else {
		grid := container.NewGridWithColumns(chooserColumns)
		for k, label := range c.labels {
			b := kit.NewButton(fmt.Sprint(label), func() { c.choose(k) })
			c.buttons = append(c.buttons, b)
			grid.Add(tip.On(b, texts.Of("classes.tip", fmt.Sprint(label))))
		}
		grid.Add(c.allPlace)
		c.object.Add(grid)
	}
	c.object.Refresh()
}

func (c *classChooser) buildList() {
	names := make([]string, len(c.labels))
	for k, label := range c.labels {
		names[k] = fmt.Sprint(label)
	}
	c.list = kit.NewSelect(names, nil)
	c.list.OnChanged = func(string) { c.choose(c.list.SelectedIndex()) }
	c.object.Add(tip.On(c.list, texts.Of("classes.listTip")))
	c.object.Add(c.allPlace)
}

// choose watches a class; −1 means all.
func (c *classChooser) choose(k int) {
	c.one = k >= 0
	if c.one && c.desk.Ready() {
		c.desk.Session().WatchClass(c.labels[k])
	}
	c.desk.Refresh()
}

// mark shows which class is chosen, or all.
func (c *classChooser) mark(watched int, all bool) {
	kit.Raise(c.all, all)
	for k, b := range c.buttons {
		kit.Raise(b, !all && k == watched)
	}
	if c.list != nil && c.list.SelectedIndex() != watched && !all {
		c.list.Selected = c.list.Options[watched] // which asks for nothing
		c.list.Refresh()
	}
}

// watchedClass is the index of the class that a room shows the machine of, −1 for
// all, and 0 for a single machine.
func (c *classChooser) watchedClass(r desk.Room, v *desk.View) int {
	shown, fits := r.(desk.ClassRoom)
	switch {
	case !fits || !v.Snapshot.Ensemble.OfClasses():
		return 0
	case shown.ShowsAll() && !c.one:
		return -1
	}
	return v.Snapshot.Watched
}

// Names are what scripts call its parts.
func (c *classChooser) Names() inspect.Names {
	all := inspect.Names{}
	if c.all != nil {
		all[c.all] = "all classes"
	}
	for k, b := range c.buttons {
		all[b] = fmt.Sprintf("class %d", c.labels[k])
	}
	return all
}
