package atlas

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/png"
	"io"
	"slices"
	"strconv"

	"wakesleep/network/images"
)

// Formats are the formats that [Painter.Write] knows, by the ends of their files' names.
func Formats() []string { return []string{"png", "svg", "csv"} }

// Write writes the whole map in one of [Formats]: a picture or a drawing of so many pixels
// each way, or the numbers.
func (p *Painter) Write(w io.Writer, format string, look *Look, width, height int) error {
	switch format {
	case "png":
		return png.Encode(w, p.Image(p.Whole(width, height), look))
	case "svg":
		return p.writeSVG(w, p.Whole(width, height), look)
	case "csv":
		return WriteCSV(w, p.m, p.set)
	}
	panic("atlas: no format " + format)
}

// Image is a picture of a view.
func (p *Painter) Image(v View, look *Look) *image.RGBA {
	onto := image.NewRGBA(image.Rect(0, 0, v.Width, v.Height))
	p.Paint(onto, v, look)
	return onto
}

// WriteCSV writes a line for each image of a set's map: its number, its place, its label,
// group and bits. What there is not stays empty.
func WriteCSV(w io.Writer, m *Map, set *images.Set) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"image", "x", "y", "label", "group", "bits"}); err != nil {
		return err
	}
	number := func(v float32) string { return strconv.FormatFloat(float64(v), 'g', -1, 32) }
	for i := range m.X {
		label, group := "", ""
		if set.Labels != nil {
			label = fmt.Sprint(set.Labels[i])
		}
		if m.Kind != None {
			group = fmt.Sprint(m.Groups[i])
		}
		if err := out.Write([]string{strconv.Itoa(i), number(m.X[i]), number(m.Y[i]), label, group, number(m.Bits[i])}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// writeSVG writes a drawing: one path of round dots for each colour, which stays small, and
// the names as text.
func (p *Painter) writeSVG(w io.Writer, v View, look *Look) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n", v.Width, v.Height, v.Width, v.Height)
	fmt.Fprintf(out, "<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>\n", hex(look.Ground))
	fmt.Fprintf(out, "<g fill=\"none\" stroke-linecap=\"round\" stroke-width=\"%.2f\">\n", 2*min(max(dotShare*p.size(v), leastDot), mostDot))
	for k, c := range look.Colours {
		if !slices.Contains(look.Of, uint8(k)) {
			continue
		}
		fmt.Fprintf(out, "<path stroke=\"%s\" d=\"", hex(c))
		for i, of := range look.Of {
			if int(of) == k {
				x, y := v.Of(float64(p.m.X[i]), float64(p.m.Y[i]))
				fmt.Fprintf(out, "M%.1f %.1fh0", x, y)
			}
		}
		fmt.Fprint(out, "\"/>\n")
	}
	fmt.Fprint(out, "</g>\n")
	size := max(look.TextSize, 12)
	fmt.Fprintf(out, "<g font-family=\"sans-serif\" font-weight=\"bold\" font-size=\"%.0f\" text-anchor=\"middle\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%.1f\" paint-order=\"stroke\">\n",
		size, hex(look.Text), hex(look.Ground), size/4)
	for _, at := range p.settle(look.Colouring) {
		x, y := v.Of(at.x, at.y)
		fmt.Fprintf(out, "<text x=\"%.1f\" y=\"%.1f\">%s</text>\n", x, y+.36*size, html.EscapeString(at.name))
	}
	fmt.Fprint(out, "</g>\n</svg>\n")
	return out.Flush()
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// NewLook is how maps are painted, on dark ground or light. Names are as high as so many
// pixels.
func NewLook(c *Colouring, dark bool, textSize float64) *Look {
	l := &Look{Colouring: c, TextSize: textSize}
	l.Ground, l.Paper, l.Text = grey(0xfb), grey(0xec), grey(0x10)
	if dark {
		l.Ground, l.Paper, l.Text = color.RGBA{0x15, 0x16, 0x1a, 255}, color.RGBA{0x0b, 0x0c, 0x0f, 255}, grey(0xff)
	}
	return l
}

func grey(v uint8) color.RGBA { return color.RGBA{v, v, v, 255} }
