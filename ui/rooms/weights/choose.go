package weights

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"wakesleep/network"
	"wakesleep/ui/texts"
)

// listLayers offers the layers of another machine and begins with the first.
func (r *Room) listLayers() {
	names := make([]string, r.v.Whole.Top())
	for i := range names {
		names[i] = texts.Layer(r.v.Whole, i+1)
	}
	r.layers.Options = names
	r.layers.ClearSelected()
	r.layers.SetSelectedIndex(0)
}

// chooseLayer shows the first unit of a layer.
func (r *Room) chooseLayer(l int) {
	if r.v == nil || l < 1 || l > r.v.Whole.Top() {
		return
	}
	r.listConnections(l)
	r.layer, r.order = l, nil
	r.sort()
	r.unit = r.order[0]
	r.refresh()
}

// partners are the layers with which layer l has a connection of either direction, from
// itself, if it has lateral ones, or else the nearest, down to the pixels.
func partners(m *network.Machine, l int) []int {
	var list []int
	for to := l; to >= 0; to-- {
		if m.Generative.Weights(l, to) != nil || to < l && m.Recognition.Weights(to, l) != nil {
			list = append(list, to)
		}
	}
	return list
}

// listConnections offers the connections of layer l, beginning with that of the same kind
// as before, or else with the nearest layer. Where there is no other there is no choice.
func (r *Room) listConnections(l int) {
	lateral := r.to == r.layer && r.to > 0
	r.partners = partners(r.v.Whole, l)
	names, chosen := make([]string, len(r.partners)), 0
	for i, to := range r.partners {
		names[i] = connectionWords(l, to)
	}
	if r.partners[0] == l && !lateral {
		chosen = 1
	}
	chosen = min(chosen, len(names)-1)
	r.to = r.partners[chosen]
	r.connections.Options, r.connections.Selected = names, names[chosen]
	r.connections.Refresh()
	r.head.choose(!r.v.Whole.Chain())
}

// chooseConnection shows the weights of a connection.
func (r *Room) chooseConnection(i int) {
	if r.v == nil || i < 0 || r.partners[i] == r.to {
		return
	}
	r.to = r.partners[i]
	if r.sorting() == byLikeness {
		r.order = nil
	}
	if r.pixels() {
		r.form.SetSelectedIndex(int(asWeights)) // pictures in pixels are of all connections
		return
	}
	r.refresh()
}

// sort lists the units in their order, if that is not done.
func (r *Room) sort() {
	if r.order == nil {
		r.order = orderOf(r.v.Whole, r.layer, r.sorting(), r.studied(), r.compared())
	}
}

// position is the chosen unit's place in the order.
func (r *Room) position() int { return slices.Index(r.order, r.unit) }

// step chooses the unit so many places on.
func (r *Room) step(by int) { r.chooseAt(r.position() + by) }

// chooseAt shows the unit at a place of the order, the nearest there is.
func (r *Room) chooseAt(at int) {
	if r.v != nil && len(r.order) > 0 {
		r.choose(r.order[max(0, min(at, len(r.order)-1))])
	}
}

// choose shows a unit.
func (r *Room) choose(unit int) {
	if r.v == nil || unit == r.unit {
		return
	}
	r.unit = unit
	if _, at := r.painted(); at < 0 {
		r.refresh()
		return
	}
	r.atlas.choose(unit)
	r.atlas.reveal()
	r.showUnit()
}

// chooseTyped shows the unit whose number was typed.
func (r *Room) chooseTyped(text string) {
	if r.v == nil {
		return
	}
	unit, err := texts.ParseCount(texts.Of("weights.unit.entry"), text, 0, r.v.Whole.Layers[r.layer].Units-1)
	if err != nil {
		r.desk.Say(err.Error())
		r.detail.entry.SetText(strconv.Itoa(r.unit))
		return
	}
	r.choose(unit)
}

// typed takes keys that the sheets have no use for.
func (r *Room) typed(key fyne.KeyName) {
	switch key {
	case fyne.KeyPageUp:
		r.pageLayer(1)
	case fyne.KeyPageDown:
		r.pageLayer(-1)
	case fyne.KeyPlus, fyne.KeyEqual:
		r.atlas.magnify(zoomStep)
	case fyne.KeyMinus:
		r.atlas.magnify(1 / zoomStep)
	}
}

// pageLayer goes to a layer above or below.
func (r *Room) pageLayer(by int) {
	if i := r.layers.SelectedIndex() + by; i >= 0 && i < len(r.layers.Options) {
		r.layers.SetSelectedIndex(i)
	}
}

// ordering is what units are sorted by.
type ordering int

const (
	byNumber ordering = iota
	byWeight
	byFiring
	byLikeness
)

// orderNames are what orderings are called.
func orderNames() []string {
	return []string{texts.Of("weights.order.number"), texts.Of("weights.order.weight"), texts.Of("weights.order.firing"), texts.Of("weights.order.likeness")}
}
