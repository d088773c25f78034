package machineview

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	look "wakesleep/ui/theme"
)

// CreateRenderer is Fyne's.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{view: v}
	r.raster = canvas.NewRaster(r.paint)
	r.raster.ScaleMode = canvas.ImageScalePixels
	r.place()
	return r
}

// renderer has one picture with all cells and images, and the texts.
type renderer struct {
	view   *View
	raster *canvas.Raster
	plan   plan
	texts  []*canvas.Text
	used   int
	// written is the example whose texts are in place, at a size.
	written *Example
	size    fyne.Size
}

func (r *renderer) paint(w, h int) image.Image {
	width := r.raster.Size().Width
	if width <= 0 {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	return r.view.paint(r.plan, w, h, float64(w)/float64(width))
}

// Layout is Fyne's.
func (r *renderer) Layout(size fyne.Size) {
	if size == r.size && r.written == r.view.example {
		return
	}
	r.raster.Resize(size)
	r.place()
}

// place finds the places of all parts and writes the texts.
func (r *renderer) place() {
	r.size, r.written, r.used = r.view.Size(), r.view.example, 0
	if e := r.view.example; e != nil {
		r.arrange(e)
	}
	for _, t := range r.texts[r.used:] {
		t.Hide()
	}
}

func (r *renderer) arrange(e *Example) {
	wide := float32(0)
	for _, name := range e.Names {
		wide = max(wide, fyne.MeasureText(name, theme.CaptionTextSize(), fyne.TextStyle{}).Width)
	}
	units := make([]int, len(e.Fires))
	for l, fires := range e.Fires {
		units[l] = len(fires)
	}
	r.plan = newPlan(float64(r.size.Width), float64(r.size.Height), units, e.Width, e.Height, float64(wide))
	muted := theme.ColorForWidget(look.Muted, r.view)
	named := r.plan.named()
	for l, b := range r.plan.bands {
		if !named[l] {
			continue
		}
		r.text(e.Names[l], r.plan.names, b.y+b.h/2-8, 1, muted)
	}
	for _, c := range []struct {
		text string
		at   box
	}{{e.SeenCaption, r.plan.seen}, {e.OwnCaption, r.plan.own}} {
		r.text(c.text, c.at.x+c.at.w/2, c.at.y+c.at.h+2, .5, muted)
	}
}

// text places a text; align is the share of its width that lies left of x.
func (r *renderer) text(s string, x, y, align float64, colour color.Color) {
	if r.used == len(r.texts) {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	t := r.texts[r.used]
	r.used++
	t.Text, t.TextSize, t.Color = s, theme.CaptionTextSize(), colour
	size := t.MinSize()
	t.Resize(size)
	left := min(float32(x-align*float64(size.Width)), r.size.Width-size.Width)
	t.Move(fyne.NewPos(max(0, left), float32(y)))
	t.Show()
}

// MinSize is Fyne's.
func (r *renderer) MinSize() fyne.Size { return r.view.MinSize() }

// Refresh is Fyne's. While activity runs only the picture changes.
func (r *renderer) Refresh() {
	if r.view.progress == 0 || r.view.progress == 1 { // the theme may be another one
		r.written = nil
	}
	r.Layout(r.view.Size())
	r.raster.Refresh()
}

// Objects is Fyne's.
func (r *renderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.raster}
	for _, t := range r.texts {
		objects = append(objects, t)
	}
	return objects
}

// Destroy is Fyne's.
func (r *renderer) Destroy() {}
