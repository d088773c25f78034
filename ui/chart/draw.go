package chart

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2/theme"

	"wakesleep/ui/brush"
	look "wakesleep/ui/theme"
)

// drawing is a chart being drawn on w×h pixels of the screen.
type drawing struct {
	chart   *Chart
	picture *image.NRGBA
	w, h    int
	scale   float64 // screen pixels a unit of length
	x, y    span
}

func newDrawing(c *Chart, w, h int, scale float64) *drawing {
	d := &drawing{chart: c, picture: image.NewNRGBA(image.Rect(0, 0, w, h)), w: w, h: h, scale: scale}
	d.x, d.y = c.spans()
	return d
}

// at is where a point lies.
func (d *drawing) at(p Point) (x, y float64) {
	return d.x.share(p.X) * float64(d.w), (1 - d.y.share(p.Y)) * float64(d.h)
}

// gridLines draws the lines that belong to the ticks; no nx is no x axis.
func (d *drawing) gridLines(nx, ny int) {
	colour := colourOf(d.chart, theme.ColorNameSeparator)
	thick := max(1, int(d.scale+.5))
	values, _ := d.y.twoTicks(ny)
	for _, v := range values {
		top := int((1 - d.y.share(v)) * float64(d.h))
		d.box(0, min(top, d.h-thick), d.w, thick, colour)
	}
	if nx == 0 {
		return
	}
	values, _ = d.x.ticks(nx)
	for _, v := range values {
		left := min(int(d.x.share(v)*float64(d.w)), d.w-thick)
		d.box(left, d.h-int(4*d.scale), thick, int(4*d.scale), colour)
	}
}

// dashedMarks draws the marks in range.
func (d *drawing) dashedMarks() {
	colour := colourOf(d.chart, look.Muted)
	dash := max(2, int(5*d.scale))
	for _, m := range d.chart.marks {
		if share := d.y.share(m.Y); share >= 0 && share <= 1 {
			top := int((1 - share) * float64(d.h-1))
			for left := 0; left < d.w; left += 2 * dash {
				d.box(left, top, dash, max(1, int(d.scale)), colour)
			}
		}
	}
}

// uprights draws the moments.
func (d *drawing) uprights() {
	thick := max(1, int(2*d.scale+.5))
	for _, m := range d.chart.moments {
		share := max(0, min(d.x.share(m.X), 1))
		d.box(int(share*float64(d.w-thick)), 0, thick, d.h, colourOf(d.chart, m.Colour))
	}
}

func (d *drawing) box(left, top, width, height int, colour color.NRGBA) {
	for y := max(top, 0); y < min(top+height, d.h); y++ {
		for x := max(left, 0); x < min(left+width, d.w); x++ {
			d.picture.SetNRGBA(x, y, colour)
		}
	}
}

// pale is the strength of the points below a trend.
const pale = .38

// curve draws the trend over the points, or where they are few a line through them,
// or a dot where there is but one.
func (d *drawing) curve() {
	colour := colourOf(d.chart, look.Awake)
	if d.chart.trend == nil {
		d.line(d.chart.points, colour)
		return
	}
	ink := brush.NewSurface(d.w, d.h)
	for _, p := range d.chart.points {
		x, y := d.at(p)
		ink.Line(x, y, x, y, 1.3*d.scale)
	}
	for i, level := range ink.Levels {
		ink.Levels[i] = uint8(pale * float64(level))
	}
	d.overlay(ink, colour)
	d.line(d.chart.trend, colour)
}

func (d *drawing) line(points []Point, colour color.NRGBA) {
	ink := brush.NewSurface(d.w, d.h)
	x0, y0 := d.at(points[0])
	for _, p := range points {
		x, y := d.at(p)
		ink.Line(x0, y0, x, y, .9*d.scale)
		x0, y0 = x, y
	}
	if len(points) == 1 {
		ink.Line(x0, y0, x0, y0, 3*d.scale)
	}
	d.overlay(ink, colour)
}

// dot marks the point under the pointer.
func (d *drawing) dot() {
	if d.chart.hovered < 0 {
		return
	}
	ink := brush.NewSurface(d.w, d.h)
	x, y := d.at(d.chart.points[d.chart.hovered])
	ink.Line(x, y, x, y, 4*d.scale)
	d.overlay(ink, colourOf(d.chart, theme.ColorNameForeground))
}

// overlay lays ink of a colour over the picture.
func (d *drawing) overlay(ink brush.Surface, colour color.NRGBA) {
	for i, cover := range ink.Levels {
		if cover == 0 {
			continue
		}
		below := d.picture.Pix[4*i : 4*i+4]
		over := float64(cover) / 255
		under := (1 - over) * float64(below[3]) / 255
		mix := func(a, b uint8) uint8 {
			return uint8(math.Round((over*float64(a) + under*float64(b)) / (over + under)))
		}
		below[0], below[1], below[2] = mix(colour.R, below[0]), mix(colour.G, below[1]), mix(colour.B, below[2])
		below[3] = uint8(math.Round(255 * (over + under)))
	}
}
