package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Backdrop is a rectangle in a colour of the theme.
type Backdrop struct {
	widget.BaseWidget
	colour fyne.ThemeColorName
	radius float32
	// Least is its minimal size.
	Least fyne.Size
}

// NewBackdrop fills the place that it is given, with corners of a radius.
func NewBackdrop(name fyne.ThemeColorName, radius float32) *Backdrop {
	b := &Backdrop{colour: name, radius: radius}
	b.ExtendBaseWidget(b)
	return b
}

// SetColour changes the colour's name.
func (b *Backdrop) SetColour(name fyne.ThemeColorName) {
	if b.colour != name {
		b.colour = name
		b.Refresh()
	}
}

// CreateRenderer is Fyne's.
func (b *Backdrop) CreateRenderer() fyne.WidgetRenderer {
	r := &backdropRenderer{backdrop: b, rectangle: canvas.NewRectangle(color.Transparent)}
	r.rectangle.CornerRadius = b.radius
	r.colour()
	return r
}

type backdropRenderer struct {
	backdrop  *Backdrop
	rectangle *canvas.Rectangle
}

func (r *backdropRenderer) colour() {
	r.rectangle.FillColor = base.ColorForWidget(r.backdrop.colour, r.backdrop)
}

func (r *backdropRenderer) Layout(size fyne.Size) { r.rectangle.Resize(size) }

func (r *backdropRenderer) MinSize() fyne.Size { return r.backdrop.Least }

func (r *backdropRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rectangle} }

func (r *backdropRenderer) Destroy() {}

func (r *backdropRenderer) Refresh() {
	r.colour()
	r.rectangle.Refresh()
}
