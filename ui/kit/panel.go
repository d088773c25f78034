// Package kit is what rooms are furnished with: panels, layouts, labels, buttons and
// entries that look alike in all of them. It knows nothing of machines. All of it is
// used on Fyne's goroutine only.
package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/theme"
	"wakesleep/ui/tip"
)

// Panel is a rounded part of a room with a title, a quiet remark to its right and
// a content.
type Panel struct {
	// Object is the whole panel, to lay out.
	Object fyne.CanvasObject
	// Remark is the small print at the right, which Say changes.
	Remark *widget.Label
	// Mark holds the question marks that Explain makes.
	Mark *fyne.Container
}

// NewPanel makes a panel; tools, if any, stand at the right end of its head.
func NewPanel(title string, content fyne.CanvasObject, tools ...fyne.CanvasObject) *Panel {
	return NewHeadedPanel(NewHeading(title), content, tools...)
}

// NewHeadedPanel is NewPanel with something else than a title at its head.
func NewHeadedPanel(heading, content fyne.CanvasObject, tools ...fyne.CanvasObject) *Panel {
	p := &Panel{Remark: NewRemark(""), Mark: container.NewHBox()}
	p.Remark.Alignment = fyne.TextAlignTrailing
	head := container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(-2), heading, p.Mark), container.NewHBox(tools...), p.Remark)
	p.Object = Framed(2, 8, container.NewBorder(head, nil, nil, nil, content))
	return p
}

// Framed puts an object on the ground of a panel, with space above and below it.
func Framed(above, below float32, object fyne.CanvasObject) fyne.CanvasObject {
	inside := container.New(layout.NewCustomPaddedLayout(above, below, 8, 8), object)
	return container.NewStack(NewBackdrop(theme.Panel, 8), inside)
}

// Explain puts a question mark beside the title, which tells what the panel shows.
func (p *Panel) Explain(text string) *Panel {
	p.Mark.Add(tip.Mark(text))
	return p
}

// Say changes the remark.
func (p *Panel) Say(text string) { SetText(p.Remark, text) }

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

// Place is what is alike in all rooms: a name, a sign and what is in it.
type Place struct {
	title   string
	icon    fyne.Resource
	content fyne.CanvasObject
}

// NewPlace makes a room's place.
func NewPlace(title string, icon fyne.Resource, content fyne.CanvasObject) Place {
	return Place{title, icon, content}
}

// Title, Icon and Object implement desk.Room.
func (p *Place) Title() string             { return p.title }
func (p *Place) Icon() fyne.Resource       { return p.icon }
func (p *Place) Object() fyne.CanvasObject { return p.content }
