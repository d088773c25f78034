package maps

import (
	"context"

	"wakesleep/learn/atlas"
	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// dreamsOfWay is how many dreams lead from one image to another.
const dreamsOfWay = 9

// way are the dreams between the causes of two images, with their places.
type way struct {
	from, to int
	dreams   [][]float32
	places   []point
}

// pick chooses an end of a way; with both there is one.
func (r *Room) pick(i int) {
	switch {
	case r.chart == nil || i == r.from && r.to < 0:
		return
	case r.from < 0 || r.to >= 0:
		r.from, r.to = i, -1
		r.showWay(nil)
		return
	}
	r.to = i
	c, placer, from, to := r.chart, r.chart.placer, r.from, r.to
	r.showWay(nil)
	r.desk.Background(walkKey, func(ctx context.Context) func() {
		w := c.walk(ctx, placer, from, to)
		return func() {
			if w != nil && r.chart == c && r.from == from && r.to == to {
				r.showWay(w)
			}
		}
	})
}

// logits are those of the pixels under the causes that an image is recognised by, of the
// machine that it belongs to.
func (c *chart) logits(i int) []float32 {
	m := c.ensemble.Machines[0]
	if c.Kind == atlas.Machines {
		m = c.ensemble.Machines[c.Groups[i]]
	}
	return m.PixelLogits(m.Variations(c.set.Image(i), 1, 1, seed), 0)
}

// walk dreams from one image to another, and places the dreams unless the placer is nil; nil
// where the context ends it.
func (c *chart) walk(ctx context.Context, placer *atlas.Placer, from, to int) *way {
	w := &way{from: from, to: to, dreams: network.Walk(c.logits(from), c.logits(to), dreamsOfWay)}
	w.places = append(w.places, c.place(from))
	for _, dream := range w.dreams[1 : dreamsOfWay-1] {
		if ctx.Err() != nil {
			return nil
		}
		if placer != nil {
			at := placer.Place(levels(dream), 1)
			w.places = append(w.places, point{float64(at.X), float64(at.Y)})
		}
	}
	w.places = append(w.places, c.place(to))
	return w
}

func (c *chart) place(i int) point {
	x, y := c.painter.Of(i)
	return point{x, y}
}

// levels are probabilities as levels of ink.
func levels(p []float32) []uint8 {
	grey := make([]uint8, len(p))
	for i, v := range p {
		grey[i] = uint8(255*v + .5)
	}
	return grey
}

// showWay shows the ends that are chosen, and a way, on the map and below it; nil is none.
func (r *Room) showWay(w *way) {
	r.way, r.field.marks, r.field.way = w, nil, nil
	for _, end := range []int{r.from, r.to} {
		if end >= 0 {
			r.field.marks = append(r.field.marks, end)
		}
	}
	var list [][]float32
	if w != nil {
		r.field.way = w.places
		list = append(list, pictures.Shades(r.chart.set.Image(w.from)))
		list = append(list, w.dreams...)
		list = append(list, pictures.Shades(r.chart.set.Image(w.to)))
	} else if r.chart != nil && r.from >= 0 {
		list = append(list, pictures.Shades(r.chart.set.Image(r.from)))
	}
	r.field.place()
	if r.chart != nil {
		r.strip.SetImages(list, r.chart.set.Width, r.chart.set.Height, pictures.FullRows, pictures.Grey())
	}
	kit.SetVisible(r.wayRow, len(list) > 0)
	kit.SetText(r.wayLine, r.wayWords(w))
}

// wayWords say what the strip shows.
func (r *Room) wayWords(w *way) string {
	switch {
	case w != nil:
		return texts.Of("map.way.line", w.from+1, w.to+1)
	case r.from >= 0 && r.to >= 0:
		return texts.Of("map.way.dreaming")
	}
	return texts.Of("map.way.second", r.from+1)
}

// openOfWay opens an image of the strip in Draw.
func (r *Room) openOfWay(index int) {
	c, w := r.chart, r.way
	if c == nil || index >= r.strip.Count() {
		return
	}
	grey := levels(r.strip.Values(index))
	from := texts.Of("map.way.sent")
	switch {
	case index == 0:
		from = r.sent(r.from)
	case w != nil && index == r.strip.Count()-1:
		from = r.sent(w.to)
	}
	r.desk.RecogniseInDraw(desk.Drawing{Ink: grey, Width: c.set.Width, Height: c.set.Height, Upright: c.upright}, from)
}
