package machineview

import (
	"image"
	"image/color"
	"math"
	"slices"

	look "wakesleep/ui/theme"
)

// joins are the connections to draw: those at work, upwards or downwards, and lateral ones,
// which are at work in dreams.
func (e *Example) joins() []Join {
	var list []Join
	if e.Joins == nil {
		for l := 1; l < len(e.Fires); l++ {
			j := Join{l - 1, l}
			if !e.Awake {
				j = Join{l, l - 1}
			}
			list = append(list, j)
		}
		return list
	}
	for _, j := range e.Joins {
		if j.From == j.To || j.From < j.To == e.Awake {
			list = append(list, j)
		}
	}
	return list
}

// past tells whether a connection leads past layers between.
func (j Join) past() bool { return max(j.From-j.To, j.To-j.From) > 1 }

// skips tells whether there are connections that lead past layers.
func (e *Example) skips() bool { return slices.ContainsFunc(e.Joins, Join.past) }

// join draws a connection, as bright as the layer that it leads to: arrows between
// neighbours, an arc beside the layers past others, and a loop at a layer's left end where
// its units drive each other.
func (d *painting) join(j Join) {
	v, bands := d.view, d.plan.bands
	colour := look.Mix(d.off, d.on, v.layerLit(j.To))
	switch {
	case j.From == j.To:
		if v.example.Awake { // only dreams use it
			colour = d.off
		}
		d.loop(bands[j.To], colour)
	case j.past():
		d.arc(j, colour)
	default:
		d.arrows(bands[min(j.From, j.To)], bands[max(j.From, j.To)], colour)
	}
}

const (
	// arrowHead is the length of an arc's head.
	arrowHead = 5
	// arcSteps is how many layers an arc passes, at most, to be drawn wider for each.
	arcSteps = 4
	// loopHeight is that of a loop, in layers that are high enough.
	loopHeight = 10
)

// arc draws a line from one layer to another beside those between, which ends in a head.
func (d *painting) arc(j Join, colour color.RGBA) {
	from, to := d.plan.bands[j.From], d.plan.bands[j.To]
	start, end := from.y+from.h/2, to.y+to.h/2
	// Where arcs begin or end at one layer, each has a line of its own.
	const apart = 2
	start += math.Copysign(apart, end-start)
	end -= math.Copysign(apart, end-start)
	steps := min(arcSteps, max(j.From-j.To, j.To-j.From))
	d.line(from.x+from.w+1, d.plan.arcs, start, colour)
	d.line(to.x+to.w+arrowHead, d.plan.arcs, end, colour)
	d.bow(d.plan.arcs, start, end, (arcRoom-4)*float64(steps)/arcSteps, colour)
	d.head(to.x+to.w+1, end, colour)
}

// loop draws one at the left end of a layer.
func (d *painting) loop(b band, colour color.RGBA) {
	middle, half := b.y+b.h/2, min(loopHeight, b.h)/2
	d.bow(b.x-2, middle-half, middle+half, -loopWidth, colour)
}

// line draws a level line.
func (d *painting) line(x, end, y float64, colour color.RGBA) {
	d.fill(box{x, y - .5, end - x, 1}, colour)
}

// bow draws half an ellipse from one height to another, depth wide to the right, or to the
// left where that is negative.
func (d *painting) bow(x, start, end, depth float64, colour color.RGBA) {
	pixel := func(v float64) int { return int(math.Round(v * d.scale)) }
	top, bottom, thick := pixel(min(start, end)), pixel(max(start, end)), max(1, pixel(1))
	middle, half := float64(top+bottom)/2, math.Max(1, float64(bottom-top)/2)
	last := pixel(x)
	for y := top; y <= bottom; y++ {
		share := (float64(y) - middle) / half
		now := pixel(x + depth*math.Sqrt(math.Max(0, 1-share*share)))
		fill(d.picture, image.Rect(min(last, now), y, max(last, now)+thick, y+1), colour)
		last = now
	}
	fill(d.picture, image.Rect(min(last, pixel(x)), bottom, max(last, pixel(x))+thick, bottom+1), colour)
}

// head draws the head of an arrow that points left, with its tip at a place.
func (d *painting) head(x, y float64, colour color.RGBA) {
	columns := max(2, int(math.Round(arrowHead*d.scale)))
	left := int(math.Round(x * d.scale))
	for column := range columns {
		half := float64(column+1) / float64(columns) * 3 * d.scale
		fill(d.picture, image.Rect(left+column, int(math.Round(y*d.scale-half)), left+column+1, int(math.Round(y*d.scale+half))), colour)
	}
}
