package chart

import (
	"encoding/csv"
	"image/color"
	"io"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"

	"wakesleep/internal/sentence"
	"wakesleep/ui/texts"
)

// Bars are amounts to compare, each of one or more parts that stand in a row.
type Bars struct {
	// Title is above a picture; X names the axis of amounts and Y the column of names.
	Title, X, Y string
	// Parts are what the bars are made of. The names of several stand in a legend.
	Parts []string
	Rows  []Bar
}

// Bar is one amount.
type Bar struct {
	Name string
	// Parts has an amount for each of the names of parts; zero where a bar has none.
	Parts []float64
	// Label is what stands behind the bar.
	Label string
	// Strong makes a bar of a single part stand out.
	Strong bool
	// Aside leaves a bar out of pictures, where it would dwarf the others.
	Aside bool
}

// total is the length of the whole bar.
func (b Bar) total() float64 {
	sum := 0.0
	for _, part := range b.Parts {
		sum += part
	}
	return sum
}

// Costs are bars of what an image costs in bits: for its causes and for the difference with
// the machine, and without.
func Costs(title string, rows []Bar) Bars {
	return Bars{
		Title: title, X: texts.Of("chart.bars.x"), Y: texts.Of("chart.bars.y"), Rows: rows,
		Parts: []string{texts.Of("draw.ledger.causes"), texts.Of("draw.ledger.difference"), texts.Of("chart.bars.without")},
	}
}

// Write writes bars in one of the formats.
func (b Bars) Write(w io.Writer, format string) error {
	if len(b.Rows) == 0 {
		return sentence.Errorf("there is nothing to compare yet")
	}
	if format == "csv" {
		return b.writeNumbers(w)
	}
	p, rows, err := b.plot()
	if err != nil {
		return err
	}
	return writePlot(w, p, (3+.8*vg.Length(float64(rows)+b.legendRows()))*vg.Centimeter, format, "bars")
}

// legendRows is the room above the bars for a legend, in rows of bars.
func (b Bars) legendRows() float64 {
	if len(b.Parts) == 1 {
		return 0
	}
	return .6*float64(len(b.Parts)) + .2
}

// writeNumbers writes a line for each bar, below one that names the columns.
func (b Bars) writeNumbers(w io.Writer) error {
	rows := [][]string{append([]string{b.Y}, b.Parts...)}
	for _, bar := range b.Rows {
		row := []string{bar.Name}
		for _, part := range bar.Parts {
			if part == 0 && len(bar.Parts) > 1 {
				row = append(row, "")
			} else {
				row = append(row, number(part))
			}
		}
		rows = append(rows, row)
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// Colours of parts, the only one of a bar that does not stand out being grey.
var (
	partColours = []color.Color{
		color.NRGBA{R: 0x4a, G: 0x6f, B: 0xe3, A: 0xff}, curveColour, color.Gray{Y: 0xa0},
	}
	strongColour = partColours[0]
	plainColour  = partColours[2]
)

// barWidth is how thick bars are.
const barWidth = .45 * vg.Centimeter

// plot draws those bars that are not left aside, and counts them.
func (b Bars) plot() (p *plot.Plot, rows int, err error) {
	p = newPlot(b.Title, b.X, b.Y)
	p.X.Tick.Marker = ticks(6)
	var shown []Bar
	for i := len(b.Rows) - 1; i >= 0; i-- { // upwards
		if !b.Rows[i].Aside {
			shown = append(shown, b.Rows[i])
		}
	}
	if err := b.addBars(p, shown); err != nil {
		return nil, 0, err
	}
	if err := nameBars(p, shown); err != nil {
		return nil, 0, err
	}
	p.Y.Max += b.legendRows()
	return p, len(shown), nil
}

// addBars draws the bars part by part.
func (b Bars) addBars(p *plot.Plot, rows []Bar) error {
	if len(b.Parts) == 1 {
		return addSingle(p, rows)
	}
	var below *plotter.BarChart
	for i, name := range b.Parts {
		stack, err := addPart(p, rows, below, partColours[i%len(partColours)], func(r Bar) float64 { return max(0, r.Parts[i]) })
		if err != nil {
			return err
		}
		p.Legend.Add(name, stack)
		below = stack
	}
	p.Legend.Padding, p.Legend.Top = vg.Points(2), true
	return nil
}

// addSingle draws bars of a single part, those that stand out in a colour.
func addSingle(p *plot.Plot, rows []Bar) error {
	only := func(strong bool) func(Bar) float64 {
		return func(r Bar) float64 {
			if r.Strong != strong {
				return 0
			}
			return r.Parts[0]
		}
	}
	if _, err := addPart(p, rows, nil, plainColour, only(false)); err != nil {
		return err
	}
	_, err := addPart(p, rows, nil, strongColour, only(true))
	return err
}

// addPart draws one part of all bars, behind what is below.
func addPart(p *plot.Plot, rows []Bar, below *plotter.BarChart, colour color.Color, part func(Bar) float64) (*plotter.BarChart, error) {
	values := make(plotter.Values, len(rows))
	for i, r := range rows {
		values[i] = part(r)
	}
	stack, err := plotter.NewBarChart(values, barWidth)
	if err != nil {
		return nil, err
	}
	stack.Horizontal, stack.Color, stack.LineStyle.Width = true, colour, 0
	if below != nil {
		stack.StackOn(below)
	}
	p.Add(stack)
	return stack, nil
}

// nameBars writes names before the bars, and labels behind them.
func nameBars(p *plot.Plot, rows []Bar) error {
	names, longest := make([]string, len(rows)), 0.0
	labels := plotter.XYLabels{XYs: make(plotter.XYs, len(rows)), Labels: make([]string, len(rows))}
	for i, r := range rows {
		names[i] = r.Name
		labels.XYs[i].X, labels.XYs[i].Y, labels.Labels[i] = r.total(), float64(i), r.Label
		longest = max(longest, r.total())
	}
	p.NominalY(names...)
	p.X.Min, p.X.Max = 0, 1.12*longest
	p.Y.Min, p.Y.Max = -.6, float64(len(rows))-.4
	written, err := plotter.NewLabels(labels)
	if err != nil {
		return err
	}
	for i := range written.TextStyle {
		written.TextStyle[i].YAlign = text.YCenter
	}
	written.Offset.X = vg.Points(4)
	p.Add(written)
	return nil
}
