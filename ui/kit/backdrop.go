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
	colour    fyne.ThemeColorName
	rectangle *canvas.Rectangle
}

// NewBackdrop fills the place that it is given, with corners of a radius.
func NewBackdrop(name fyne.ThemeColorName, radius float32) *Backdrop {
	b := &Backdrop{colour: name, rectangle: canvas.NewRectangle(color.Transparent)}
	b.rectangle.CornerRadius = radius
	b.ExtendBaseWidget(b)
	return b
}

// NewDot is a round spot of a size.
func NewDot(name fyne.ThemeColorName, size float32) *Backdrop {
	b := NewBackdrop(name, size/2)
	b.rectangle.SetMinSize(fyne.NewSquareSize(size))
	return b
}

// SetColour changes the colour's name.
func (b *Backdrop) SetColour(name fyne.ThemeColorName) {
	if b.colour != name {
		b.colour = name
		b.Refresh()
	}
}

// Refresh is Fyne's. The theme may be another one.
func (b *Backdrop) Refresh() {
	b.rectangle.FillColor = base.ColorForWidget(b.colour, b)
	b.BaseWidget.Refresh()
}

// CreateRenderer is Fyne's.
func (b *Backdrop) CreateRenderer() fyne.WidgetRenderer {
	b.rectangle.FillColor = base.ColorForWidget(b.colour, b)
	return widget.NewSimpleRenderer(b.rectangle)
}
