package main

import "image/color"

// two is a handwritten digit on a coarse grid, as the machine would see it: '#'
// is ink, '+' the lighter edge of a stroke.
var two = []string{
	".+####+.",
	"+##++##+",
	"##....##",
	".....+##",
	"....+##+",
	"...+##+.",
	"..+##+..",
	".+##+...",
	"+#######",
	"########",
}

// digit draws the pixels across sun and moon: dark ink by day, and by night the
// same stroke glowing.
func (d drawing) digit() {
	const (
		step = 43 // from one pixel to the next
		gap  = 4  // between pixels
	)
	left := centre - float64(len(two[0]))*step/2
	top := centre - float64(len(two))*step/2
	for row, line := range two {
		for column, ink := range line {
			x, y := left+float64(column)*step, top+float64(row)*step
			box := roundedBox(x+gap/2, y+gap/2, x+step-gap/2, y+step-gap/2, 7)
			d.fill(box, shade(ink, x >= centre))
		}
	}
}

func shade(ink rune, night bool) color.NRGBA {
	c := ground
	if night {
		c = glow
	}
	switch ink {
	case '.':
		c.A = 0
	case '+':
		c.A = 0x60
	}
	return c
}
