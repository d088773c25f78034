package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"

	"wakesleep/ui/theme"
)

// Drawn is what the renderers of widgets that draw themselves have in common: a raster
// that is painted at the screen's own resolution, what lies over it, and texts in small
// print.
type Drawn struct {
	Raster  *canvas.Raster
	least   fyne.Size
	objects []fyne.CanvasObject
	texts   []*canvas.Text
	used    int
}

// NewDrawn makes it for a widget with a minimal size. over is what lies over the raster.
func NewDrawn(least fyne.Size, paint func(w, h int) image.Image, over ...fyne.CanvasObject) Drawn {
	r := canvas.NewRaster(paint)
	r.ScaleMode = canvas.ImageScalePixels
	return Drawn{Raster: r, least: least, objects: append([]fyne.CanvasObject{r}, over...)}
}

// MinSize is Fyne's.
func (d *Drawn) MinSize() fyne.Size { return d.least }

// Objects is Fyne's.
func (d *Drawn) Objects() []fyne.CanvasObject { return d.objects }

// Destroy is Fyne's.
func (d *Drawn) Destroy() {}

// Add lays another object over the others.
func (d *Drawn) Add(o fyne.CanvasObject) { d.objects = append(d.objects, o) }

// Write places a text on the widget; align is the share of its width that lies left of x.
// It is called within Rewrite.
func (d *Drawn) Write(on fyne.Widget, s string, x, y, align float32) *canvas.Text {
	if d.used == len(d.texts) {
		d.texts = append(d.texts, canvas.NewText("", nil))
		d.Add(d.texts[d.used])
	}
	t := d.texts[d.used]
	d.used++
	t.Text, t.TextSize, t.Color = s, base.CaptionTextSize(), base.ColorForWidget(theme.Muted, on)
	t.Resize(t.MinSize())
	t.Move(fyne.NewPos(x-align*t.MinSize().Width, y))
	t.Show()
	return t
}

// Rewrite has write write all texts anew.
func (d *Drawn) Rewrite(write func()) {
	d.used = 0
	write()
	for _, t := range d.texts[d.used:] {
		t.Hide()
	}
}

// Texts are those that were written last.
func (d *Drawn) Texts() []*canvas.Text { return d.texts[:d.used] }
