package machineview

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2/test"

	look "wakesleep/ui/theme"
)

// rich are all connections of a machine with two hidden layers.
var rich = []Join{{1, 0}, {2, 0}, {2, 1}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}}

// joined is a view of an example with connections, at the end of its pass.
func joined(t *testing.T, awake bool, joins []Join) *renderer {
	t.Helper()
	v, r, start := shown(t, awake)
	e := example(awake)
	e.Joins = joins
	v.Begin(e, start)
	v.Advance(start.Add(Pass))
	return r
}

// count is how many pixels of a part of the picture have a colour.
func count(r *renderer, x, y, w, h float64, c color.RGBA) int {
	picture, n := r.view.paint(r.plan, 400, 200, 1), 0
	for py := int(y); py < int(y+h); py++ {
		for px := int(x); px < int(x+w); px++ {
			if picture.RGBAAt(px, py) == c {
				n++
			}
		}
	}
	return n
}

var lit = map[bool]color.RGBA{true: {0xf2, 0xae, 0x30, 255}, false: {0x6c, 0x8c, 0xff, 255}}

func TestConnectionsPastLayersAreArcs(t *testing.T) {
	for _, awake := range []bool{true, false} {
		r := joined(t, awake, rich)
		x, top, bottom := r.plan.arcs, r.plan.bands[2], r.plan.bands[0]
		for name, y := range map[string]float64{"above": top.y + top.h/2, "in the middle of": (top.y + top.h/2 + bottom.y + bottom.h/2) / 2} {
			if count(r, x, y-1, arcRoom, 4, lit[awake]) == 0 {
				t.Errorf("awake %v: nothing is drawn %s the arc", awake, name)
			}
		}
		if n := count(r, x+arcRoom, 0, r.plan.own.x-x-arcRoom, 200, lit[awake]); n > 0 {
			t.Errorf("awake %v: arcs take %d pixels more than their room", awake, n)
		}
		// The head points at the layer that is driven.
		driven, drives := top, bottom
		if !awake {
			driven, drives = bottom, top
		}
		heads := func(b band) int { return count(r, b.x+b.w+1, b.y, arrowHead, b.h, lit[awake]) }
		if heads(driven) < 2*heads(drives) {
			t.Errorf("awake %v: %d pixels where the arc ends, %d where it begins", awake, heads(driven), heads(drives))
		}
		if plain := joined(t, awake, nil); count(plain, plain.plan.arcs, 0, plain.plan.own.x-plain.plan.arcs, 200, lit[awake]) > 0 {
			t.Error("a plain machine has arcs")
		}
	}
}

func TestOnlyDreamsUseLateralConnections(t *testing.T) {
	for _, awake := range []bool{true, false} {
		r := joined(t, awake, rich)
		for l, b := range r.plan.bands {
			loop := func(c color.RGBA) bool {
				return count(r, b.x-2-loopWidth, b.y-5, loopWidth, b.h+10, c) > 0
			}
			if bright := l > 0 && !awake; loop(lit[awake]) != bright {
				t.Errorf("awake %v: layer %d has a bright loop: %v", awake, l, !bright)
			}
			if dim := l > 0 && awake; loop(look.Solid("separator", r.view)) != dim {
				t.Errorf("awake %v: layer %d has a dim loop: %v", awake, l, !dim)
			}
		}
	}
}

func TestNeighboursWithoutAConnectionHaveNoArrows(t *testing.T) {
	arrows := func(joins []Join) int {
		r := joined(t, true, joins)
		below, above := r.plan.bands[1], r.plan.bands[2]
		return count(r, below.x, above.y+above.h, below.w, below.y-above.y-above.h, lit[true])
	}
	if with, without := arrows(rich), arrows([]Join{{2, 1}, {1, 0}, {0, 1}, {0, 2}}); with == 0 || without > 0 {
		t.Errorf("%d pixels of arrows where there is a connection, %d where there is none", with, without)
	}
}

func BenchmarkPaintRich(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.New(look.Dark))
	e := &Example{Names: []string{"", "", "", ""}, Width: 28, Height: 28, Own: make([]float32, 784)}
	for l, n := range []int{784, 200, 200, 200} {
		e.Fires = append(e.Fires, make([]bool, n))
		for from := range 4 {
			if from != l || l > 0 {
				e.Joins = append(e.Joins, Join{from, l})
			}
		}
	}
	paintAgain(b, e)
}
