package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
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
