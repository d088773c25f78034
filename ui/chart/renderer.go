package chart

import (
	"image"
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"wakesleep/ui/kit"
	look "wakesleep/ui/theme"
)

// CreateRenderer is Fyne's.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{chart: c}
	r.Drawn = kit.NewDrawn(fyne.NewSize(160, 90), r.paint) // in which the axes can be read
	r.Refresh()
	return r
}

type renderer struct {
	kit.Drawn
	chart *Chart
}

// paint draws all but the texts.
func (r *renderer) paint(w, h int) image.Image {
	c := r.chart
	if w < 2 || h < 2 {
		return image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	}
	d := newDrawing(c, w, h, float64(w)/float64(r.Raster.Size().Width))
	if len(c.points) > 0 {
		d.gridLines(r.tickCounts(r.Raster.Size()))
		d.dashedMarks()
		d.uprights()
		d.curve()
		d.dot()
	}
	if c.bare() {
		_, rows := r.tickCounts(r.Raster.Size())
		d.gridLines(0, rows)
		d.dashedMarks()
		d.line([]Point{{X: d.x.lo, Y: c.now.Y}, {X: d.x.hi, Y: c.now.Y}}, colourOf(c, look.Awake))
	}
	return d.picture
}

// tickCounts are the numbers of ticks that have room.
func (r *renderer) tickCounts(size fyne.Size) (x, y int) {
	// The numbers of the x axis are the wider the further it goes.
	xs, _ := r.chart.spans()
	number := fyne.MeasureText(format(xs.hi, 1), theme.CaptionTextSize(), fyne.TextStyle{})
	return max(1, int(size.Width/max(70, number.Width+20))), rows(size.Height)
}

// Layout is Fyne's.
func (r *renderer) Layout(size fyne.Size) {
	position, plot := r.chart.plotArea(size)
	r.Raster.Move(position)
	r.Raster.Resize(plot)
	r.Rewrite(func() { r.write(position, plot) })
}

// write places the texts.
func (r *renderer) write(at fyne.Position, plot fyne.Size) {
	switch c := r.chart; {
	case c.bare():
		r.writeBare(at, plot)
	case len(c.points) == 0:
		r.text(c.Empty, at.X+plot.Width/2, at.Y+plot.Height/2-8, .5)
	default:
		r.writeAxes(at, plot)
		r.writeMarks(at, plot)
		r.writeHead(at, plot)
	}
}

func (r *renderer) writeAxes(at fyne.Position, plot fyne.Size) {
	x, _ := r.chart.spans()
	nx, ny := r.tickCounts(plot)
	r.writeNumbers(at, plot, ny)
	values, step := x.ticks(nx)
	for _, v := range values {
		share := float32(x.share(v))
		r.text(format(v, step), at.X+plot.Width*share, at.Y+plot.Height+3, share)
	}
}

// writeNumbers writes those of the y axis.
func (r *renderer) writeNumbers(at fyne.Position, plot fyne.Size, n int) {
	_, y := r.chart.spans()
	values, step := y.twoTicks(n)
	for _, v := range values {
		top := at.Y + plot.Height*float32(1-y.share(v)) - 8
		r.text(format(v, step), at.X-apart, max(top, at.Y-4), 1) // off the axis's name
	}
}

func (r *renderer) writeMarks(at fyne.Position, plot fyne.Size) {
	_, y := r.chart.spans()
	for _, m := range r.chart.marks {
		if share := float32(y.share(m.Y)); share >= 0 && share <= 1 {
			top := at.Y + plot.Height*(1-share)
			if above := top - 18; above >= at.Y { // else it would stand in the head
				top = above
			}
			r.text(m.Label, at.X+plot.Width-4, top, 1)
		}
	}
}

// writeBare writes what there is to say before there is a curve.
func (r *renderer) writeBare(at fyne.Position, plot fyne.Size) {
	c := r.chart
	_, y := c.spans()
	_, rows := r.tickCounts(plot)
	r.writeNumbers(at, plot, rows)
	r.writeMarks(at, plot)
	r.text(c.yLabel, 0, 0, 0)
	place := func(v float64) float32 { return at.Y + plot.Height*float32(1-y.share(v)) }
	r.text(c.now.Label, at.X+4, place(c.now.Y)-18, 0)
	r.text(c.Empty, at.X+plot.Width/2, place(c.widestGap())-8, .5)
}

// widestGap is the middle of the widest gap between the lines of a bare chart.
func (c *Chart) widestGap() float64 {
	lines := c.lines()
	slices.Sort(lines)
	best := 1
	for i := range lines {
		if i > 0 && lines[i]-lines[i-1] > lines[best]-lines[best-1] {
			best = i
		}
	}
	return (lines[best] + lines[best-1]) / 2
}

// writeHead names the axes, or the values under the pointer.
func (r *renderer) writeHead(at fyne.Position, plot fyne.Size) {
	c := r.chart
	r.text(c.yLabel, 0, 0, 0)
	right := c.xLabel
	if c.hovered >= 0 {
		x, y := c.spans()
		p := c.points[c.hovered]
		step := (x.hi - x.lo) / 1000
		if p.X == math.Trunc(p.X) {
			step = 1
		}
		right = c.xLabel + " " + format(p.X, step) + ":  " + format(p.Y, (y.hi-y.lo)/1000)
	}
	r.text(right, at.X+plot.Width, 0, 1)
}

// text places a text; align is the share of its width that lies left of x.
func (r *renderer) text(s string, x, y, align float32) {
	r.Write(r.chart, s, x, y, align)
}

// Refresh is Fyne's.
func (r *renderer) Refresh() {
	r.Layout(r.chart.Size())
	r.Raster.Refresh()
	for _, t := range r.Texts() {
		t.Refresh()
	}
}

func colourOf(c *Chart, name fyne.ThemeColorName) color.NRGBA {
	return color.NRGBAModel.Convert(theme.ColorForWidget(name, c)).(color.NRGBA)
}
