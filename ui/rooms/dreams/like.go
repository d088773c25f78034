package dreams

import (
	"slices"

	"fyne.io/fyne/v2"

	"wakesleep/ui/texts"
)

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
	m, label := n.machine(d.index), -1
	if n.labels != nil {
		label = int(n.labels[n.dreamers[d.index]])
	}
	// With all causes kept dreams differ only in their pixels.
	l := max(r.more.layer(m), min(2, m.Top()))
	switch top := l == m.Top(); {
	case top && label >= 0:
		return r.first(func(h holding) bool { return h.label == label }), true
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
