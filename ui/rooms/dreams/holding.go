package dreams

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/ui/desk"
	"wakesleep/ui/texts"
)

// holding is what the user may have the machine dream of.
type holding struct {
	text string
	// units are held at the top; nil holds nothing.
	units []int
	// classes are those whose machines dream, by their keys; nil are all.
	classes []uint8
	// causes are the states of a dream's layers, of which those from layer up are held;
	// nil holds nothing.
	causes []*bits.Matrix
	layer  int
	// label is what the data call it, or −1.
	label int
}

// anything holds nothing.
func anything() holding { return holding{text: texts.Of("dreams.of.anything"), label: -1} }

// mostHoldings bounds the list for machines with very many top units.
const mostHoldings = 1000

// classHoldings lists the classes that have machines of their own: where machines found them,
// first all categories together that have the same name.
func classHoldings(classes texts.Classes) []holding {
	list, all := []holding{anything()}, make([]string, classes.Count())
	for k := range all {
		all[k] = classes.Given(k)
	}
	for _, h := range groups(all) {
		if len(h.units) == 1 {
			continue
		}
		for _, k := range h.units {
			h.classes = append(h.classes, classes.Key(k))
		}
		h.units = nil
		list = append(list, h)
	}
	for k := range all {
		list = append(list, holding{text: classes.Listed(k), classes: []uint8{classes.Key(k)}, label: classes.Label(k)})
	}
	return list
}

// holdings lists what one machine can dream of: first anything, then all categories of each
// name together, then each one.
func holdings(m *network.Machine, names []string) []holding {
	list := []holding{anything()}
	categorical, units := m.Categorical(), m.Layers[m.Top()].Units
	if categorical {
		list = append(list, groups(names)...)
	}
	for unit := range min(units, mostHoldings) {
		h := holding{text: texts.Of("dreams.of.unit", unit), units: []int{unit}, label: -1}
		if categorical {
			name := texts.NameAt(names, unit)
			h.text, h.label = texts.Category(unit, name), texts.LabelOf(name)
		}
		list = append(list, h)
	}
	return list
}

// groups are the categories by their names: numbers first, in their order.
func groups(names []string) []holding {
	byName := map[string][]int{}
	for unit := range names {
		if name := texts.NameAt(names, unit); name != "" {
			byName[name] = append(byName[name], unit)
		}
	}
	var list []holding
	for name, units := range byName {
		list = append(list, holding{text: groupWords(name, len(units)), units: units, label: texts.LabelOf(name)})
	}
	slices.SortFunc(list, func(a, b holding) int {
		if c := cmp.Compare(uint(a.label), uint(b.label)); c != 0 {
			return c // without a label, −1, it comes last
		}
		return cmp.Compare(a.text, b.text)
	})
	return list
}

// dreamOf lets a machine dream of what is held.
func dreamOf(m *network.Machine, h holding, n int, seed uint64) *network.Dreams {
	switch {
	case h.causes != nil:
		return m.DreamAgain(h.causes, h.layer, n, seed)
	case h.units != nil:
		return m.DreamWith(h.units, n, seed)
	}
	return m.Dream(n, seed)
}

// holding is what the machine dreams of.
func (r *Room) holding() holding {
	i := slices.IndexFunc(r.holdings, func(h holding) bool { return h.text == r.held.Selected })
	if i < 0 {
		return anything()
	}
	return r.holdings[i]
}

// listHoldings offers what the machine can be made to dream of.
func (r *Room) listHoldings(v *desk.View) {
	r.called, r.classes = v.Snapshot.Record.Names, v.Classes()
	r.holdings = holdings(v.Snapshot.Machine, v.TopNames())
	if v.Shown().OfClasses() {
		r.holdings = classHoldings(r.classes)
	}
	if r.like != nil {
		r.holdings = slices.Insert(r.holdings, 1, *r.like)
	}
	r.held.Options = nil
	for _, h := range r.holdings {
		r.held.Options = append(r.held.Options, h.text)
	}
	if !slices.Contains(r.held.Options, r.held.Selected) {
		r.held.Selected = anything().text
	}
	r.held.Refresh()
}

// moreLike fills the sheet with dreams like the one in the detail, by what is kept when
// it is dreamt again.
func (r *Room) moreLike() {
	v := r.desk.View()
	if v == nil || r.detail.night == nil {
		return
	}
	h, listed := r.kind()
	r.like = nil
	if !listed {
		r.like = &h
	}
	r.listHoldings(v)
	r.held.SetSelected(h.text)
}

// kind is what dreams like the one in the detail are dreams of, and whether the list
// has it anyway: where only the top is kept, the class, or all categories called as its
// own is.
func (r *Room) kind() (h holding, listed bool) {
	n, d := r.detail.night, r.detail
	m, label, member := n.machine(d.index), -1, -1
	if n.ofClasses() {
		member = n.dreamers[d.index]
		label = n.classes.Label(member)
	}
	// With all causes kept dreams differ only in their pixels.
	l := max(r.more.layer(m), min(2, m.Top()))
	switch top := l == m.Top(); {
	case top && member >= 0:
		return r.first(func(h holding) bool { return slices.Contains(h.classes, n.classes.Key(member)) }), true
	case top && m.Categorical():
		return r.first(func(h holding) bool { return slices.Contains(h.units, d.other.States[l].FirstOne(0)) }), true
	case top:
		return holding{text: texts.Of("dreams.of.like.top", d.index+1), causes: d.other.States, layer: l, label: label}, false
	}
	return holding{text: texts.Of("dreams.of.like.layer", d.index+1, l), causes: d.other.States, layer: l, label: label}, false
}

// first is the first that can be chosen and does what is asked.
func (r *Room) first(does func(holding) bool) holding {
	return r.holdings[max(0, slices.IndexFunc(r.holdings, does))]
}

// typed takes keys that the sheet has no use for.
func (r *Room) typed(key fyne.KeyName) {
	switch key {
	case fyne.KeyPlus, fyne.KeyEqual:
		r.moreLike()
	case fyne.KeyMinus:
		r.held.SetSelected(anything().text)
	}
}
