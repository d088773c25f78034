package pad

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"wakesleep/ui/kit"
	look "wakesleep/ui/theme"
)

// CreateRenderer is Fyne's.
func (p *Pad) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{
		pad: p, frame: canvas.NewRectangle(color.Transparent),
		veil: canvas.NewRectangle(color.Transparent), cursor: canvas.NewCircle(color.Transparent), hint: canvas.NewText("", nil),
	}
	// There is room to draw on.
	r.Drawn = kit.NewDrawn(fyne.NewSquareSize(120), r.paint, r.veil, r.frame, r.hint, r.cursor)
	r.hint.Alignment = fyne.TextAlignCenter
	r.cursor.StrokeWidth = 2
	r.Refresh()
	return r
}

type renderer struct {
	kit.Drawn
	pad    *Pad
	frame  *canvas.Rectangle
	veil   *canvas.Rectangle
	cursor *canvas.Circle
	hint   *canvas.Text
}

// paint draws the ink at the screen's own resolution.
func (r *renderer) paint(w, h int) image.Image {
	p := r.pad
	e := enlargement{ink: p.ink, cells: p.cells, crisp: !p.loaded}
	table := shades(look.Solid(look.Well, p), look.Solid(theme.ColorNameForeground, p))
	if p.haunted() {
		e.ink, e.crisp, table = *p.ghost, false, faint(table)
	}
	return e.image(max(w, 1), max(h, 1), table)
}

// shades are the colours of ink levels.
func shades(ground, ink color.RGBA) *[256]color.RGBA {
	table := new([256]color.RGBA)
	for i := range table {
		table[i] = look.Mix(ground, ink, float64(i)/255)
	}
	return table
}

// Layout is Fyne's.
func (r *renderer) Layout(fyne.Size) {
	p := r.pad
	corner, size := p.area()
	r.Raster.Move(corner)
	r.Raster.Resize(size)
	r.frame.Move(corner)
	r.frame.Resize(size)
	v := p.veil
	r.veil.Move(corner.AddXY(v[0]*size.Width, v[1]*size.Height))
	r.veil.Resize(fyne.NewSize((v[2]-v[0])*size.Width, (v[3]-v[1])*size.Height))
	top := (size.Height - r.hint.MinSize().Height) / 2
	if p.haunted() { // below the example
		top = .93*size.Height - r.hint.MinSize().Height
	}
	r.hint.Move(corner.AddXY(0, top))
	r.hint.Resize(fyne.NewSize(size.Width, r.hint.MinSize().Height))
	r.placeCursor(corner, size)
}

// placeCursor draws a ring as large as the pen.
func (r *renderer) placeCursor(corner fyne.Position, size fyne.Size) {
	p := r.pad
	scale := size.Width / float32(p.ink.W)
	radius := float32(p.pen) * scale
	if p.cells {
		radius = scale / 3
	}
	r.cursor.Move(corner.AddXY(float32(p.cursor.x)*scale-radius, float32(p.cursor.y)*scale-radius))
	r.cursor.Resize(fyne.NewSquareSize(2 * radius))
}

// Refresh is Fyne's.
func (r *renderer) Refresh() {
	p := r.pad
	r.hint.Text, r.hint.TextSize = p.hint, theme.TextSize()
	r.hint.Color = theme.ColorForWidget(kit.Either(p.haunted(), theme.ColorNameForeground, look.Muted), p)
	r.hint.Hidden = !p.Blank()
	r.cursor.Hidden = !p.focused || !p.keys
	r.cursor.StrokeColor = theme.ColorForWidget(kit.Either(p.penDown, look.Awake, look.Asleep), p)
	r.veil.Hidden = p.veil[2] <= p.veil[0] || p.veil[3] <= p.veil[1]
	r.veil.FillColor = translucent(theme.ColorForWidget(look.Asleep, p))
	r.frame.StrokeWidth = 1
	r.frame.StrokeColor = theme.ColorForWidget(kit.Either(p.focused, theme.ColorNamePrimary, theme.ColorNameSeparator), p)
	r.Layout(p.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

// translucent is a colour with a quarter of its cover.
func translucent(c color.Color) color.Color {
	opaque := color.NRGBAModel.Convert(c).(color.NRGBA)
	opaque.A /= 4
	return opaque
}
