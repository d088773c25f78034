package weights

import (
	"context"
	"image"
	"time"

	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// unitsShown is how many units the sheets hold; of larger layers they show those
// around the chosen one.
const unitsShown = 1024

// refresh shows the layer and the chosen unit.
func (r *Room) refresh() {
	if r.v == nil {
		return
	}
	r.restudy(r.v)
	r.compare(r.v)
	r.sort()
	r.first = r.position() / unitsShown * unitsShown
	units := r.order[r.first:min(r.first+unitsShown, len(r.order))]
	v, l, to, paint, s := r.v, r.layer, r.to, r.painter(), r.studied()
	r.desk.Background("weights", func(context.Context) func() {
		start := time.Now()
		p := paint(v, l, to, units, s)
		p.caption(v, l, s)
		took := time.Since(start)
		return func() {
			if r.layer == l && r.to == to && r.v.Whole.String() == v.Whole.String() && p.index(r.unit) >= 0 {
				r.took = took
				r.showUnits(p)
			}
		}
	})
}

// painter makes the pictures that the user wants.
func (r *Room) painter() func(v *desk.View, l, to int, units []int, s *study) *paintings {
	switch form(r.form.SelectedIndex()) {
	case asWeights:
		return rawPaintings
	case asMatrix:
		return matrixPaintings
	}
	return pixelPaintings
}

// showUnits puts the units on the sheets.
func (r *Room) showUnits(p *paintings) {
	r.atlas.show(p, r.unit)
	r.sayUnits()
	r.showUnit()
}

// sayUnits tells which units are on the sheets.
func (r *Room) sayUnits() {
	r.panel.Say(unitsWords(r.first, len(r.atlas.shown.units), len(r.order)))
}

// hoverAtlas tells both weights under the pointer.
func (r *Room) hoverAtlas(index, x, y int, value float32, inside bool) {
	p := r.atlas.shown
	if p == nil {
		return
	}
	if !inside || value != value || index >= len(p.units) {
		r.sayUnits()
		return
	}
	i := y*p.width + x // of a matrix x alone tells the place
	r.panel.Say(placeWords(r.v.Whole, r.layer, p.units[index], p.to, i, p.up[index][i], p.down[index][i]))
}

// hoverPair tells both weights at the place under the pointer, so that they can be
// compared.
func (r *Room) hoverPair(_, x, y int, value float32, inside bool) {
	p, at := r.painted()
	if p == nil || !inside || value != value {
		r.restPair()
		return
	}
	if at < 0 {
		return
	}
	i := y*p.width + x
	where := placeName(r.v.Whole, p.to, i)
	kit.SetText(r.detail.upWord, texts.Of("weights.unit.value", where, weightWords(p.up[at][i])))
	kit.SetText(r.detail.downWord, texts.Of("weights.unit.value", where, weightWords(p.down[at][i])))
}

// picture has both sheets, side by side, or is nil while they are empty.
func (a *atlas) picture() image.Image {
	if a.shown == nil {
		return nil
	}
	return pictures.SideBySide(pictures.Scale, &a.up.Sheet, &a.down.Sheet)
}
