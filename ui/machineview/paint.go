package machineview

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2/theme"

	"wakesleep/ui/kit"
	look "wakesleep/ui/theme"
)

// painting is a view being drawn on pixels of the screen.
type painting struct {
	view    *View
	plan    plan
	picture *image.RGBA
	scale   float64 // pixels a unit of length
	off, on color.RGBA
}

// paint draws all but the texts.
func (v *View) paint(p plan, w, h int, scale float64) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	if v.example == nil {
		return picture
	}
	on := look.Solid(kit.Either(v.example.Awake, look.Awake, look.Asleep), v)
	d := &painting{view: v, plan: p, picture: picture, scale: scale, off: look.Solid(theme.ColorNameSeparator, v), on: on}
	for l, b := range p.bands {
		off := d.off
		if l == 0 { // the pixels are a picture
			off = look.Solid(look.Well, v)
			d.fill(b.box, off)
		}
		d.cells(b, v.example.Fires[l], off, v.layerLit(l))
	}
	for _, j := range v.example.joins() {
		d.join(j)
	}
	d.images()
	return picture
}

// cells draws the units of a layer.
func (d *painting) cells(b band, fires []bool, off color.RGBA, lit float64) {
	on := look.Mix(off, d.on, lit)
	for unit := range b.units {
		d.fill(b.cell(unit), kit.Either(fires[unit], on, off))
	}
}

// arrows draws three triangles between two layers, in the direction of activity.
func (d *painting) arrows(below, above band, colour color.RGBA) {
	const halfWidth, distance = 4, 26
	height := min(5, below.y-above.y-above.h)
	middle := below.x + below.w/2
	y := (above.y + above.h + below.y) / 2
	for _, shift := range []float64{-distance, 0, distance} {
		d.triangle(middle+shift, y, halfWidth, height, d.view.example.Awake, colour)
	}
}

// triangle draws one with its middle at (x, y), pointing up or down.
func (d *painting) triangle(x, y, halfWidth, height float64, up bool, colour color.RGBA) {
	rows := max(2, int(math.Round(height*d.scale)))
	top := int(math.Round((y - height/2) * d.scale))
	for row := range rows {
		wide := float64(row+1) / float64(rows)
		if !up {
			wide = 1 - float64(row)/float64(rows)
		}
		half := halfWidth * wide
		line := image.Rect(int(math.Round((x-half)*d.scale)), top+row, int(math.Round((x+half)*d.scale)), top+row+1)
		fill(d.picture, line, colour)
	}
}

// images draws what is seen and the machine's own image.
func (d *painting) images() {
	e := d.view.example
	ground, ink := look.Solid(look.Well, d.view), look.Solid(theme.ColorNameForeground, d.view)
	d.image(d.plan.seen, e.Seen, 1, ground, ink)
	d.image(d.plan.own, e.Own, d.view.ownLit(), ground, ink)
}

// image draws one, paler while it is on its way; nil is a dark field.
func (d *painting) image(at box, values []float32, lit float64, ground, ink color.RGBA) {
	e := d.view.example
	if values == nil || lit == 0 {
		d.fill(at, ground)
		return
	}
	w, h := at.w/float64(e.Width), at.h/float64(e.Height)
	for i, v := range values {
		x, y := float64(i%e.Width), float64(i/e.Width)
		d.fill(box{at.x + x*w, at.y + y*h, w, h}, look.Mix(ground, ink, lit*float64(v)))
	}
}

// fill fills a box.
func (d *painting) fill(b box, colour color.RGBA) {
	round := func(v float64) int { return int(math.Round(v * d.scale)) }
	fill(d.picture, image.Rect(round(b.x), round(b.y), round(b.x+b.w), round(b.y+b.h)), colour)
}

// fill does what image/draw does, without an allocation for each of thousands of cells.
func fill(picture *image.RGBA, r image.Rectangle, c color.RGBA) {
	r = r.Intersect(picture.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := picture.Pix[picture.PixOffset(r.Min.X, y):]
		for x := range r.Dx() {
			row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = c.R, c.G, c.B, c.A
		}
	}
}
