package desktop

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Stroke is a line drawn without lifting the pen, in shares of the pad's sides:
// (0,0) is the upper left corner.
type Stroke [][2]float64

// Digits are strokes of some digits, not drawn too well.
var Digits = map[int][]Stroke{
	0: {oval(.5, .5, .19, .3)},
	1: {{{.53, .18}, {.52, .4}, {.5, .6}, {.49, .83}}},
	2: {{{.3, .32}, {.37, .22}, {.5, .17}, {.64, .23}, {.67, .36}, {.58, .52}, {.44, .67}, {.3, .8}, {.3, .8}, {.48, .79}, {.74, .8}}},
	3: {{{.32, .24}, {.48, .17}, {.63, .24}, {.61, .4}, {.46, .47}, {.46, .47}, {.63, .54}, {.67, .7}, {.53, .83}, {.32, .78}}},
	4: {{{.36, .2}, {.32, .37}, {.3, .52}, {.3, .52}, {.5, .53}, {.71, .51}}, {{.66, .2}, {.63, .5}, {.6, .83}}},
	7: {{{.28, .24}, {.5, .22}, {.71, .22}, {.71, .22}, {.62, .42}, {.53, .62}, {.46, .84}}},
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
	p.clicks += len(strokes)
	var moves []string
	for _, s := range strokes {
		for i, point := range fine(s) {
			moves = append(moves, p.moving(int(left+side*point[0]), int(top+side*point[1]), ".012")...)
			if i == 0 {
				moves = append(moves, "mousedown", "1", "sleep", ".03")
			}
		}
		moves = append(moves, "mouseup", "1", "sleep", ".03")
	}
	xdotool(p.t, moves...)
}

// fine rounds a stroke's corners, and lets the hand tremble a little.
func fine(s Stroke) Stroke {
	const steps = 6
	all := Stroke{s[0]}
	for i := range len(s) - 1 {
		before, after := s[max(i-1, 0)], s[min(i+2, len(s)-1)]
		for k := 1; k <= steps; k++ {
			u := float64(k) / steps
			tremble := .003 * math.Sin(float64(5*i+2*k))
			all = append(all, [2]float64{
				between(before[0], s[i][0], s[i+1][0], after[0], u) + tremble,
				between(before[1], s[i][1], s[i+1][1], after[1], u) - tremble,
			})
		}
	}
	return all
}

// between is the point at share u of the way from b to c on a curve through a, b,
// c and d: a cubic of Catmull and Rom.
func between(a, b, c, d, u float64) float64 {
	return b + u*((c-a)+u*((2*a-5*b+4*c-d)+u*(3*(b-c)+d-a)))/2
}

var number = regexp.MustCompile(`[0-9][0-9,]*`)

// Cycle reads the number of cycles out of a line such as "cycle 18,312 · 0:04 to go".
func Cycle(line string) (n uint64, ok bool) {
	n, err := strconv.ParseUint(strings.ReplaceAll(number.FindString(line), ",", ""), 10, 64)
	return n, err == nil
}
