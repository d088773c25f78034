package desktop

import (
	"math"
	"strconv"
)

// Stroke is a line drawn without lifting the pen, in shares of the pad's sides:
// (0,0) is the upper left corner.
type Stroke [][2]float64

// Digits are strokes of some digits, not drawn too well.
var Digits = map[int][]Stroke{
	0: {oval(.5, .5, .19, .3)},
	1: {{{.53, .18}, {.52, .4}, {.5, .6}, {.49, .83}}},
	2: {{{.3, .32}, {.36, .22}, {.5, .17}, {.64, .23}, {.68, .36}, {.6, .5}, {.45, .65}, {.3, .8}, {.5, .79}, {.74, .8}}},
	3: {{{.32, .24}, {.48, .17}, {.64, .25}, {.64, .38}, {.47, .48}, {.64, .57}, {.67, .7}, {.52, .83}, {.32, .78}}},
	4: {{{.36, .2}, {.31, .37}, {.3, .51}, {.5, .52}, {.71, .5}}, {{.66, .2}, {.63, .5}, {.6, .83}}},
	7: {{{.28, .24}, {.5, .22}, {.71, .22}, {.63, .42}, {.53, .62}, {.46, .84}}},
}

// oval goes round once, and a little farther, from the top to the left.
func oval(x, y, width, height float64) Stroke {
	var s Stroke
	for i := range 26 {
		a := 2 * math.Pi * float64(i) / 24
		s = append(s, [2]float64{x - width*math.Sin(a), y - height*math.Cos(a)})
	}
	return s
}

// Draw draws on the object with that name, with the primary button held down.
func (p *Program) Draw(name string, strokes []Stroke) {
	p.t.Helper()
	pad := p.Object(name)
	p.front(p.window)
	// A pad may be wider than high; it takes ink in the square in its middle.
	side := float64(min(pad.Width, pad.Height))
	left := float64(pad.X) + (float64(pad.Width)-side)/2
	top := float64(pad.Y) + (float64(pad.Height)-side)/2
	var moves []string
	for _, s := range strokes {
		for i, point := range fine(s) {
			moves = append(moves, "mousemove", "--window", p.window,
				pixel(int(left+side*point[0])), pixel(int(top+side*point[1])), "sleep", ".012")
			if i == 0 {
				moves = append(moves, "mousedown", "1", "sleep", ".03")
			}
		}
		moves = append(moves, "mouseup", "1", "sleep", ".03")
	}
	xdotool(p.t, moves...)
}

// fine puts points between the given ones, and lets the hand tremble a little.
func fine(s Stroke) Stroke {
	const steps = 4
	all := Stroke{s[0]}
	for i := 1; i < len(s); i++ {
		for k := 1; k <= steps; k++ {
			share := float64(k) / steps
			tremble := .006 * math.Sin(float64(7*i+3*k))
			all = append(all, [2]float64{
				s[i-1][0] + share*(s[i][0]-s[i-1][0]) + tremble,
				s[i-1][1] + share*(s[i][1]-s[i-1][1]) - tremble,
			})
		}
	}
	return all
}

// Cycle reads the number of cycles out of a line such as "cycle 18,312 · 0:04 to go".
func Cycle(line string) (n uint64, ok bool) {
	digits := ""
	for _, r := range line {
		switch {
		case r >= '0' && r <= '9':
			digits += string(r)
		case r == ',' || digits == "":
		default:
			n, err := strconv.ParseUint(digits, 10, 64)
			return n, err == nil
		}
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	return n, err == nil
}
