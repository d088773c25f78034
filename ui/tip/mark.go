package tip

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// markSize is a mark's width and height.
const markSize = 16

// Mark is a small question mark with a tip, for what is no control. A click shows the
// tip without delay.
func Mark(text string) fyne.CanvasObject {
	m := &mark{sign: canvas.NewText("?", nil), ring: canvas.NewCircle(nil)}
	m.sign.TextSize = 10
	m.sign.Alignment = fyne.TextAlignCenter
	m.ring.StrokeWidth = 1
	m.ExtendBaseWidget(m)
	m.cover = &cover{object: m, text: text}
	m.cover.ExtendBaseWidget(m.cover)
	return container.NewCenter(container.New(coverLayout{}, m, m.cover))
}

type mark struct {
	widget.BaseWidget
	cover *cover
	sign  *canvas.Text
	ring  *canvas.Circle
}

// Tapped is Fyne's.
func (m *mark) Tapped(*fyne.PointEvent) {
	if l := layerOf(m); l != nil {
		l.hide()
		l.awaited = m.cover
		l.show(m.cover)
	}
}

// CreateRenderer is Fyne's.
func (m *mark) CreateRenderer() fyne.WidgetRenderer {
	r := &markRenderer{m}
	r.Refresh()
	return r
}

type markRenderer struct{ *mark }

// Layout is Fyne's.
func (r *markRenderer) Layout(size fyne.Size) {
	r.ring.Resize(size)
	r.sign.Resize(size)
}

// MinSize is Fyne's.
func (r *markRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(markSize) }

// Objects is Fyne's.
func (r *markRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ring, r.sign} }

// Destroy is Fyne's.
func (r *markRenderer) Destroy() {}

// Refresh is Fyne's.
func (r *markRenderer) Refresh() {
	colour := theme.ColorForWidget(theme.ColorNamePlaceHolder, r.mark)
	r.sign.Color, r.ring.StrokeColor = colour, colour
	r.sign.Refresh()
	r.ring.Refresh()
}
