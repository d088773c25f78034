package chart

import (
	"encoding/csv"
	"image/color"
	"io"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"wakesleep/internal/sentence"
)

// Curve is what is written. The points are not empty; X and Y name the axes.
type Curve struct {
	Title, X, Y string
	Points      []Point
	// Marks are dashed lines across a picture. Those outside of the curve's range are
	// left out, as they are on the screen. Numbers are written without them.
	Marks []Mark
}

// Formats are the names of formats, which are extensions of files.
func Formats() []string { return []string{"png", "svg", "csv"} }

// Extent of a plot.
const (
	width  = 18 * vg.Centimeter
	height = 11 * vg.Centimeter
)

// curveColour is the colour of a curve, and of the second part of bars.
var curveColour = color.NRGBA{R: 0xd9, G: 0x85, A: 0xff}

// Write writes a curve in one of the formats.
func (c Curve) Write(w io.Writer, format string) error {
	if len(c.Points) == 0 {
		return sentence.Errorf("there is no curve yet: let the machine learn first")
	}
	if format == "csv" {
		return writeNumbers(w, c)
	}
	p, err := c.plot()
	if err != nil {
		return err
	}
	return writePlot(w, p, height, format, "a curve")
}

// writePlot writes a picture or a drawing of some height; what is named in errors.
func writePlot(w io.Writer, p *plot.Plot, height vg.Length, format string, what sentence.Word) error {
	to, err := p.WriterTo(width, height, format)
	if err != nil {
		return sentence.Errorf("%s as %s: %w", what, format, err)
	}
	_, err = to.WriteTo(w)
	return err
}

// writeNumbers writes a line for each point, below one that names the columns.
func writeNumbers(w io.Writer, c Curve) error {
	table := csv.NewWriter(w)
	rows := [][]string{{c.X, c.Y}}
	for _, p := range c.Points {
		rows = append(rows, []string{number(p.X), number(p.Y)})
	}
	return table.WriteAll(rows)
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// newPlot is an empty plot with a title and names of its axes.
func newPlot(title, x, y string) *plot.Plot {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = title, x, y
	p.Title.Padding, p.X.Label.Padding, p.Y.Label.Padding = vg.Points(8), vg.Points(4), vg.Points(4)
	return p
}

// plot draws a curve with its marks.
func (c Curve) plot() (*plot.Plot, error) {
	p := newPlot(c.Title, c.X, c.Y)
	p.X.Tick.Marker, p.Y.Tick.Marker = ticks(5), ticks(6)
	p.Add(plotter.NewGrid())
	if err := addCurve(p, c.Points); err != nil {
		return nil, err
	}
	low, high := p.Y.Min, p.Y.Max
	for _, m := range c.Marks {
		if m.Y >= low && m.Y <= high {
			p.Add(newMark(p, m))
		}
	}
	return p, nil
}

// addCurve draws the points' trend over pale points, as on the screen, or where they are
// few a line through them.
func addCurve(p *plot.Plot, points []Point) error {
	trend := Trend(points)
	if trend != nil {
		dots, err := plotter.NewScatter(coordinates(points))
		if err != nil {
			return err
		}
		dots.GlyphStyle = draw.GlyphStyle{Color: color.NRGBA{R: 0xf3, G: 0xd2, B: 0xa0, A: 0xff}, Radius: vg.Points(.9), Shape: draw.CircleGlyph{}}
		p.Add(dots)
		points = trend
	}
	line, err := plotter.NewLine(coordinates(points))
	if err != nil {
		return err
	}
	line.Color, line.Width = curveColour, vg.Points(1.2)
	p.Add(line)
	return nil
}

// ticks are about as many numbers on an axis, written as on the screen.
type ticks int

// Ticks implements plot.Ticker.
func (n ticks) Ticks(lo, hi float64) []plot.Tick {
	values, labels := Ticks(lo, hi, int(n))
	all := make([]plot.Tick, len(values))
	for i, v := range values {
		all[i] = plot.Tick{Value: v, Label: labels[i]}
	}
	return all
}

// newMark is a dashed line with its name in the legend.
func newMark(p *plot.Plot, m Mark) plot.Plotter {
	line := plotter.NewFunction(func(float64) float64 { return m.Y })
	line.Dashes = []vg.Length{vg.Points(4), vg.Points(4)}
	line.Color = color.Gray{Y: 0x60}
	p.Legend.Add(m.Label, line)
	return line
}

func coordinates(points []Point) plotter.XYs {
	all := make(plotter.XYs, len(points))
	for i, p := range points {
		all[i].X, all[i].Y = p.X, p.Y
	}
	return all
}
