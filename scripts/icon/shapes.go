package main

import (
	"math"
	"slices"
)

// arcSteps is how many straight pieces stand for a whole circle.
const arcSteps = 720

// arc is the part of a circle about the picture's centre between two angles,
// clockwise from the right, closed by its chord.
func arc(radius, from, to float64) outline {
	return curve(point{centre, centre}, radius, from, to, int(math.Ceil((to-from)/(2*math.Pi)*arcSteps)))
}

// curve is the part of a circle between two angles in so many straight pieces.
func curve(at point, radius, from, to float64, pieces int) outline {
	var shape outline
	for i := range pieces + 1 {
		angle := from + (to-from)*float64(i)/float64(pieces)
		shape = append(shape, point{at.x + radius*math.Cos(angle), at.y + radius*math.Sin(angle)})
	}
	return shape
}

func roundedBox(x0, y0, x1, y1, radius float64) outline {
	corners := [4]point{
		{x1 - radius, y1 - radius},
		{x0 + radius, y1 - radius},
		{x0 + radius, y0 + radius},
		{x1 - radius, y0 + radius},
	}
	var shape outline
	for quarter, c := range corners {
		angle := float64(quarter) * math.Pi / 2
		shape = append(shape, curve(c, radius, angle, angle+math.Pi/2, 32)...)
	}
	return shape
}

// rays are the sun's, on the left side only.
func (d drawing) rays() {
	const (
		rays  = 7
		inner = disc + 42
		outer = disc + 92
		width = 17 // half of a ray's width
	)
	for i := range rays {
		angle := math.Pi/2 + (float64(i)+.5)*math.Pi/rays
		d.fill(bar(polar(inner, angle), polar(outer, angle), width), sun)
	}
}

// bar is a line of the given half width with round ends.
func bar(from, to point, width float64) outline {
	along := math.Atan2(to.y-from.y, to.x-from.x)
	shape := curve(from, width, along+math.Pi/2, along+math.Pi*3/2, 32)
	return append(shape, curve(to, width, along-math.Pi/2, along+math.Pi/2, 32)...)
}

// night is the right half of the disc: a moon in its last crescent.
func (d drawing) night() {
	d.fill(arc(disc, -math.Pi/2, math.Pi/2), dusk)
	d.fill(crescent(), moon)
}

// crescent lies between the disc's right edge and a flatter curve with the same
// ends.
func crescent() outline {
	const depth = .74 // of the flatter curve, as a part of the disc's radius
	shape := arc(disc, -math.Pi/2, math.Pi/2)
	for _, p := range slices.Backward(shape) {
		shape = append(shape, point{centre + depth*(p.x-centre), p.y})
	}
	return shape
}

// stars are the night's, on the right side only.
func (d drawing) stars() {
	for _, s := range []struct{ x, y, radius float64 }{
		{792, 214, 50}, {892, 388, 30}, {846, 742, 40},
	} {
		d.fill(star(point{s.x, s.y}, s.radius), glow)
	}
}

// star has four points.
func star(at point, radius float64) outline {
	var shape outline
	for i := range 8 {
		r := radius
		if i%2 == 1 {
			r *= .3
		}
		a := float64(i) * math.Pi / 4
		shape = append(shape, point{at.x + r*math.Cos(a), at.y + r*math.Sin(a)})
	}
	return shape
}
