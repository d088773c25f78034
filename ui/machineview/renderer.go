package machineview

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"wakesleep/ui/kit"
)

// CreateRenderer is Fyne's.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{view: v}
	r.Drawn = kit.NewDrawn(fyne.NewSize(240, 110), r.paint) // in which layers can be told apart
	r.place()
	return r
}

// renderer has one picture with all cells and images, and the texts.
type renderer struct {
	kit.Drawn
	view *View
	plan plan
	// written is the example whose texts are in place, at a size.
	written *Example
	size    fyne.Size
}

func (r *renderer) paint(w, h int) image.Image {
	width := r.Raster.Size().Width
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
	r.Raster.Resize(size)
	r.place()
}

// place finds the places of all parts and writes the texts.
func (r *renderer) place() {
	r.size, r.written = r.view.Size(), r.view.example
	r.Rewrite(func() {
		if e := r.view.example; e != nil {
			r.arrange(e)
		}
	})
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
	r.plan = newPlan(float64(r.size.Width), float64(r.size.Height), units, e.Width, e.Height, float64(wide), e.skips())
	named := r.plan.named()
	for l, b := range r.plan.bands {
		if named[l] {
			r.text(e.Names[l], r.plan.names, b.y+b.h/2-8, 1)
		}
	}
	r.caption(e.SeenCaption, r.plan.seen)
	r.caption(e.OwnCaption, r.plan.own)
}

// caption writes below an image.
func (r *renderer) caption(s string, at box) { r.text(s, at.x+at.w/2, at.y+at.h+2, .5) }

// text places a text inside the view; align is the share of its width that lies left of x.
func (r *renderer) text(s string, x, y, align float64) {
	t := r.Write(r.view, s, float32(x), float32(y), float32(align))
	t.Move(fyne.NewPos(max(0, min(t.Position().X, r.size.Width-t.Size().Width)), float32(y)))
}

// Refresh is Fyne's. While activity runs only the picture changes.
func (r *renderer) Refresh() {
	if r.view.progress == 0 || r.view.progress == 1 { // the theme may be another one
		r.written = nil
	}
	r.Layout(r.view.Size())
	r.Raster.Refresh()
}
