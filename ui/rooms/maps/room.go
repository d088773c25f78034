// Package maps is the room with the map: the images of the data in the plane, beside those
// that the machine explains by like causes.
package maps

import (
	_ "embed" // the room's sign
	"io"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn/atlas"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
	"wakesleep/ui/tip"
)

//go:embed map.svg
var icon []byte

// Desk is what the room uses of the desk.
type Desk interface {
	desk.Host
	// Fail tells what could not be done, and why.
	Fail(what string, err error)
	// Threads is how many threads may work.
	Threads() int
	// Drawn is what is on the pad of the Draw room.
	Drawn() desk.Drawing
}

// Room shows the map of the data as the machine sees it, makes it, and finds places on it.
type Room struct {
	kit.Place
	desk Desk

	panel                        *kit.Panel
	field                        *field
	legend                       *legend
	drawer                       *drawer
	seen                         *seen
	by                           *kit.Select
	nearer, farther, whole, save *kit.Button

	// empty is there instead of a map, and row above one that is made again.
	empty                     *fyne.Container
	emptyLine                 *widget.Label
	makeIt, again, cancelling *kit.Button
	againRow                  *fyne.Container
	againLine                 *widget.Label
	progress                  *kit.Meter
	progressRow               *fyne.Container
	progressLine              *widget.Label

	wayRow  *fyne.Container
	wayLine *widget.Label
	wayEnd  *kit.Button
	strip   *pictures.Choice

	// chart is the map that is shown, and making one that is being made; nil for none.
	chart  *chart
	making *making
	// sought is the machine whose map was looked for last among those that are kept, in soughtIn.
	sought   *network.Ensemble
	soughtIn *images.Set
	names    []string
	// from and to are the ends of the way, −1 for none.
	from, to int
	way      *way
}

// New makes the room at a desk.
func New(d Desk) *Room {
	r := &Room{desk: d, field: newField(), legend: newLegend(), seen: newSeen(), from: -1, to: -1}
	r.drawer = newDrawer(r)
	r.field.OnOpen, r.field.OnPick, r.field.OnHover = r.open, r.pick, r.hover
	r.makeControls()
	above := container.New(layout.NewCustomPaddedVBoxLayout(0), r.againRow, r.progressRow)
	over := container.NewBorder(nil, r.makeWay(), nil, nil)
	inside := container.NewBorder(above, r.legend.object, nil, nil, container.NewStack(r.field, over, r.empty))
	tools := container.New(layout.NewCustomPaddedHBoxLayout(2), kit.FixedWidth(118, tip.On(r.by, texts.Of("map.colour.tip"))),
		tip.On(r.farther, texts.Of("map.zoom.out")), tip.On(r.nearer, texts.Of("map.zoom.in")), tip.On(r.whole, texts.Of("map.zoom.whole")),
		tip.On(r.save, texts.Of("map.save.tip")))
	r.panel = kit.NewPanel(texts.Of("map.title"), inside, tools).Explain(texts.Of("map.explain"))
	side := container.New(kit.Stack(.6), r.drawer.panel.Object, r.seen.panel.Object)
	sign := base.NewThemedResource(fyne.NewStaticResource("map.svg", icon))
	r.Place = kit.NewPlace(texts.Of("map.room"), sign, container.New(kit.Share(.24), side, r.panel.Object))
	r.showWay(nil)
	r.showState()
	return r
}

// makeControls makes what is pressed.
func (r *Room) makeControls() {
	button := func(icon fyne.Resource, act func()) *kit.Button { return kit.QuietButton("", icon, act) }
	r.nearer = button(base.ZoomInIcon(), func() { r.field.zoomHere(larger) })
	r.farther = button(base.ZoomOutIcon(), func() { r.field.zoomHere(1 / larger) })
	r.whole = button(base.ZoomFitIcon(), r.field.whole)
	r.save = r.desk.NewChartButton(texts.Of("map.save.title"), "map", r.export)
	r.by = kit.NewSelect(nil, func(string) { r.colour() })

	r.makeIt = kit.NewButtonWithIcon(texts.Of("map.make.button"), base.MediaPlayIcon(), r.make)
	r.makeIt.Importance = widget.HighImportance
	r.again = kit.NewButtonWithIcon(texts.Of("map.make.again"), base.ViewRefreshIcon(), r.make)
	r.cancelling = kit.NewButtonWithIcon(texts.Of("map.make.cancel"), base.CancelIcon(), r.cancel)
	r.emptyLine, r.againLine, r.progressLine = kit.Wrapped(""), kit.NewRemark(""), kit.NewRemark("")
	r.emptyLine.Alignment = fyne.TextAlignCenter
	words := container.NewVBox(kit.FixedWidth(420, r.emptyLine), container.NewCenter(tip.On(r.makeIt, texts.Of("map.make.tip"))))
	r.empty = container.NewCenter(words)
	r.againRow = container.NewBorder(nil, nil, nil, tip.On(r.again, texts.Of("map.make.againTip")), r.againLine)
	r.progress = kit.NewMeter(8, theme.Asleep)
	r.progressRow = container.NewBorder(nil, nil, nil, tip.On(r.cancelling, texts.Of("map.make.cancelTip")),
		container.New(layout.NewCustomPaddedVBoxLayout(-4), r.progressLine, r.progress.Object))
}

// makeWay makes the strip of dreams that lead from one image to another. It lies over the map,
// so that nothing moves while two images are chosen.
func (r *Room) makeWay() fyne.CanvasObject {
	r.strip, r.wayLine = pictures.NewChoice(), kit.NewRemark("")
	r.strip.SetMinSize(fyne.NewSize(120, 44))
	r.strip.OnChosen = func(index int, _ bool) { r.openOfWay(index) }
	r.strip.OnMoved = r.strip.Select
	r.desk.Offer("way", &r.strip.Sheet)
	r.wayEnd = kit.QuietButton("", base.CancelIcon(), func() {
		r.from, r.to = -1, -1
		r.showWay(nil)
	})
	inside := container.NewBorder(container.New(layout.NewCustomPaddedLayout(-4, -6, 0, 0), r.wayLine), nil, nil,
		container.NewCenter(tip.On(r.wayEnd, texts.Of("map.way.endTip"))), r.strip)
	r.wayRow = container.NewStack(kit.NewBackdrop(theme.Panel, 0), container.New(layout.NewCustomPaddedLayout(2, 4, 4, 4), inside))
	return r.wayRow
}

// Show implements desk.Room.
func (r *Room) Show(v *desk.View) {
	r.names = v.Snapshot.Record.Names
	m := v.Snapshot.Machine
	r.drawer.shape(m.Width, m.Height)
	if r.making != nil && r.making.view.Identity.Data != v.Identity.Data {
		r.cancel()
	}
	if r.chart != nil && r.chart.identity.Data != v.Identity.Data {
		r.chart, r.from, r.to = nil, -1, -1
		r.field.set(nil)
		r.showWay(nil)
		r.locate()
	}
	if v.Snapshot.State != session.Running {
		r.find(v)
	}
	r.offerColours(v.Data.Training.Labels != nil)
	r.showState()
	r.Pulse(v, time.Time{})
}

// Pulse implements desk.Living: it shows how far the map is that is being made, and takes over
// what is drawn in the Draw room.
func (r *Room) Pulse(*desk.View, time.Time) {
	r.drawer.take(r.desk.Drawn())
	if m := r.making; m != nil {
		share, left := m.done()
		r.progress.Set(float32(share))
		kit.SetText(r.progressLine, texts.Of("map.make.progress", stageWords(atlas.Stage(m.stage.Load())), leftWords(left)))
	}
}

// showState shows what there is: a map, how far one is, or what it takes.
func (r *Room) showState() {
	v := r.desk.Latest()
	kit.SetVisible(r.empty, r.chart == nil && r.making == nil && v != nil)
	kit.SetVisible(r.progressRow, r.making != nil)
	for _, c := range []fyne.Disableable{r.nearer, r.farther, r.whole, r.by, r.save} {
		kit.SetOn(c, r.chart != nil)
	}
	if v == nil {
		return
	}
	set := v.Data.Training
	kit.SetText(r.emptyLine, texts.Of("map.empty", atlas.Images(set).Count(), set.Name, takes(atlas.Takes(v.Undamaged.Ensemble, set, r.desk.Threads()))))
	older := ""
	if c := r.chart; c != nil {
		switch {
		case c.identity.Machine != v.Identity.Machine && c.ensemble != v.Undamaged.Ensemble:
			older = texts.Of("map.older.machine")
		case c.cycle != v.Undamaged.Cycle:
			older = texts.Of("map.older.cycle", c.cycle, v.Undamaged.Cycle)
		}
		r.panel.Say(texts.Count("map.of", len(c.X)))
	} else {
		r.panel.Say("")
	}
	kit.SetText(r.againLine, older)
	kit.SetVisible(r.againRow, older != "" && r.making == nil)
}

// offerColours lists what the map can be coloured by, and keeps the choice where it can.
func (r *Room) offerColours(labels bool) {
	options := []string{texts.Of("map.colour.group"), texts.Of("map.colour.bits")}
	if labels {
		options = slices.Insert(options, 0, texts.Of("map.colour.label"))
	}
	if slices.Equal(r.by.Options, options) {
		return
	}
	r.by.Options = options
	if !slices.Contains(options, r.by.Selected) {
		r.by.Selected = options[0]
	}
	r.by.Refresh()
	r.colour()
}

// colouring makes the colours that are chosen.
func (r *Room) colouring(dark bool) *atlas.Colouring {
	c := r.chart
	switch r.by.Selected {
	case texts.Of("map.colour.bits"):
		return atlas.ByBits(c.Map, dark)
	case texts.Of("map.colour.group"):
		return atlas.ByGroup(c.Map, dark, r.groupName)
	}
	return atlas.ByLabel(c.set, dark)
}

// groupName is what a group is called.
func (r *Room) groupName(group int) string {
	return atlas.GroupNames(r.chart.Map, r.chart.ensemble, r.names)(group)
}

// colour colours the map as is chosen.
func (r *Room) colour() {
	if r.chart == nil {
		r.legend.object.Objects = nil
		r.legend.object.Refresh()
		return
	}
	r.field.colour(r.colouring)
	r.legend.show(r.colouring(isDark(r.field)))
}

// sent says where an image comes from that is opened in Draw.
func (r *Room) sent(i int) string {
	return texts.Of("data.image.sent", r.chart.set.Name, texts.Image(r.chart.set, i))
}

// open opens an image in Draw.
func (r *Room) open(i int) {
	set := r.chart.set
	r.desk.RecogniseInDraw(desk.Drawing{Ink: set.Image(i), Width: set.Width, Height: set.Height, Upright: set.Straightened}, r.sent(i))
}

// exportSide is the width and height of pictures that are saved.
const exportSide = 1600

// export is what the map is saved as; nil while there is none.
func (r *Room) export() desk.Chart {
	c := r.chart
	if c == nil {
		return nil
	}
	dark := isDark(r.field)
	look := atlas.NewLook(r.colouring(dark), dark, exportSide/50)
	return func(w io.Writer, format string) error {
		return atlas.NewPainter(c.Map, c.set).Write(w, format, look, exportSide, exportSide)
	}
}

// Names implements desk.Named.
func (r *Room) Names() inspect.Names {
	return inspect.Names{
		r.field: "map", r.by: "map colour", r.nearer: "map nearer", r.farther: "map farther", r.whole: "map whole",
		r.makeIt: "make map", r.again: "make map again", r.cancelling: "cancel map", r.progressLine: "map progress", r.againLine: "map age",
		r.drawer.pad: "map pad", r.drawer.clear: "map clear", r.drawer.send: "map to draw",
		r.seen.sheet: "map image", r.seen.lines[0]: "map image line", r.strip: "way", r.wayLine: "way line", r.wayEnd: "end way",
	}
}
