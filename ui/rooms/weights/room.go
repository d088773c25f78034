// Package weights is the room that shows the units of a layer in both directions, and
// what one of them does.
package weights

import (
	"time"

	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// every is the pause between two looks at weights that learn, at least, and
// rest that in times what a look takes.
const (
	every = 250 * time.Millisecond
	rest  = 5
)

// Desk is what the room uses of the desk.
type Desk interface {
	desk.Host
	// Damages are what the user did to the machine that is shown.
	Damages() *desk.Damages
	// CallCategory gives a category a name.
	CallCategory(category int, name string)
}

// Room shows all units of a layer in both directions, and what one of them
// does.
type Room struct {
	kit.Place
	desk Desk

	save   *kit.Button
	layers *kit.Select
	// connections chooses one of partners, the layers with which the layer is connected.
	connections *kit.Select
	partners    []int
	head        *head
	form        *kit.Select
	sorted      *kit.Select
	panel       *kit.Panel
	atlas       *atlas
	detail      *unitPanels

	// v is what was shown last.
	v           *desk.View
	study       *study
	studying    *session.Snapshot // what the study under way is of
	likeness    *likeness
	layer, unit int
	// to is the layer of the connection that is shown.
	to int
	// order lists the layer's units as they are sorted; first is the place of the
	// first one on the sheets.
	order []int
	first int
	shown time.Time
	took  time.Duration
}

// New makes the room at a desk.
func New(d Desk) *Room {
	r := &Room{desk: d, layer: 1, atlas: newAtlas()}
	r.makeControls()
	for _, sheet := range []*pictures.Choice{r.atlas.up, r.atlas.down} {
		sheet.OnChosen = func(i int, _ bool) { r.chooseAt(r.first + i) }
		sheet.OnHovered = r.hoverAtlas
		sheet.OnTyped = r.typed
		d.Offer("weights", &sheet.Sheet)
	}
	r.detail = newUnitPanels(r)
	r.head = newHead(r)
	inside := container.NewBorder(r.head.object, nil, nil, nil, r.atlas.object)
	out, in := tip.On(r.atlas.out, texts.Of("weights.zoom.out")), tip.On(r.atlas.in, texts.Of("weights.zoom.in"))
	save := tip.On(r.save, texts.Of("weights.save.tip"))
	r.panel = kit.NewPanel(texts.Of("weights.atlas.title"), inside, out, in, save).Explain(texts.Of("weights.atlas.help"))
	r.Place = kit.NewPlace(texts.Of("weights.title"), base.GridIcon(), container.New(kit.Share(.54), r.panel.Object, r.detail.object))
	return r
}

func (r *Room) makeControls() {
	r.save = r.desk.NewPictureButton(texts.Of("weights.save.title"), "weights.png", r.atlas.picture)
	r.layers = kit.NewSelect(nil, func(string) { r.chooseLayer(r.layers.SelectedIndex() + 1) })
	r.connections = kit.NewSelect(nil, func(string) { r.chooseConnection(r.connections.SelectedIndex()) })
	r.form = kit.NewChoice(formNames(), func(string) { r.refresh() })
	r.sorted = kit.NewChoice(orderNames(), func(string) {
		r.order = nil
		r.desk.Say(orderHelp(r.sorting()))
		r.refresh()
	})
}

// form is how units are shown.
type form int

const (
	asPixels form = iota
	asWeights
	asMatrix
)

// formNames are what forms are called.
func formNames() []string {
	return []string{texts.Of("weights.form.pixels"), texts.Of("weights.form.raw"), texts.Of("weights.form.matrix")}
}

// pixels tells whether the user wants pictures, and not the weights.
func (r *Room) pixels() bool { return form(r.form.SelectedIndex()) == asPixels }

// sorting is what the units are sorted by.
func (r *Room) sorting() ordering { return ordering(max(0, r.sorted.SelectedIndex())) }

// Show implements desk.Room.
func (r *Room) Show(v *desk.View) {
	same := r.v != nil && r.v.Damage == v.Damage && !v.MachineChanged
	if same && v.Snapshot.State == session.Running && time.Since(r.shown) < max(every, rest*r.took) {
		return
	}
	r.shown = time.Now()
	other := r.v == nil || r.v.Whole.String() != v.Whole.String()
	r.v = v
	if v.Snapshot.State != session.Running || v.MachineChanged {
		r.order = nil // while it learns, units keep their places
	}
	if other {
		r.listLayers()
		return
	}
	r.refresh()
}

// Names implements desk.Named.
func (r *Room) Names() inspect.Names {
	u := r.detail
	return inspect.Names{
		r.layers: "layer", r.connections: "connection", r.form: "weights form", r.sorted: "weights sorted", u.entry: "unit", u.back: "unit back", u.onward: "unit on",
		r.atlas.up: "units recognition", r.atlas.down: "units generative", r.atlas.in: "zoom in", r.atlas.out: "zoom out", r.save: "save weights",
		u.up: "recognition weights", u.down: "generative weights", u.numbers: "biases", u.silence: "silence unit",
		u.on: "dreams on", u.off: "dreams off", u.difference: "dreams difference", u.strongest: "strongest images",
		u.name.Button: "rename unit", u.name.Entry: "unit name",
	}
}

// ShowsAll implements desk.ClassRoom.
func (r *Room) ShowsAll() bool { return false }
