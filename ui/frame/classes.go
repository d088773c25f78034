package frame

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
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

	classes texts.Classes
	// built is how many columns the controls were made for.
	built int
	all   *kit.Button
	// allPlace is all with its tip.
	allPlace fyne.CanvasObject
	buttons  []*kit.Button
	list     *kit.Select
	// one tells that a class was chosen, and not all, and chosen is its key.
	one    bool
	chosen uint8
}

const (
	// chooserRows is how many rows of buttons, with that for all, have room in the smallest
	// window; where there are more there is a list. chooserColumns is how many stand side by side.
	chooserRows    = 6
	chooserColumns = 3
	// wideColumns is how many they are where a name is wider than narrowest; of one that is
	// wider than widest the beginning is shown.
	wideColumns = 2
	narrowest   = 30
	widest      = 44
)

func newClassChooser(d *desk.Desk) *classChooser {
	c := &classChooser{desk: d, object: container.New(layout.NewCustomPaddedVBoxLayout(0))}
	c.object.Hide()
	return c
}

// update brings the chooser up to a room and what it shows.
func (c *classChooser) update(r desk.Room, v *desk.View) {
	shown, fits := r.(desk.ClassRoom)
	if !fits || !v.Snapshot.Ensemble.OfClasses() {
		c.object.Hide()
		return
	}
	c.call(v.Classes(), v.Snapshot.Watched)
	c.object.Show()
	kit.SetVisible(c.all, shown.ShowsAll())
	kit.SetVisible(c.allPlace, shown.ShowsAll())
	c.mark(v.Snapshot.Watched, shown.ShowsAll() && !c.one)
}

// call brings the controls up to the classes of machines, of which one is watched, and to what
// these are called.
func (c *classChooser) call(classes texts.Classes, watched int) {
	was := c.classes
	switch c.classes = classes; {
	case !classes.SameMachines(was) || c.columns() != c.built:
		same := c.one && was.Found() && classes.Found() && classes.Key(watched) == c.chosen
		c.build()
		c.one = same // of machines that compete others may have been given up
	case !classes.Same(was):
		c.name()
	}
}

// build makes the controls for the classes of other machines.
func (c *classChooser) build() {
	c.buttons, c.list, c.built = nil, nil, c.columns()
	// It stands last, so that the others stay in their places without it.
	found := c.classes.Found()
	c.all = kit.NewButton(texts.Of("classes.all"), func() { c.choose(-1) })
	c.allPlace = tip.On(c.all, kit.Either(found, texts.Of("classes.category.allTip"), texts.Of("classes.allTip")))
	title := kit.Either(found, texts.Of("classes.category.title"), texts.Of("classes.class"))
	c.object.Objects = []fyne.CanvasObject{widget.NewSeparator(), kit.NewRemark(title)}
	if c.classes.Count()+1 > chooserRows*c.built {
		c.list = kit.NewSelect(nil, nil)
		c.list.OnChanged = func(string) { c.choose(c.list.SelectedIndex()) }
		c.object.Add(tip.On(c.list, kit.Either(found, texts.Of("classes.category.listTip"), texts.Of("classes.listTip"))))
		c.object.Add(c.allPlace)
	} else {
		c.buildButtons()
	}
	c.name()
	c.object.Refresh()
}

func (c *classChooser) buildButtons() {
	grid := container.New(tightGrid(c.built))
	for k := range c.classes.Count() {
		b := kit.NewButton("", func() { c.choose(k) })
		c.buttons = append(c.buttons, b)
		grid.Add(tip.OnWords(b, func() string { return texts.Of("classes.tip", c.classes.Whole(k)) }))
	}
	grid.Add(c.allPlace)
	c.object.Add(grid)
}

// tightGrid has a number of columns, and rows close enough for small screens.
type tightGrid int

// tightGap is the space between its cells.
const tightGap = 1

// Layout implements fyne.Layout.
func (g tightGrid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	cell := g.cell(objects)
	cell.Width = (size.Width+tightGap)/float32(g) - tightGap
	for i, o := range objects {
		o.Resize(cell)
		o.Move(fyne.NewPos(float32(i%int(g))*(cell.Width+tightGap), float32(i/int(g))*(cell.Height+tightGap)))
	}
}

// MinSize implements fyne.Layout.
func (g tightGrid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	cell, rows := g.cell(objects), (len(objects)+int(g)-1)/int(g)
	return fyne.NewSize(float32(g)*(cell.Width+tightGap)-tightGap, float32(rows)*(cell.Height+tightGap)-tightGap)
}

// cell is the least size of a cell.
func (tightGrid) cell(objects []fyne.CanvasObject) (cell fyne.Size) {
	for _, o := range objects {
		cell = cell.Max(o.MinSize())
	}
	return cell
}

// columns is how many buttons stand side by side: fewer where names are longer than numbers.
func (c *classChooser) columns() int {
	for k := range c.classes.Count() {
		if widthOf(c.classes.Short(k)) > narrowest {
			return wideColumns
		}
	}
	return chooserColumns
}

// widthOf is how wide a text on a button is.
func widthOf(text string) float32 {
	return fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{Bold: true}).Width
}

// cutTo is as much of the beginning of a text as a width has room for.
func cutTo(text string, width float32) string {
	letters := []rune(text)
	for n := min(len(letters), int(width)); widthOf(text) > width && n > 0; n-- {
		text = texts.Cut(string(letters), n)
	}
	return text
}

// name writes on the controls what the classes are called.
func (c *classChooser) name() {
	for k, b := range c.buttons {
		kit.SetButton(b, cutTo(c.classes.Short(k), widest), nil)
	}
	if c.list == nil {
		return
	}
	selected := c.list.SelectedIndex()
	c.list.Options = nil
	for k := range c.classes.Count() {
		c.list.Options = append(c.list.Options, c.classes.Listed(k))
	}
	if selected >= 0 && selected < len(c.list.Options) {
		c.list.Selected = c.list.Options[selected]
	}
	c.list.Refresh()
}

// choose watches a class; −1 means all.
func (c *classChooser) choose(k int) {
	c.one = k >= 0
	if c.one && c.desk.Ready() {
		c.chosen = c.classes.Key(k)
		c.desk.Session().WatchClass(c.chosen)
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
		all[b] = fmt.Sprintf("class %d", c.classes.Key(k))
	}
	return all
}
