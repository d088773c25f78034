package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"wakesleep/network"
)

// pictures are what a machine saw, row by row from the top, its own image of it,
// and the first less the second.
type pictures struct {
	Width      int       `json:"width"`
	Height     int       `json:"height"`
	Seen       []float32 `json:"seen"`
	Own        []float32 `json:"own_image"`
	Difference []float32 `json:"difference"`
}

func newPictures(m *network.Machine, r *network.Recognition) pictures {
	p := pictures{Width: m.Width, Height: m.Height, Seen: r.Seen, Own: r.Image}
	for i, seen := range r.Seen {
		p.Difference = append(p.Difference, seen-r.Image[i])
	}
	return p
}

// shades draw pixels from empty to full.
var shades = [...]string{" ", "░", "▒", "▓", "█"}

// Limits of the pictures in characters: wider ones do not fit a terminal side by
// side, and lower ones, as the bars, get characters enough to be seen.
const (
	widest = 40
	lowest = 12
)

// print draws the three pictures side by side, where they fit: two pixels
// of a column share a character, or one pixel takes two where there are few.
func (p *pictures) print(w io.Writer) error {
	if p.Width > widest {
		return nil
	}
	columns := [][]string{
		append([]string{"seen"}, p.lines(p.Seen, shade)...),
		append([]string{"own image"}, p.lines(p.Own, shade)...),
		append([]string{"difference: + missed, - added"}, p.lines(p.Difference, sign)...),
	}
	width := utf8.RuneCountInString(columns[0][1])
	var text strings.Builder
	for i := range columns[0] {
		line := fmt.Sprintf("%-*s  %-*s  %s", width, columns[0][i], max(width, 9), columns[1][i], columns[2][i])
		text.WriteString("\n" + strings.TrimRight(line, " "))
	}
	_, err := fmt.Fprintln(w, text.String())
	return err
}

// lines draws a picture in characters.
func (p *pictures) lines(picture []float32, draw func(float32) string) []string {
	var all []string
	step, repeat := 2, 1
	if p.Height < lowest {
		step, repeat = 1, 2
	}
	for y := 0; y < p.Height; y += step {
		var text strings.Builder
		other := min(y+step-1, p.Height-1)
		for x := range p.Width {
			v := (picture[y*p.Width+x] + picture[other*p.Width+x]) / 2
			text.WriteString(strings.Repeat(draw(v), repeat))
		}
		all = append(all, text.String())
	}
	return all
}

// shade draws a level from 0 to 1.
func shade(v float32) string {
	return shades[min(int(v*float32(len(shades))), len(shades)-1)]
}

// sign marks a difference of some size.
func sign(v float32) string {
	const visible = .25
	switch {
	case v >= visible:
		return "+"
	case v <= -visible:
		return "-"
	}
	return " "
}
