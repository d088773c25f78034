package main

import "math"

// arcSteps is how many straight pieces stand for a whole circle.
const arcSteps = 720

// arc is the part of a circle about the picture's centre between two angles,
// clockwise from the right, closed by its chord.
func arc(radius, from, to float64) outline {
	n := int(math.Ceil((to - from) / (2 * math.Pi) * arcSteps))
	shape := make(outline, 0, n+1)
	for i := range n + 1 {
		shape = append(shape, polar(radius, from+(to-from)*float64(i)/float64(n)))
	}
	return shape
}

// roundedSquare has its sides at low and high in both directions.
func roundedSquare(low, high, radius float64) outline {
	return roundedBox(low, low, high, high, radius)
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
		for i := range 33 {
			angle := (float64(quarter) + float64(i)/32) * math.Pi / 2
			shape = append(shape, point{c.x + radius*math.Cos(angle), c.y + radius*math.Sin(angle)})
		}
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
	var shape outline
	for i := range 33 {
		a := along + math.Pi/2 + math.Pi*float64(i)/32
		shape = append(shape, point{from.x + width*math.Cos(a), from.y + width*math.Sin(a)})
	}
	for i := range 33 {
		a := along - math.Pi/2 + math.Pi*float64(i)/32
		shape = append(shape, point{to.x + width*math.Cos(a), to.y + width*math.Sin(a)})
	}
	return shape
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
	for i := len(shape) - 1; i >= 0; i-- {
		shape = append(shape, point{centre + depth*(shape[i].x-centre), shape[i].y})
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
