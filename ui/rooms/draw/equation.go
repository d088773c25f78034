package draw

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// equation shows what the machine sees, less its own image, which makes the
// difference.
type equation struct {
	panel                 *kit.Panel
	seen, own, difference *pictures.Sheet

	captions [3]*widget.Label
	values   [3][]float32
	width    int
	size     string
	// whose is what the class is called whose image it is; empty for a machine alone.
	whose string
}

func newEquation(head fyne.CanvasObject) *equation {
	e := &equation{seen: pictures.NewSheet(), own: pictures.NewSheet(), difference: pictures.NewSheet()}
	for _, s := range []*pictures.Sheet{e.seen, e.own, e.difference} {
		s.OnHovered = e.hover
	}
	row := container.New(equationLayout{}, e.captioned(0, e.seen), sign("−"), e.captioned(1, e.own),
		sign("="), e.captioned(2, e.difference))
	e.panel = kit.NewHeadedPanel(head, row, container.NewCenter(pictures.NewLegend(1))).Explain(texts.Of("draw.see.explain"))
	e.rest()
	return e
}

// captioned puts a picture above its caption.
func (e *equation) captioned(i int, s *pictures.Sheet) fyne.CanvasObject {
	e.captions[i] = kit.Centred("")
	return container.NewBorder(nil, e.captions[i], nil, nil, s)
}

// rest says what the pictures are.
func (e *equation) rest() {
	own := texts.Of("draw.see.own")
	if e.whose != "" {
		own = texts.Of("draw.see.ownOfClass", e.whose)
	}
	for i, text := range []string{texts.Of("draw.see.seen"), own, texts.Of("draw.see.difference")} {
		kit.SetText(e.captions[i], text)
	}
}

func sign(text string) fyne.CanvasObject {
	l := widget.NewLabel(text)
	l.SizeName, l.Importance = base.SizeNameHeadingText, widget.LowImportance
	return container.NewCenter(l)
}

// show brings the pictures up to a reading.
func (e *equation) show(r *reading) {
	whose := ""
	if r.ofClasses() {
		whose = r.classes.Brief(r.by)
	}
	if whose != e.whose {
		e.whose = whose
		e.rest()
	}
	e.set(r.machine.Width, r.machine.Height, r.Seen, r.Image, r.difference())
}

// clear shows empty pictures of a size, if any.
func (e *equation) clear(w, h int) {
	nothing := make([]float32, w*h)
	e.set(w, h, nothing, nothing, nothing)
}

func (e *equation) set(w, h int, seen, own, difference []float32) {
	if len(seen) == 0 {
		return
	}
	e.values = [3][]float32{seen, own, difference}
	e.seen.SetImages(e.values[0:1], w, h, 1, pictures.Grey())
	e.own.SetImages(e.values[1:2], w, h, 1, pictures.Grey())
	e.difference.SetImages(e.values[2:3], w, h, 1, pictures.Diverging(1))
	e.width, e.size = w, texts.Of("draw.see.size", w, h)
	e.panel.Say(e.size)
}

// hover tells the three values of a pixel.
func (e *equation) hover(_, x, y int, _ float32, inside bool) {
	if !inside || e.values[0] == nil {
		e.panel.Say(e.size)
		e.rest()
		return
	}
	i := y*e.width + x
	e.panel.Say(texts.Of("draw.see.pixel", x, y))
	kit.SetText(e.captions[0], texts.Format("%.2f", e.values[0][i]))
	kit.SetText(e.captions[1], texts.Format("%.2f", e.values[1][i]))
	kit.SetText(e.captions[2], texts.Weight(e.values[2][i]))
}

// equationLayout gives pictures equal widths and signs what they need.
type equationLayout struct{}

const signWidth = 30

// Layout implements fyne.Layout: every second object is a sign.
func (equationLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	signs := float32(len(objects) / 2)
	width := (size.Width - signs*signWidth) / float32(len(objects)-len(objects)/2)
	left := float32(0)
	for i, o := range objects {
		w := width
		if i%2 == 1 {
			w = signWidth
		}
		o.Move(fyne.NewPos(left, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		left += w
	}
}

// MinSize implements fyne.Layout.
func (equationLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for i, o := range objects {
		least := o.MinSize()
		size.Height = max(size.Height, least.Height)
		if i%2 == 1 {
			least.Width = signWidth
		}
		size.Width += least.Width
	}
	return size
}
