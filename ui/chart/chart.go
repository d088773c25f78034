// Package chart draws a curve with its axes, and writes curves and bars to files: as a
// picture, as a drawing and as numbers.
package chart

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn/session"
	"wakesleep/ui/texts"
)

// Point is a point of the curve.
type Point struct{ X, Y float64 }

// Mark is a dashed line across the chart, at a value of the y axis.
type Mark struct {
	Y     float64
	Label string
}

// Moment is a place on the x axis, from which a line goes up in a colour of the theme.
type Moment struct {
	X      float64
	Colour fyne.ThemeColorName
}

// Chart is a curve. It is drawn at the screen's own resolution. Where there are many
// points they are pale dots, and their trend is the line. Under the pointer it tells
// the nearest point's values.
type Chart struct {
	widget.BaseWidget

	// Empty is the text shown while there are no points.
	Empty string

	points, trend  []Point
	xLabel, yLabel string
	marks          []Mark
	now            *Mark
	moments        []Moment
	hovered        int
}

// New makes a chart without points.
func New() *Chart {
	c := &Chart{hovered: -1}
	c.ExtendBaseWidget(c)
	return c
}

// NewLife makes one for the description length over a machine's life, which Trace draws.
func NewLife() *Chart {
	c := New()
	c.Empty = texts.Of("chart.empty")
	return c
}

// Trace shows the curve of a machine's life.
func (c *Chart) Trace(curve []session.Point) {
	points := make([]Point, len(curve))
	for i, p := range curve {
		points[i] = Point{X: float64(p.Cycle), Y: p.Bits}
	}
	c.SetPoints(points, texts.Of("chart.x"), texts.Of("chart.y"))
}

// SetPoints changes the curve; points must be sorted by X. Points that are not
// finite are left out. Labels, if given, name the x axis and the y axis.
func (c *Chart) SetPoints(points []Point, labels ...string) {
	c.points = make([]Point, 0, len(points))
	for _, p := range points {
		if finite(p.X) && finite(p.Y) {
			c.points = append(c.points, p)
		}
	}
	c.trend = Trend(c.points)
	if len(labels) > 0 {
		c.xLabel = labels[0]
	}
	if len(labels) > 1 {
		c.yLabel = labels[1]
	}
	if c.hovered >= len(c.points) {
		c.hovered = -1
	}
	c.Refresh()
}

// SetMarks changes the dashed lines. Those outside of the curve's range are not
// shown: they would flatten the curve.
func (c *Chart) SetMarks(marks ...Mark) {
	c.marks = marks
	c.Refresh()
}

// SetMoments changes the lines across the x axis. Those outside of the curve's range
// stand at its end.
func (c *Chart) SetMoments(moments ...Moment) {
	if !slices.Equal(moments, c.moments) {
		c.moments = moments
		c.Refresh()
	}
}

// SetNow tells where a curve would begin: a line that is shown with the marks for as
// long as there are no points.
func (c *Chart) SetNow(now Mark) {
	c.now = &now
	if len(c.points) == 0 {
		c.Refresh()
	}
}

// bare tells that there are only marks to be seen.
func (c *Chart) bare() bool { return len(c.points) == 0 && c.now != nil }

// Points are those shown, shared with the chart, which does not change them.
func (c *Chart) Points() []Point { return c.points }

// Marks are the dashed lines.
func (c *Chart) Marks() []Mark { return c.marks }

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// lines are those of a bare chart, from zero.
func (c *Chart) lines() []float64 {
	list := []float64{0, c.now.Y}
	for _, m := range c.marks {
		list = append(list, m.Y)
	}
	return list
}

// spans are the ranges of both axes.
func (c *Chart) spans() (x, y span) {
	if c.bare() {
		return span{0, 1}, over(c.lines()).grow(.06)
	}
	xs, ys := make([]float64, len(c.points)), make([]float64, len(c.points))
	for i, p := range c.points {
		xs[i], ys[i] = p.X, p.Y
	}
	return over(xs), over(ys).grow(.06)
}

// MouseIn is MouseMoved.
func (c *Chart) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved finds the point nearest to the pointer.
func (c *Chart) MouseMoved(e *desktop.MouseEvent) {
	position, size := c.plotArea(c.Size())
	share := float64((e.Position.X - position.X) / size.Width)
	c.hover(c.nearest(share))
}

// MouseOut forgets it.
func (c *Chart) MouseOut() { c.hover(-1) }

func (c *Chart) hover(point int) {
	if c.hovered != point {
		c.hovered = point
		c.Refresh()
	}
}

// nearest is the point closest to a share of the x axis, or −1.
func (c *Chart) nearest(share float64) int {
	x, _ := c.spans()
	best, least := -1, math.Inf(1)
	for i, p := range c.points {
		if d := math.Abs(x.share(p.X) - share); d < least {
			best, least = i, d
		}
	}
	return best
}

// margins around the plot, for the axes' texts.
const (
	marginLeft   = 46
	marginRight  = 10
	marginTop    = 18
	marginBottom = 20
	// apart is how far the numbers of the y axis stay from it.
	apart = 6
)

// plotArea is where the curve lies: to the right of the longest number of the y axis.
func (c *Chart) plotArea(size fyne.Size) (fyne.Position, fyne.Size) {
	height := max(size.Height-marginTop-marginBottom, 1)
	_, y := c.spans()
	left := float32(marginLeft)
	values, step := y.twoTicks(rows(height))
	for _, v := range values {
		left = max(left, fyne.MeasureText(format(v, step), theme.CaptionTextSize(), fyne.TextStyle{}).Width+apart)
	}
	return fyne.NewPos(left, marginTop), fyne.NewSize(max(size.Width-left-marginRight, 1), height)
}

// rows is the number of ticks of the y axis that have room.
func rows(height float32) int { return max(2, int(height/36)) }
